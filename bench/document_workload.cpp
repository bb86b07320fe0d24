#include <functional>

#include <malloc.h>
#include <nlohmann/json.hpp>

#include "bench/measure.hpp"
#include "bench/workloads.hpp"
#include "shared/base/assets.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_pdf.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/import_file.hpp"
#include "shared/document/pages.hpp"
#include "shared/document/propose_obligations.hpp"
#include "shared/document/review.hpp"
#include "shared/document/zip.hpp"

// document: a plan of twenty pages out to every form and in again, and a thousand imports one after another.

namespace dongthac::bench {

namespace {

using model::ItemRole;

constexpr std::size_t kPages = 20;
constexpr std::size_t kImports = 1'000;
constexpr double kMilli = 1'000;
constexpr double kMega = 1 << 20;

/// The best of some runs: what the work takes when nothing else is in its way.
double best_ms(int runs, const std::function<void()>& work) {
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const double begin = now();
        work();
        best = std::min(best, (now() - begin) * kMilli);
    }
    return rounded(best);
}

model::Outline plan_of(std::size_t tasks) {
    model::Outline plan;
    plan.superior_body = "UBND phường Hoa Mai";
    plan.issuing_body = "Trường Mầm non Bình Minh";
    plan.document_number = "12";
    plan.symbol = "KH-MNBM";
    plan.place_name = "Hoa Mai";
    plan.issued_on = text::Date{2026, 3, 4};
    plan.doc_type = "Kế hoạch";
    plan.subject = "Truyền thông năm học 2026 - 2027";
    plan.signer_titles = {"HIỆU TRƯỞNG"};
    plan.signer_name = "Trần Thị Lan";
    plan.items = {{ItemRole::legal_basis, 0, "", "Căn cứ Kế hoạch số 88/KH-UBND ngày 02/3/2026 của UBND phường Hoa Mai;"},
                  {ItemRole::lead_in, 0, "", "Trường Mầm non Bình Minh xây dựng Kế hoạch như sau:"},
                  {ItemRole::section, 0, "I.", "NỘI DUNG"}};
    for (std::size_t i = 0; i < tasks; ++i) {
        if (i % 9 == 0) plan.items.push_back({ItemRole::subsection, 1, std::to_string(i / 9 + 1) + ".", "Việc của tổ"});
        plan.items.push_back({ItemRole::topic, 2, "-",
                              "Mỗi tuần các lớp gửi một tin về bữa ăn bán trú, giờ chơi ngoài trời và vườn rau của trẻ, "
                              "kèm ảnh đã được gia đình đồng ý, trước mười sáu giờ thứ Sáu để ban giám hiệu duyệt."});
    }
    plan.items.push_back({ItemRole::closing, 0, "", "Trên đây là Kế hoạch truyền thông của nhà trường./."});
    plan.items.push_back({ItemRole::recipients_heading, 0, "", "Nơi nhận:"});
    plan.items.push_back({ItemRole::recipient, 0, "-", "Lưu: VT."});
    return plan;
}

/// As another writer's file: without our own outline inside.
std::string without_outline(const std::string& docx) {
    std::vector<document::ZipEntry> parts = must(document::read_zip(docx, std::size_t{64} << 20));
    std::erase_if(parts, [](const document::ZipEntry& part) { return part.name.starts_with("customXml/"); });
    for (document::ZipEntry& part : parts)
        for (std::size_t at = part.content.find("customXml"); at != std::string::npos && part.name.ends_with(".rels");
             at = part.content.find("customXml"))
            part.content.replace(at, 9, "nothing__");
    return must(document::write_zip(parts));
}

/// One key in the review of such a plan: the step, and what the page shows of it again.
double review_key_ms(const model::Outline& plan) {
    document::Review review(must(document::import_file(document::export_text(plan), "a.txt")));
    const std::size_t item = review.outline().items.size() / 2;
    bool topic = false;
    return best_ms(9, [&] {
        topic = !topic;
        must(review.set_role(item, topic ? ItemRole::topic : ItemRole::paragraph));
        (void)review.source_lines();
        (void)document::propose_obligations(review.outline());
    });
}

double heap_mb() { return static_cast<double>(mallinfo2().uordblks) / kMega; }

} // namespace

void run_documents(const Options& options) {
    const std::filesystem::path assets = must(base::find_assets());
    const document::Nd30Layout layout = must(document::load_layout(assets));
    const document::Typefaces faces = must(document::Typefaces::load(assets));
    std::size_t tasks = 9;
    while (document::make_pages(plan_of(tasks), layout, faces).pages.size() < kPages) tasks += 9;
    const model::Outline plan = plan_of(tasks);
    const std::string docx = must(document::export_docx(plan, layout));
    const std::string pdf = must(document::export_pdf(plan, layout, faces));
    const std::string foreign = without_outline(docx);
    const std::string plain = document::export_text(plan);

    constexpr int kRuns = 15;
    nlohmann::ordered_json line = {{"workload", "document"}, {"pages", kPages}};
    line["docx_out_ms"] = best_ms(kRuns, [&] { (void)must(document::export_docx(plan, layout)); });
    line["pdf_out_ms"] = best_ms(kRuns, [&] { (void)must(document::export_pdf(plan, layout, faces)); });
    line["html_out_ms"] = best_ms(kRuns, [&] { (void)document::export_html(plan, layout); });
    line["pages_ms"] = best_ms(kRuns, [&] { (void)document::make_pages(plan, layout, faces); });
    line["docx_in_ms"] = best_ms(kRuns, [&] { (void)must(document::import_file(docx, "a.docx")); });
    line["foreign_docx_in_ms"] = best_ms(kRuns, [&] { (void)must(document::import_file(foreign, "a.docx")); });
    line["pdf_in_ms"] = best_ms(kRuns, [&] { (void)must(document::import_file(pdf, "a.pdf")); });
    line["text_in_ms"] = best_ms(kRuns, [&] { (void)must(document::import_file(plain, "a.txt")); });
    line["review_key_ms"] = review_key_ms(plan);
    line["review_key_of_400_pages_ms"] = review_key_ms(plan_of(20 * tasks));
    line["docx_bytes"] = docx.size();
    line["pdf_bytes"] = pdf.size();

    for (std::size_t i = 0; i < kImports / 10; ++i) (void)must(document::import_file(foreign, "a.docx"));
    const double before = heap_mb();
    for (std::size_t i = 0; i < kImports; ++i) (void)must(document::import_file(foreign, "a.docx"));
    line["imports"] = kImports;
    line["heap_before_mb"] = rounded(before);
    line["heap_after_mb"] = rounded(heap_mb());
    line["peak_mb"] = own_use().peak_mb;
    emit(options, line);
}

} // namespace dongthac::bench
