#!/usr/bin/env python3
"""Plays the main job with the real programs (called by scripts/demo). Prints each step with its result."""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

WARD, DEPARTMENT = "phuong-hoa-phuong", "so-demo"
SCHOOL, SECOND_SCHOOL, SILENT_SCHOOL = "mn-hoa-sen", "th-nguyen-hien", "thcs-le-loi"
SCREENS = ["tasks", "cascade", "plans", "editor", "sync"]


class Demo:
    def __init__(self, options):
        self.programs = pathlib.Path(options.programs).resolve()
        self.assets = pathlib.Path(options.assets).resolve()
        self.out = pathlib.Path(options.out or self.programs.parent / "demo").resolve()
        self.texts = json.loads((self.assets / "texts.json").read_text(encoding="utf-8"))
        self.step_no = 0
        self.server = None
        self.screen_server = None

    # --- tools ---

    def step(self, title):
        self.step_no += 1
        print(f"\n{self.step_no:2}. {title}", flush=True)

    def say(self, text):
        print(f"    {text}", flush=True)

    def server_command(self, *arguments):
        done = subprocess.run([self.programs / "dongthac-server", *arguments, "--data", self.out / "server"],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"dongthac-server {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def pc(self, name, *arguments, expect=0):
        """Runs one command on one PC and gives its JSON."""
        done = subprocess.run([self.programs / "dongthac", "--data", self.out / "pc" / name, "--json", *arguments],
                              capture_output=True, text=True)
        if done.returncode != expect:
            raise SystemExit(f"{name}: dongthac {' '.join(arguments)}: exit {done.returncode}: {done.stderr}{done.stdout}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def sync(self, *names):
        for name in names:
            report = self.pc(name, "sync")
            self.say(f"{name}: gửi {report['sent']}, nhận {report['received']}, còn chờ {report['pending']}")

    def start_server(self):
        log = open(self.out / "server.log", "a", encoding="utf-8")
        listen = "127.0.0.1:0" if self.server is None else self.url.split("//")[1]
        self.server = subprocess.Popen(
            [self.programs / "dongthac-server", "serve", "--data", self.out / "server", "--listen", listen],
            stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.server.stdout.readline()
        found = re.search(r"http://\S+", line)
        if not found:
            raise SystemExit(f"the server did not start; see {self.out / 'server.log'}")
        self.url = found.group()

    def stop_server(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(timeout=20)

    def join(self, name, org, *roles):
        roles = [part for role in roles for part in ("--role", role)]
        code = json.loads(self.server_command("invite", org, *roles, "--json"))["code"]
        self.pc(name, "office", "join", self.url, code)
        self.pc(name, "sync")
        self.say(f"{name} → {org}")

    def topics(self, name, document):
        return [node["id"] for node in self.pc(name, "doc", "show", document)["nodes"] if node["role"] == "topic"]

    def state(self, name, document):
        return next(row["state"] for row in self.pc(name, "doc", "list") if row["id"] == document)

    def must(self, holds, what):
        if not holds:
            raise SystemExit(f"demo failed: {what}")
        self.say(f"✓ {what}")

    # --- the story ---

    @staticmethod
    def claim(folder):
        """Marks a folder as the demo's; one that holds other files is left alone."""
        marker = folder / ".dongthac-demo"
        if folder.exists() and any(folder.iterdir()) and not marker.exists():
            raise SystemExit(f"{folder} holds other files; choose an empty folder with --out")
        folder.mkdir(parents=True, exist_ok=True)
        marker.touch()

    def prepare(self):
        self.claim(self.out)
        for old in ("server", "pc", "screens"):
            shutil.rmtree(self.out / old, ignore_errors=True)
        (self.out / "server.log").unlink(missing_ok=True)
        (self.out / "pc").mkdir(parents=True)

    def offices_join(self):
        self.step("Máy chủ trên máy này; Sở, phường và ba trường gia nhập (trường mầm non có hai máy)")
        self.server_command("init", "--orgs", str(self.assets / "orgs.json"))
        self.start_server()
        self.join("so", DEPARTMENT, "officer", "clerk", "signer")
        self.join("phuong", WARD, "officer", "clerk", "signer")
        self.join("truong-1", SCHOOL, "editor", "signer")
        self.join("truong-2", SCHOOL, "editor")
        self.join("tieu-hoc", SECOND_SCHOOL, "editor", "signer")
        self.join("thcs", SILENT_SCHOOL, "editor", "signer")

    def plans_come_down(self):
        self.step("Sở ban hành kế hoạch")
        department = self.pc("so", "import", str(self.assets / "ke_hoach_so.txt"))
        self.pc("so", "doc", "decide", department["id"], "issue")
        self.sync("so", "phuong")
        self.step("Phường nhập kế hoạch của mình và ban hành")
        imported = self.pc("phuong", "import", str(self.assets / "ke_hoach_phuong.txt"))
        self.plan = imported["id"]
        self.say(f"{imported['words']} chữ = {imported['placed']} vào chỗ + {imported['unplaced']} chưa có chỗ")
        linked = next(row["parent"] for row in self.pc("phuong", "doc", "list") if row["id"] == self.plan)
        self.must(linked == department["id"], "kế hoạch phường nối với kế hoạch Sở mà nó căn cứ")
        self.must(imported["words"] == imported["placed"] + imported["unplaced"], "không chữ nào bị mất khi nhập")
        self.pc("phuong", "doc", "decide", self.plan, "issue")
        self.sync("phuong")
        self.must(self.state("phuong", self.plan) == "issued", "kế hoạch phường đã ban hành")

    def school_writes_offline(self):
        self.step("Các trường nhận kế hoạch và lập kế hoạch của mình từ đó")
        self.sync("truong-1", "tieu-hoc", "thcs")
        self.school_plan = self.pc("truong-1", "doc", "new", "plan", "--from", self.plan)["id"]
        self.sync("truong-1", "truong-2")
        self.step("Mất mạng: hai máy của trường mầm non cùng sửa một kế hoạch")
        self.stop_server()
        topics = self.topics("truong-1", self.school_plan)
        before = next(node["text"] for node in self.pc("truong-1", "doc", "show", self.school_plan)["nodes"]
                      if node["id"] == topics[2])
        self.pc("truong-1", "doc", "text", self.school_plan, topics[0], self.texts["first_pc_paragraph"])
        self.pc("truong-2", "doc", "text", self.school_plan, topics[1], self.texts["second_pc_paragraph"])
        self.pc("truong-1", "doc", "text", self.school_plan, topics[2], before + " " + self.texts["first_pc_addition"])
        self.pc("truong-2", "doc", "text", self.school_plan, topics[2], self.texts["second_pc_addition"] + " " + before)
        self.pc("truong-1", "doc", "set", self.school_plan, self.school_plan, "document_number", self.texts["number"])
        self.pc("truong-2", "doc", "set", self.school_plan, self.school_plan, "signer_name", self.texts["signer_name"])
        self.pc("truong-1", "doc", "set", self.school_plan, self.school_plan, "signer_titles", self.texts["signer_title"])
        self.pc("truong-2", "doc", "set", self.school_plan, self.school_plan, "issued_on", self.texts["issued_on"])
        self.pc("truong-1", "sync", expect=3)
        waiting = self.pc("truong-1", "status")["pending"]
        self.must(waiting > 0, f"không có mạng: {waiting} thay đổi được giữ lại trên máy 1")

    def school_submits(self):
        self.step("Có mạng trở lại: hai máy đồng bộ, nội dung gộp làm một")
        self.start_server()
        self.sync("truong-1", "truong-2", "truong-1")
        first = self.pc("truong-1", "doc", "show", self.school_plan)
        self.must(first == self.pc("truong-2", "doc", "show", self.school_plan), "hai máy thấy cùng một văn bản")
        text = " ".join(node["text"] for node in first["nodes"])
        for key in ("first_pc_paragraph", "second_pc_paragraph", "first_pc_addition", "second_pc_addition"):
            self.must(self.texts[key] in text, f"còn nguyên: “{self.texts[key][:40]}…”")
        self.step("Trường mầm non và trường tiểu học trình kế hoạch lên phường")
        self.pc("truong-1", "doc", "submit", self.school_plan)
        self.primary_plan = self.pc("tieu-hoc", "doc", "new", "plan", "--from", self.plan)["id"]
        dropped = self.topics("tieu-hoc", self.primary_plan)[-1]
        self.pc("tieu-hoc", "doc", "set", self.primary_plan, dropped, "coverage", "not_applicable")
        self.pc("tieu-hoc", "doc", "text", self.primary_plan, dropped, self.texts["not_applicable"])
        self.pc("tieu-hoc", "doc", "submit", self.primary_plan)
        self.sync("truong-1", "tieu-hoc")

    def ward_decides(self):
        self.step("Phường tiếp nhận và trả lại một kế hoạch kèm lý do")
        self.sync("phuong")
        self.pc("phuong", "doc", "decide", self.school_plan, "receive")
        self.pc("phuong", "doc", "decide", self.school_plan, "return", "--note", self.texts["return_note"])
        self.sync("phuong", "truong-1")
        shown = self.pc("truong-1", "doc", "show", self.school_plan)
        self.must(shown["state"] == "returned" and shown["revisions"][-1]["note"] == self.texts["return_note"],
                  f"trường thấy lý do: “{self.texts['return_note']}”")
        self.step("Trường sửa và nộp lại; phường chấp nhận")
        last = [node for node in shown["nodes"] if node["role"] == "section"][-1]["id"]
        self.pc("truong-1", "doc", "add", self.school_plan, last, self.texts["fixed_paragraph"], "--role", "budget")
        self.pc("truong-1", "doc", "submit", self.school_plan)
        self.sync("truong-1", "phuong")
        self.pc("phuong", "doc", "decide", self.school_plan, "accept")
        self.sync("phuong", "truong-1", "truong-2")
        self.must(self.state("truong-2", self.school_plan) == "accepted", "kế hoạch được chấp nhận, cả hai máy đều biết")

    def ward_looks(self):
        self.step("Bao phủ nội dung và đơn vị còn thiếu")
        coverage = self.pc("phuong", "doc", "coverage", self.plan)
        marks = {"covered": "●", "partly": "◐", "missing": "·", "not_applicable": "–"}
        for office in coverage["offices"]:
            self.say(f"{office['name']:<38} {' '.join(marks[cell['status']] for cell in office['cells'])}  {office['state']}")
        self.say("● có   ◐ một phần   – không áp dụng   · chưa có")
        self.must(coverage["missing"] == [SILENT_SCHOOL], "còn thiếu đúng một trường")

    def export(self):
        self.step("Xuất Word và kiểm tra dữ liệu")
        self.pc("phuong", "doc", "export", self.plan, str(self.out / "ke_hoach_phuong.docx"))
        self.pc("truong-1", "doc", "export", self.school_plan, str(self.out / "ke_hoach_truong.docx"))
        for name in ("so", "phuong", "truong-1", "truong-2", "tieu-hoc", "thcs"):
            report = self.pc(name, "check")
            self.must(report["ok"], f"{name}: {report['changes']} thay đổi, nguyên vẹn")
        verified = json.loads(self.server_command("verify", "--json"))
        self.must(verified["ok"], f"máy chủ: {verified['changes']} thay đổi, chữ ký và chuỗi khớp")

    # --- pictures and the window ---

    def with_display(self):
        """An environment that has a display: this one's, or a virtual one."""
        if os.environ.get("DISPLAY") or sys.platform == "win32":
            return dict(os.environ)
        reader, writer = os.pipe()
        self.screen_server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        return dict(os.environ, DISPLAY=":" + number)

    def take_pictures(self):
        self.step("Ảnh từng màn hình")
        environment = self.with_display()
        (self.out / "screens").mkdir()
        for name in ("phuong", "truong-1"):
            for screen in SCREENS:
                file = self.out / "screens" / f"{name}_{screen}.png"
                done = subprocess.run([self.programs / "dongthac", "--data", self.out / "pc" / name, "screenshot", screen,
                                       file, "--size", "1366x768"], env=environment, capture_output=True, text=True)
                if done.returncode != 0:
                    raise SystemExit(f"screenshot {screen}: {done.stderr}")
        self.say(f"{len(SCREENS) * 2} ảnh trong {self.out / 'screens'}")

    def close(self):
        self.stop_server()
        if self.screen_server:
            self.screen_server.terminate()
            self.screen_server.wait()

    def run(self, window):
        started = time.monotonic()
        self.prepare()
        try:
            self.offices_join()
            self.plans_come_down()
            self.school_writes_offline()
            self.school_submits()
            self.ward_decides()
            self.ward_looks()
            self.export()
            self.take_pictures()
            print(f"\nXong sau {time.monotonic() - started:.0f} giây. Kết quả ở {self.out}", flush=True)
            if window and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
                print("Đang mở cửa sổ của phường; đóng cửa sổ để kết thúc.", flush=True)
                subprocess.run([self.programs / "dongthac", "--data", self.out / "pc" / "phuong"], check=False)
        finally:
            self.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--assets", required=True)
    parser.add_argument("--out")
    parser.add_argument("--no-window", action="store_true")
    options = parser.parse_args()
    Demo(options).run(window=not options.no_window)


if __name__ == "__main__":
    main()
