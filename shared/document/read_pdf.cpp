#include "shared/document/read_pdf.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <new>
#include <set>
#include <string>

#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>

#include "shared/document/pdf_furniture.hpp"
#include "shared/document/pdf_lines.hpp"
#include "shared/document/pdf_page.hpp"
#include "shared/document/pdf_table.hpp"

namespace dongthac::document {

namespace {

using base::Code;
using base::Result;

constexpr std::size_t kMostPages = 3'000;
constexpr std::size_t kLargestUnpacked = 32u << 20; ///< of one stream that the library unpacks for itself
constexpr double kGap = 1.35;                       ///< times the usual distance of lines: something ends here

std::unexpected<base::Error> refused(Code code, std::string_view file_name) {
    return base::fail(code, {{"path", std::string(file_name)}});
}
std::unexpected<base::Error> damaged(std::string_view file_name) {
    return base::fail(Code::damaged_file, {{"path", std::string(file_name)}, {"reason", "PDF"}});
}

/// The pages; where their tree is gone, whatever object says it is one.
std::vector<QPDFObjectHandle> pages_of(QPDF& pdf) {
    std::vector<QPDFObjectHandle> pages;
    try {
        pages = pdf.getAllPages();
    } catch (const QPDFExc&) {
        pages.clear();
    }
    if (pages.empty())
        for (QPDFObjectHandle& object : pdf.getAllObjects())
            if (object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Page")) pages.push_back(object);
    return pages;
}

/// How far lines of a page usually stand apart; 0 when there are too few to say.
double usual_distance(const std::vector<PdfLine>& lines) {
    std::vector<double> distances;
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (const double distance = lines[i].y - lines[i - 1].y; distance > 0) distances.push_back(distance);
    if (distances.size() < 4) return 0;
    std::ranges::nth_element(distances, distances.begin() + std::ssize(distances) / 2);
    return distances[distances.size() / 2];
}

struct Margins {
    double left = 0;
    double right = 0;
};
/// Where the text of a page begins and ends, stray lines left aside.
Margins margins_of(const std::vector<PdfLine>& lines) {
    if (lines.empty()) return {};
    std::vector<double> lefts, rights;
    for (const PdfLine& line : lines) {
        lefts.push_back(line.left());
        rights.push_back(line.right());
    }
    std::ranges::sort(lefts);
    std::ranges::sort(rights);
    return {lefts[lefts.size() / 20], rights[rights.size() - 1 - rights.size() / 20]};
}

LineLook look_of(const PdfLine& line, const Margins& margins) {
    LineLook look;
    look.bold = std::ranges::all_of(line.words, &PdfWord::bold);
    look.italic = std::ranges::all_of(line.words, &PdfWord::italic);
    const double before = line.left() - margins.left;
    const double after = margins.right - line.right();
    const bool one = std::ranges::none_of(line.words, &PdfWord::column);
    look.centred = one && before > 2 * line.size && after > 2 * line.size && std::abs(before - after) < 2 * line.size;
    return look;
}

void add_lines(std::vector<ReadLine>& to, const std::vector<PdfLine>& lines) {
    const Margins margins = margins_of(lines);
    const double usual = usual_distance(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0 && usual > 0 && lines[i].y - lines[i - 1].y > kGap * usual) to.emplace_back();
        to.push_back({text_of(lines[i]), look_of(lines[i], margins)});
    }
}

/// Writes pages one after the other.
class PageWriter {
  public:
    explicit PageWriter(std::vector<ReadLine>& to) : to_(to) {}

    /// A page: its lines, its tables where they stand among them, and what stands aside.
    void add(PdfPageLines page) {
        std::vector<PdfLine> lines, aside;
        for (PdfLine& line : page.lines) (line.aside ? aside : lines).push_back(std::move(line));
        for (const PdfGrid& grid : page.grids) {
            std::vector<PdfWord> inside;
            std::vector<PdfLine> above, below;
            for (PdfLine& line : lines) {
                PdfLine outside{{}, line.y, line.size};
                for (PdfWord& word : line.words) (grid.holds(word) ? inside : outside.words).push_back(std::move(word));
                if (!outside.words.empty())
                    (line.y < grid.top() + line.size ? above : below).push_back(std::move(outside));
            }
            for (PdfLine& line : aside) {
                if (!line.upright) continue;
                const auto held =
                    std::ranges::stable_partition(line.words, [&](const PdfWord& word) { return !grid.holds(word); });
                inside.insert(inside.end(), std::make_move_iterator(held.begin()), std::make_move_iterator(held.end()));
                line.words.erase(held.begin(), held.end());
            }
            const std::vector<std::string> rows = grid.rows(inside, bars_);
            add_text(above);
            add_table(rows);
            lines = std::move(below);
        }
        add_text(lines);
        std::erase_if(aside, [](const PdfLine& line) { return line.words.empty(); });
        add_text(aside);
        head_goes_on_ = true;
    }
    void add_text(const std::vector<PdfLine>& lines) {
        if (lines.empty()) return;
        add_lines(to_, lines);
        head_.clear();
    }
    [[nodiscard]] std::size_t bars() const { return bars_; }

  private:
    /// A table that goes on over a page has its head there again: the same rows are written once.
    void add_table(const std::vector<std::string>& rows) {
        std::size_t again = 0;
        while (head_goes_on_ && again + 1 < rows.size() && again < head_.size() && rows[again] == head_[again]) ++again;
        for (const std::string& row : std::span(rows).subspan(again))
            to_.push_back({row, {.whole = true, .table_row = true, .centred = false, .bold = false, .italic = false}});
        if (again == 0)
            head_.assign(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(std::ssize(rows), kMostHead));
        head_goes_on_ = false;
    }

    static constexpr std::ptrdiff_t kMostHead = 3; ///< rows
    std::vector<ReadLine>& to_;
    std::vector<std::string> head_; ///< first rows of the table that was written last, while no line follows it
    bool head_goes_on_ = false;     ///< a page has begun since
    std::size_t bars_ = 0;
};

/// What reading a file has come to so far.
struct Reading {
    std::vector<PdfPageLines> pages;
    std::vector<std::vector<PdfLine>> notes;
    std::size_t pictures = 0;
    std::string without_text; ///< page numbers
    bool any_text = false;
    std::set<text::LegacyTable> legacy; ///< by which words were read
};

void note_legacy(Reading& reading, const std::vector<PdfLine>& lines) {
    for (const PdfLine& line : lines)
        for (const PdfWord& word : line.words)
            if (word.legacy) reading.legacy.insert(*word.legacy);
}

Reading read_pages(const std::vector<QPDFObjectHandle>& pages, PdfFonts& fonts, PdfBudget& budget) {
    Reading reading;
    for (std::size_t i = 0; i < std::min(pages.size(), kMostPages); ++i) {
        if (budget.bytes == 0 || budget.operations == 0 || budget.letters == 0) {
            budget.spent = true; // no page that follows could be read
            break;
        }
        PdfPage page = read_pdf_page(pages[i], fonts, budget);
        reading.pages.push_back({page.width, page.height, pdf_lines(std::move(page.glyphs)),
                                 PdfGrid::find(page.rules, page.width, page.height, budget)});
        reading.notes.push_back(pdf_lines(std::move(page.notes)));
        note_legacy(reading, reading.pages.back().lines);
        note_legacy(reading, reading.notes.back());
        reading.pictures += page.pictures;
        if (!reading.pages.back().lines.empty()) {
            reading.any_text = true;
        } else if (page.pictures > 0) {
            reading.without_text += (reading.without_text.empty() ? "" : ", ") + std::to_string(i + 1);
        }
    }
    return reading;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}

std::vector<ReadText::Remark> remarks_of(const Reading& reading, const std::vector<std::string>& furniture,
                                         const PdfBudget& budget) {
    std::vector<ReadText::Remark> remarks;
    if (reading.pictures > 0) remarks.push_back({"pictures", std::to_string(reading.pictures)});
    if (!reading.without_text.empty()) remarks.push_back({"pages_without_text", reading.without_text});
    if (!furniture.empty()) remarks.push_back({"page_furniture", joined(furniture)});
    for (const text::LegacyTable table : reading.legacy)
        remarks.push_back({"legacy_letters", std::string(text::name_of(table))});
    if (budget.unreadable > 0) remarks.push_back({"unreadable_letters", std::to_string(budget.unreadable)});
    if (budget.spent) remarks.push_back({"partly_read", ""});
    return remarks;
}

/// The library's settings are the program's, so they are made once. What it has to say of damage that it mends would go
/// to the program's own output.
bool prepare_library() {
    Pl_Flate::memory_limit(kLargestUnpacked);
    const auto log = QPDFLogger::defaultLogger();
    log->setInfo(log->discard());
    log->setWarn(log->discard());
    log->setError(log->discard());
    return true;
}

Result<ReadText> read_opened(QPDF& pdf, std::string_view file_name, PdfBudget& budget) {
    const std::vector<QPDFObjectHandle> pages = pages_of(pdf);
    if (pages.empty()) return damaged(file_name);
    PdfFonts fonts;
    const std::size_t letters = budget.letters;
    Reading reading = read_pages(pages, fonts, budget);
    // A font without a table makes its letters unreadable; with more than half of them nothing is left to review.
    if (!reading.any_text) return refused(Code::only_pictures, file_name);
    if (budget.unreadable * 2 > letters - budget.letters) return refused(Code::unreadable_fonts, file_name);
    budget.spent = budget.spent || pages.size() > kMostPages;

    const std::vector<std::string> furniture = take_furniture(reading.pages);
    ReadText text;
    PageWriter writer(text.lines);
    for (std::size_t i = 0; i < reading.pages.size(); ++i) {
        writer.add(std::move(reading.pages[i]));
        writer.add_text(reading.notes[i]);
    }
    text.remarks = remarks_of(reading, furniture, budget);
    if (writer.bars() > 0) text.remarks.push_back({"bars", std::to_string(writer.bars())});
    return text;
}

} // namespace

Result<ReadText> read_pdf(std::string_view bytes, std::string_view file_name) {
    PdfBudget budget;
    return read_pdf(bytes, file_name, budget);
}

Result<ReadText> read_pdf(std::string_view bytes, std::string_view file_name, PdfBudget& budget) {
    if (bytes.size() > kLargestPdf)
        return base::fail(Code::too_large,
                          {{"path", std::string(file_name)}, {"limit_mb", std::to_string(kLargestPdf >> 20)}});
    const std::string name(file_name);
    static const bool ready = prepare_library();
    if (!ready) return damaged(file_name);
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile(name.c_str(), bytes.data(), bytes.size());
        return read_opened(pdf, file_name, budget);
    } catch (const std::bad_alloc&) {
        throw; // base::within_memory says so
    } catch (const QPDFExc& error) {
        return error.getErrorCode() == qpdf_e_password ? Result<ReadText>(refused(Code::password_file, file_name))
                                                       : Result<ReadText>(damaged(file_name));
    } catch (const std::exception&) { // the library's ways to say the same
        return damaged(file_name);
    }
}

} // namespace dongthac::document
