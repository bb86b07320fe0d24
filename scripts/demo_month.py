#!/usr/bin/env python3
"""A month in the life of a ward with nine schools, played with the real programs on a clock that is turned by hand
(called by scripts/demo after the main job; needs Debian's faketime). Every sum it prints is checked against one that
is worked out here from what each school's own PC says."""
import argparse
import datetime
import glob
import json
import os
import pathlib
import re
import zipfile
from fractions import Fraction

from demo import Demo, DEPARTMENT, WARD

SECOND_WARD = "phuong-tan-an"
FORM, PERIOD = "truyen-thong-thang", "2026-10"
# School, articles in each of the five weeks that end in October, headcount, followers, satisfied %, opinion issues
# (noted, settled), money spent, and how its report comes in.
SCHOOLS = [
    ("mn-hoa-sen", [1, 1, 2, 1, 1], 412, 371, "96,5", (1, 1), 1_250_000, "on_time"),
    ("mn-ban-mai", [1, 1, 1, 1, 1], 285, 240, "94", (0, 0), 0, "on_time"),
    ("mn-tuoi-tho", [1, 0, 1, 1, 0], 198, 121, "91,2", (2, 1), 300_000, "offline"),
    ("th-nguyen-hien", [2, 1, 1, 1, 2], 1_104, 987, "95", (1, 1), 2_000_000, "returned"),
    ("th-kim-dong", [1, 1, 1, 1, 1], 873, 640, "92,75", (0, 0), 450_000, "on_time"),
    ("th-vo-thi-sau", [0, 1, 0, 1, 1], 655, 402, "89,9", (3, 2), 0, "late"),
    ("thcs-le-loi", [1, 1, 1, 1, 1], 1_320, 1_011, "90", (1, 0), 1_800_000, "on_time"),
    ("thcs-tran-phu", [0, 0, 0, 0, 0], 940, 515, "88", (0, 0), 600_000, "paper"),
    ("thcs-anh-duong", [0, 0, 0, 0, 0], 0, 0, "", (0, 0), 0, "waived"),
]
WEEKS = ["2026-09-30", "2026-10-07", "2026-10-14", "2026-10-21", "2026-10-28"]


class Month(Demo):
    def __init__(self, options):
        super().__init__(options)
        self.out = self.out / "thang"
        self.now_file = self.out / "now"
        self.assets = self.assets / "month"
        library = sorted(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1"))
        if not library:
            raise SystemExit("demo: error: faketime is missing; run scripts/setup")
        os.environ.update(LD_PRELOAD=library[0], FAKETIME_TIMESTAMP_FILE=str(self.now_file), FAKETIME_NO_CACHE="1",
                          FAKETIME_DONT_FAKE_MONOTONIC="1", TZ="Asia/Ho_Chi_Minh")

    def at(self, moment):
        """Turns the clock of every program to a moment in Vietnam."""
        self.now_file.write_text(moment + "\n", encoding="ascii")

    # --- the story ---

    def begin(self):
        self.claim(self.out.parent)
        self.prepare()
        self.at("2026-09-28 08:00:00")
        self.step("Sở, hai phường và tám trường có máy; trường thứ chín gửi báo cáo giấy")
        self.server_command("init", "--orgs", str(self.assets / "orgs.json"))
        self.start_server()
        for name, org in (("so", DEPARTMENT), ("phuong", WARD), ("tan-an", SECOND_WARD)):
            self.join(name, org, "officer", "clerk", "signer")
        for school, *_, way in SCHOOLS:
            if way != "paper":
                self.join(school, school, "editor", "signer")
        self.step("Phường gửi mẫu báo cáo và lịch thực hiện")
        self.form = self.pc("so", "report", "form", str(self.assets / "form.json"))["id"]
        self.pc("so", "doc", "decide", self.form, "issue")
        self.sync("so", "phuong", "tan-an")
        schedule = self.pc("phuong", "schedule", "new", str(self.assets / "schedule.json"))["id"]
        self.pc("phuong", "doc", "decide", schedule, "issue")
        self.pc("phuong", "sync")
        for school, *_, way in SCHOOLS:
            if way != "paper":
                self.pc(school, "sync")
        tasks = self.pc("mn-hoa-sen", "task", "list", "--due", "2026-11-05")
        self.must(any(task["due"] == "2026-11-03" and task["period"] == PERIOD for task in tasks),
                  "trường thấy báo cáo tháng 10 có hạn 03/11 (31/10 và 01/11 là ngày nghỉ)")

    def month_goes_by(self):
        self.step("Tháng 10: mỗi tuần các trường viết tin, bài; một trường không có mạng suốt tháng")
        self.written = {school: [] for school, *_ in SCHOOLS}
        for week, day in enumerate(WEEKS):
            self.at(f"{day} 15:00:00")
            for school, articles, *_, way in SCHOOLS:
                for number in range(articles[week]):
                    self.write_article(school, day, number, way)
                if articles[week] and way != "offline":
                    self.pc(school, "sync")
            self.pc("phuong", "sync")
        for school, *_, issues, _, way in SCHOOLS:
            for number in range(issues[0] if way != "paper" else 0):
                self.note_issue(school, number)
        total = len([task for task in self.pc("phuong", "task", "list") if task["state"] == "overdue"])
        self.say(f"phường: {total} việc quá hạn")

    def write_article(self, school, day, number, way):
        made = self.pc(school, "doc", "new", "article")["id"]
        kind = "video" if number else "news"
        for field, value in (("subject", f"Hoạt động tuần {day}"), ("on_day", day), ("article_kind", kind)):
            self.pc(school, "doc", "set", made, made, field, value)
        self.pc(school, "doc", "submit", made)
        self.written[school].append((day, kind))

    def note_issue(self, school, number):
        made = self.pc(school, "doc", "new", "opinion_issue")["id"]
        for field, value in (("subject", f"Ý kiến phụ huynh số {number + 1}"), ("on_day", "2026-10-20"),
                             ("severity", "normal")):
            self.pc(school, "doc", "set", made, made, field, value)
        self.pc(school, "doc", "submit", made)

    def report(self, school, headcount, followers, satisfied, issues, spent):
        made = self.pc(school, "report", "new", FORM, PERIOD)["id"]
        answers = {"phu_huynh": headcount, "theo_doi": followers, "hai_long": satisfied, "du_luan_xong": issues[1],
                   "kinh_phi": spent}
        if issues[0]:
            answers["van_de"] = f"{issues[0]} ý kiến của phụ huynh, đã trả lời {issues[1]}."
        for key, value in answers.items():
            self.pc(school, "report", "answer", made, key, str(value))
        return made

    def schools_report(self):
        self.step("Đầu tháng 11: các trường lập báo cáo, số liệu điền sẵn từ hồ sơ của trường")
        self.at("2026-11-02 09:00:00")
        self.reports = {}
        for school, _, headcount, followers, satisfied, issues, spent, way in SCHOOLS:
            if way in ("paper", "waived", "late"):
                continue
            self.reports[school] = self.report(school, headcount, followers, satisfied, issues, spent)
            page = self.pc(school, "report", "show", self.reports[school])
            in_month = [day for day, _ in self.written[school] if day.startswith("2026-10")]
            filled = next(line for line in page["lines"] if line["key"] == "tin_bai")
            self.must(filled["value"] == str(len(in_month)) and len(filled["records"]) == len(in_month),
                      f"{school}: điền sẵn {filled['value']} tin, bài, mở được đúng {len(filled['records'])} bài")
            self.pc(school, "report", "submit", self.reports[school])
            self.pc(school, "sync")
        self.sync("phuong")
        self.step("Phường trả lại một báo cáo, nhập thay một báo cáo giấy, miễn cho một trường")
        returned = self.reports["th-nguyen-hien"]
        self.pc("phuong", "doc", "decide", returned, "return", "--note", "Xem lại số phụ huynh theo dõi kênh.")
        self.paper()
        task = next(task for task in self.pc("phuong", "task", "list", "--org", "thcs-anh-duong")
                    if task["period"] == PERIOD)
        self.pc("phuong", "task", "waive", task["id"], "--reason", "Trường đang sửa chữa, nghỉ học cả tháng.")
        self.sync("phuong", "thcs-anh-duong")
        waived = next(one for one in self.pc("thcs-anh-duong", "task", "list") if one["id"] == task["id"])
        self.must(waived["state"] == "waived", "trường được miễn thấy việc này được miễn")

    def paper(self):
        school, _, headcount, followers, satisfied, issues, spent, _ = SCHOOLS[7]
        made = self.pc("phuong", "report", "new", FORM, PERIOD, "--paper", school, "--received", "2026-11-02")["id"]
        for key, value in (("tin_bai", 0), ("du_luan", issues[0]), ("phu_huynh", headcount), ("theo_doi", followers),
                           ("hai_long", satisfied), ("kinh_phi", spent)):
            self.pc("phuong", "report", "answer", made, key, str(value))

    def ward_adds_up(self):
        self.step("04/11: phường tổng hợp lần đầu; hai trường chưa có số liệu")
        self.at("2026-11-04 08:30:00")
        self.sync("phuong")
        sums = self.pc("phuong", "consolidate", FORM, PERIOD, "--freeze")
        self.must(sums["missing"] == ["th-vo-thi-sau"] and sums["returned"] == ["th-nguyen-hien"],
                  "đúng một trường chưa gửi, một trường bị trả lại")
        self.must(sums["waived"] == ["thcs-anh-duong"], "trường được miễn không bị coi là thiếu")
        self.step("05/11: hai trường gửi tiếp, một trường gửi muộn; số đã chốt được báo là cũ")
        self.at("2026-11-05 14:00:00")
        self.pc("th-nguyen-hien", "sync")
        self.pc("th-nguyen-hien", "report", "submit", self.reports["th-nguyen-hien"])
        school, _, headcount, followers, satisfied, issues, spent, _ = SCHOOLS[5]
        self.pc(school, "sync")
        self.reports[school] = self.report(school, headcount, followers, satisfied, issues, spent)
        self.pc(school, "report", "submit", self.reports[school])
        self.sync("th-nguyen-hien", school, "phuong")
        sums = self.pc("phuong", "consolidate", FORM, PERIOD)
        self.must(sums["stale"] and any(one["field"] == "tin_bai" for one in sums["changed"]),
                  "phần mềm chỉ ra số nào đã khác từ lúc chốt")
        self.must(school in sums["late"], "trường gửi muộn được ghi là muộn")
        self.sums = self.pc("phuong", "consolidate", FORM, PERIOD, "--freeze", "--report",
                            "--to", str(self.out / "tong_hop_thang_10.docx"))
        self.pc("phuong", "consolidate", FORM, PERIOD, "--to", str(self.out / "tong_hop_thang_10.xlsx"))

    # --- the independent calculation ---

    def check_sums(self):
        self.step("Kiểm tra: từng con số so với phép tính độc lập từ số liệu trên máy của mỗi trường")
        pages = {school: self.pc(school, "report", "show", document) for school, document in self.reports.items()}
        said = {school: {line["key"]: line["value"] for line in page["lines"]} for school, page in pages.items()}
        school, _, headcount, followers, satisfied, issues, spent, _ = SCHOOLS[7]
        said[school] = {"tin_bai": "0", "du_luan": str(issues[0]), "phu_huynh": str(headcount),
                        "theo_doi": str(followers), "hai_long": satisfied, "kinh_phi": str(spent)}
        figures = {figure["field"]: figure for figure in self.sums["figures"]}

        def total(key):
            return sum(int(answers[key]) for answers in said.values() if answers.get(key) is not None)

        for key in ("tin_bai", "phong_su", "du_luan", "du_luan_xong", "phu_huynh", "theo_doi", "kinh_phi"):
            self.must(figures[key]["value"] == str(total(key)), f"{figures[key]['label']}: {total(key)}")
            parts = sum(int(source["value"]) for source in figures[key]["sources"])
            self.must(parts == total(key), "   bằng tổng của các đơn vị khi mở ra")
        share = Fraction(100 * total("theo_doi"), total("phu_huynh"))
        self.must(abs(Fraction(figures["ty_le"]["value"]) - share) <= Fraction(1, 200),
                  f"{figures['ty_le']['label']}: {figures['ty_le']['value']} %")
        weighted = [(Fraction(one["hai_long"].replace(",", ".")), int(one["phu_huynh"])) for one in said.values()]
        mean = sum(share * weight for share, weight in weighted) / sum(weight for _, weight in weighted)
        plain = sum(share for share, _ in weighted) / len(weighted)
        self.must(abs(Fraction(figures["hai_long"]["value"]) - mean) <= Fraction(1, 200),
                  f"{figures['hai_long']['label']}: {figures['hai_long']['value']} %, không phải trung bình cộng "
                  f"({float(plain):.2f} %)")
        every_week = sum(1 for school, articles, *_, way in SCHOOLS if way not in ("paper", "waived") and all(articles))
        self.must(figures["du_dinh_muc"]["value"] == str(every_week),
                  f"{every_week} trường tuần nào cũng có bài")
        self.check_files(figures)

    def check_files(self, figures):
        with zipfile.ZipFile(self.out / "tong_hop_thang_10.docx") as word:
            text = re.sub(r"<[^>]+>", " ", word.read("word/document.xml").decode("utf-8"))
        with zipfile.ZipFile(self.out / "tong_hop_thang_10.xlsx") as sheet:
            cells = "".join(sheet.read(name).decode("utf-8") for name in sheet.namelist() if "worksheets/" in name)
        for key, figure in figures.items():
            if figure["value"] is None or figure["aggregation"] in ("gather", "none"):
                continue
            shown = figure["value"]
            whole, point, part = shown.partition(".")
            printed = f"{int(whole):,}".replace(",", ".") + ("," + part if point else "")
            self.must(printed in text, f"Word có {printed}")
            self.must(re.search(rf"<v>{re.escape(shown)}0*</v>", cells) is not None, f"Excel có {shown}")

    def department_adds_up(self):
        self.step("Phường gửi số liệu đã chốt và báo cáo lên Sở; Sở tổng hợp các phường")
        self.pc("phuong", "report", "submit", self.sums["frozen"])
        self.pc("phuong", "doc", "submit", self.sums["report"])
        self.sync("phuong", "so")
        top = self.pc("so", "consolidate", FORM, PERIOD)
        ward = {figure["field"]: figure["value"] for figure in self.sums["figures"]}
        self.must(all(figure["value"] == ward[figure["field"]] for figure in top["figures"]
                      if figure["aggregation"] != "gather"), "số của Sở là số phường đã chốt, không cộng lại sau lưng")
        self.must(any(row["kind"] == "report" and row["state"] == "submitted" for row in self.pc("so", "doc", "list")),
                  "Sở có báo cáo của phường")
        for name in ("so", "phuong", *self.reports):
            self.must(self.pc(name, "check")["ok"], f"{name}: dữ liệu nguyên vẹn")

    def run(self, window):
        try:
            self.begin()
            self.month_goes_by()
            self.schools_report()
            self.ward_adds_up()
            self.check_sums()
            self.department_adds_up()
            print(f"\nXong. Kết quả ở {self.out}", flush=True)
        finally:
            self.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--assets", required=True)
    parser.add_argument("--out")
    options = parser.parse_args()
    Month(options).run(window=False)


if __name__ == "__main__":
    main()
