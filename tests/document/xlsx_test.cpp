#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <sys/resource.h>

#include "shared/document/export_xlsx.hpp"
#include "shared/document/zip.hpp"
#include "shared/text/nfc.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {
namespace {

using namespace document;
using Names = std::vector<std::string>;

/// A workbook read back: the parts as XML, cells by their names ("B3").
class ReadBook {
  public:
    explicit ReadBook(const std::string& bytes) {
        const auto entries = read_zip(bytes, 1 << 28);
        EXPECT_TRUE(entries);
        for (const ZipEntry& entry : *entries)
            EXPECT_TRUE(parts_[entry.name].load_buffer(entry.content.data(), entry.content.size(),
                                                       pugi::parse_default | pugi::parse_ws_pcdata))
                << entry.name;
        for (pugi::xml_node item : part("xl/sharedStrings.xml").child("sst").children("si"))
            strings_.push_back(item.child("t").text().get());
    }

    const pugi::xml_document& part(const std::string& name) { return parts_[name]; }
    const Names& strings() const { return strings_; }
    pugi::xml_node sheet(int number) {
        return part("xl/worksheets/sheet" + std::to_string(number) + ".xml").child("worksheet");
    }
    pugi::xml_node cell(const std::string& name, int sheet_number = 1) {
        return sheet(sheet_number).child("sheetData").find_node([&](pugi::xml_node node) {
            return std::string_view(node.name()) == "c" && name == node.attribute("r").value();
        });
    }
    /// What stands in a cell of words; fails where it is anything else.
    std::string words(const std::string& name, int sheet_number = 1) {
        const pugi::xml_node found = cell(name, sheet_number);
        EXPECT_STREQ(found.attribute("t").value(), "s") << name;
        EXPECT_FALSE(found.child("f")) << name;
        return strings_.at(found.child("v").text().as_uint());
    }
    std::string number(const std::string& name) {
        EXPECT_FALSE(cell(name).attribute("t")) << name;
        return cell(name).child("v").text().get();
    }
    /// The format that the style of a cell shows its number with.
    std::string format(const std::string& name) {
        const pugi::xml_node style = style_of(name);
        const std::string id = style.attribute("numFmtId").value();
        for (pugi::xml_node known : styles().child("numFmts").children())
            if (id == known.attribute("numFmtId").value()) return known.attribute("formatCode").value();
        return id == "3" ? "#,##0" : id == "49" ? "@" : "#" + id; // built in
    }
    pugi::xml_node font(const std::string& name) {
        auto fonts = styles().child("fonts").children();
        return *std::next(fonts.begin(), style_of(name).attribute("fontId").as_int());
    }
    std::map<std::string, std::string> defined_names(int sheet_number) {
        std::map<std::string, std::string> out;
        for (pugi::xml_node name : part("xl/workbook.xml").child("workbook").child("definedNames").children())
            if (name.attribute("localSheetId").as_int() == sheet_number - 1)
                out[name.attribute("name").value()] = name.text().get();
        return out;
    }

  private:
    pugi::xml_node styles() { return part("xl/styles.xml").child("styleSheet"); }
    pugi::xml_node style_of(const std::string& name) {
        auto styles_of_cells = styles().child("cellXfs").children();
        return *std::next(styles_of_cells.begin(), cell(name).attribute("s").as_int());
    }

    std::map<std::string, pugi::xml_document> parts_;
    Names strings_;
};

Sheet report() {
    return {.name = "Tổng hợp",
            .title = "Kết quả truyền thông tháng 3 năm 2026",
            .columns = {{"STT", 6, ColumnKind::number},
                        {"Trường", 40},
                        {"Tin bài", 12, ColumnKind::number},
                        {"Ngày gửi", 14, ColumnKind::date}},
            .rows = {{SheetNumber{"1"}, "Trường Mầm non Hướng Dương", SheetNumber{"93.9"}, text::Date{2026, 3, 31}},
                     {SheetNumber{"2"}, "Trường Tiểu học Hoa Phượng", std::monostate()},
                     {std::monostate(), "Cộng", SheetNumber{"1204"}}},
            .totals = Totals::last_row};
}

std::string exported(const std::vector<Sheet>& sheets) {
    auto bytes = export_xlsx(sheets);
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().arg("reason"));
    return bytes.value_or("");
}

std::string exported_words(const std::string& words, std::string_view cell = "A2") {
    return ReadBook(exported({{.name = "a", .columns = {{"b"}}, .rows = {{words}}}})).words(std::string(cell));
}

TEST(Xlsx, HoldsWordsNumbersDaysAndEmptyCellsAsWhatTheyAre) {
    ReadBook book(exported({report()}));

    EXPECT_EQ(book.words("A1"), "Kết quả truyền thông tháng 3 năm 2026");
    EXPECT_EQ(book.words("B2"), "Trường");
    EXPECT_EQ(book.words("B3"), "Trường Mầm non Hướng Dương");
    EXPECT_EQ(book.number("C3"), "93.9");
    EXPECT_EQ(book.format("C3"), "#,##0.0");
    EXPECT_EQ(book.number("C5"), "1204");
    EXPECT_EQ(book.format("C5"), "#,##0");
    EXPECT_EQ(book.number("D3"), "46112");
    EXPECT_EQ(book.format("D3"), "dd/mm/yyyy");
    EXPECT_FALSE(book.cell("C4").child("v"));
    EXPECT_FALSE(book.cell("D4").child("v"));
    EXPECT_TRUE(book.cell("D4")) << "ruled as its neighbours";
}

TEST(Xlsx, KeepsTheDigitsOfEveryNumberThatExcelCanHold) {
    for (const char* digits : {"0", "-4", "93.9", "0.1", "0.30", "1204.75", "-0.005", "123456789012345",
                               "12345678.1234567", "0.000001", "99.99", "1.1", "2.2", "4.35"}) {
        ReadBook book(exported({{.name = "a", .columns = {{"b"}}, .rows = {{SheetNumber{digits}}}}}));

        const double stored = std::strtod(book.number("A2").c_str(), nullptr);
        EXPECT_EQ(stored, std::strtod(digits, nullptr)) << digits;
    }
    const std::string long_one = "1234567890123456.7";
    ReadBook book(exported({{.name = "a", .columns = {{"b"}}, .rows = {{SheetNumber{long_one}}}}}));
    EXPECT_EQ(book.words("A2"), long_one);
}

TEST(Xlsx, RefusesWhatIsNoNumber) {
    for (const char* digits : {"", "93,9", "1e5", "=1", "abc", "1."}) {
        const std::vector<Sheet> sheets = {{.name = "a", .columns = {{"Số tin"}}, .rows = {{SheetNumber{digits}}}}};

        const auto bytes = export_xlsx(sheets);

        ASSERT_FALSE(bytes) << digits;
        EXPECT_EQ(bytes.error().code, base::Code::bad_value);
        EXPECT_EQ(bytes.error().arg("field"), "Số tin");
    }
}

TEST(Xlsx, CountsDaysAsExcelDoesAndWritesEarlierOnesAsWords) {
    const std::map<text::Date, std::string> days = {{{1900, 1, 1}, "1"},       {{1900, 2, 28}, "59"},
                                                    {{1900, 3, 1}, "61"},      {{2000, 2, 29}, "36585"},
                                                    {{2024, 12, 31}, "45657"}, {{9999, 12, 31}, "2958465"}};
    for (const auto& [day, serial] : days) {
        ReadBook book(exported({{.name = "a", .columns = {{"b"}}, .rows = {{day}}}}));
        EXPECT_EQ(book.number("A2"), serial);
    }
    ReadBook book(exported({{.name = "a", .columns = {{"b"}}, .rows = {{text::Date{1890, 5, 19}}}}}));
    EXPECT_EQ(book.words("A2"), "19/05/1890");
}

TEST(Xlsx, NeverMakesAFormulaOfWords) {
    for (const char* words : {"=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+84 24 1234", "-1", "@SUM(A1)", "{=A1}", "=",
                              "http://hoa-cuc.example/tin", "3/4", "1E5", "0123"}) {
        EXPECT_EQ(exported_words(words), words);

        ReadBook book(exported({{.name = "=1", .title = words, .columns = {{words}}, .rows = {{words}}}}));
        EXPECT_EQ(book.words("A1"), words);
        EXPECT_EQ(book.words("A2"), words);
        EXPECT_EQ(book.words("A3"), words);
        EXPECT_EQ(book.format("A3"), "@") << "words, also when somebody edits them";
        EXPECT_FALSE(book.sheet(1).child("hyperlinks"));
    }
}

TEST(Xlsx, WritesWordsInNfcAndNothingThatXmlOrExcelReadsOtherwise) {
    EXPECT_EQ(exported_words("Tru\u031bo\u031b\u0300ng"), "Trường");
    EXPECT_EQ(exported_words("<b> & \"y\" ]]>"), "<b> & \"y\" ]]>");
    EXPECT_EQ(exported_words("một\r\nhai"), "một\nhai");
    EXPECT_EQ(exported_words(" đầu "), " đầu ");
    EXPECT_EQ(exported_words("_x0041_ và _x00zz_"), "_x005F_x0041_ và _x00zz_");
    EXPECT_EQ(exported_words("a\x01\xEF\xBF\xBE\xFF").find('\x01'), std::string::npos);

    const Sheet decomposed{.name = "To\u0302\u0309ng", .title = "Ke\u0302\u0301t", .columns = {{"So\u0302\u0301"}}};
    ReadBook book(exported({decomposed}));
    for (const std::string& text : book.strings()) EXPECT_TRUE(text::is_nfc(text)) << text;
    EXPECT_EQ(book.strings(), (Names{"Kết", "Số"}));
}

TEST(Xlsx, RefusesWordsLongerThanACellHolds) {
    const std::string most(32'767, 'a');
    EXPECT_EQ(exported_words(most), most);
    EXPECT_EQ(ReadBook(exported({{.name = "a", .columns = {{"b"}}, .rows = {{most}}}})).format("A2"), "#0");

    for (const std::string& words : {most + "a", [] {
                                         std::string pictures;
                                         for (int i = 0; i < 16'384; ++i) pictures += "😀";
                                         return pictures;
                                     }()})
        for (const Sheet& sheet : {Sheet{.name = "a", .columns = {{"b"}}, .rows = {{words}}},
                                   Sheet{.name = "a", .title = words, .columns = {{"b"}, {"c"}}}}) {
            const auto bytes = export_xlsx(std::span(&sheet, 1));
            ASSERT_FALSE(bytes);
            EXPECT_EQ(bytes.error().code, base::Code::bad_value);
        }
}

TEST(Xlsx, KeepsTheHeaderInSightAndPrintsOnA4AsWideAsThePage) {
    ReadBook book(exported({report()}));
    const pugi::xml_node sheet = book.sheet(1);
    const pugi::xml_node pane = sheet.child("sheetViews").child("sheetView").child("pane");

    EXPECT_STREQ(pane.attribute("state").value(), "frozen");
    EXPECT_STREQ(pane.attribute("ySplit").value(), "2");
    EXPECT_STREQ(sheet.child("autoFilter").attribute("ref").value(), "A2:D4") << "without the totals";
    EXPECT_STREQ(sheet.child("mergeCells").child("mergeCell").attribute("ref").value(), "A1:D1");
    const pugi::xml_node page = sheet.child("pageSetup");
    EXPECT_STREQ(page.attribute("paperSize").value(), "9");
    EXPECT_STREQ(page.attribute("orientation").value(), "landscape");
    EXPECT_STREQ(page.attribute("fitToHeight").value(), "0");
    EXPECT_TRUE(sheet.child("sheetPr").child("pageSetUpPr").attribute("fitToPage").as_bool());
    EXPECT_EQ(book.defined_names(1)["_xlnm.Print_Titles"], "'Tổng hợp'!$2:$2");
    for (const char* cell : {"A1", "B2", "B3", "C3", "D3", "B5", "C5"}) {
        EXPECT_STREQ(book.font(cell).child("name").attribute("val").value(), "Times New Roman") << cell;
        EXPECT_EQ(book.font(cell).child("sz").attribute("val").as_int(), std::string(cell) == "A1" ? 14 : 12) << cell;
        EXPECT_EQ(static_cast<bool>(book.font(cell).child("b")), cell[1] != '3') << cell;
    }
}

TEST(Xlsx, GivesWrappedRowsTheHeightTheyNeed) {
    std::string words = "Phụ huynh hỏi về thực đơn bán trú";
    const auto height = [](const std::string& cell, double width) {
        ReadBook book(exported({{.name = "a", .columns = {{"b", width}}, .rows = {{cell}}}}));
        return book.cell("A2").parent().attribute("ht").as_double();
    };

    EXPECT_EQ(height(words, 40), 17);
    EXPECT_GT(height(words, 20), 30);
    EXPECT_LT(height(words, 20), 60);
    EXPECT_GT(height("một\nhai\nba", 40), 45);
    EXPECT_GT(height(std::string(60, 'm'), 20), 60);
    for (int i = 0; i < 5; ++i) words += words;
    EXPECT_EQ(height(words, 20), 409) << "Excel has none taller";
}

TEST(Xlsx, GivesTheSameBytesForTheSameSheets) {
    const std::string first = exported({report(), report()});

    EXPECT_EQ(first, exported({report(), report()}));
    EXPECT_NE(first.find("PK"), std::string::npos);
    ReadBook book(first);
    EXPECT_STREQ(book.part("docProps/core.xml").child("cp:coreProperties").child("dcterms:created").text().get(),
                 "1980-01-01T00:00:00Z");
}

TEST(Xlsx, QuotesEverySheetNameInItsFormulas) {
    // Unquoted, T10 and Q1 are cells, and 2026 is a number.
    const Names names = {"T10", "Q1", "2026", "Tổng hợp", "Rc", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"};
    std::vector<Sheet> sheets;
    for (const std::string& name : names) sheets.push_back({.name = name, .columns = {{"a"}}, .rows = {{"b"}}});

    ReadBook book(exported(sheets));

    for (std::size_t i = 0; i < names.size(); ++i) {
        auto defined = book.defined_names(static_cast<int>(i) + 1);
        EXPECT_EQ(defined["_xlnm.Print_Titles"], "'" + names[i] + "'!$1:$1");
        EXPECT_EQ(defined["_xlnm._FilterDatabase"], "'" + names[i] + "'!$A$1:$A$2");
    }
}

TEST(Xlsx, HoldsThreeThousandRows) {
    Sheet sheet = report();
    sheet.rows.clear();
    for (int i = 1; i <= 3'000; ++i)
        sheet.rows.push_back({SheetNumber{std::to_string(i)}, "Trường số " + std::to_string(i), SheetNumber{"93.9"}});
    sheet.totals = Totals::none;

    ReadBook book(exported({sheet}));

    EXPECT_EQ(book.words("B3002"), "Trường số 3000");
    EXPECT_EQ(book.number("A3002"), "3000");
    EXPECT_STREQ(book.sheet(1).child("autoFilter").attribute("ref").value(), "A2:D3002");
}

TEST(Xlsx, TakesSheetsWithoutRowsTitlesOrColumns) {
    ReadBook book(
        exported({{.name = "a", .columns = {{"b"}}}, {.name = "c"}, {.name = "d", .title = "e", .columns = {{"f"}}}}));

    EXPECT_EQ(book.words("A1", 1), "b");
    EXPECT_FALSE(book.cell("A1", 2));
    EXPECT_EQ(book.words("A1", 3), "e");
    EXPECT_EQ(book.words("A2", 3), "f");
}

TEST(Xlsx, RefusesNoSheetsAndRowsWiderThanTheirSheet) {
    const std::vector<Sheet> wide = {{.name = "a", .columns = {{"b"}}, .rows = {{"1", "2"}}}};

    for (const auto& bytes : {export_xlsx({}), export_xlsx(wide)}) {
        ASSERT_FALSE(bytes);
        EXPECT_EQ(bytes.error().code, base::Code::internal);
    }
}

/// The system's temporary folder is another one as long as this lives.
class TemporaryFolderIs {
  public:
    explicit TemporaryFolderIs(const std::filesystem::path& path) {
        if (const char* before = std::getenv("TMPDIR")) before_ = before;
        ::setenv("TMPDIR", path.c_str(), 1);
    }
    TemporaryFolderIs(const TemporaryFolderIs&) = delete;
    TemporaryFolderIs& operator=(const TemporaryFolderIs&) = delete;
    ~TemporaryFolderIs() {
        if (before_)
            ::setenv("TMPDIR", before_->c_str(), 1);
        else
            ::unsetenv("TMPDIR");
    }

  private:
    std::optional<std::string> before_;
};

TEST(Xlsx, LeavesNothingInTheTemporaryFolder) {
    const TempFolder folder;
    const TemporaryFolderIs there(folder.path());

    (void)exported({report()});
    (void)export_xlsx(std::vector<Sheet>{{.name = "a", .columns = {{"b"}}, .rows = {{SheetNumber{"x"}}}}});

    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Xlsx, SaysWhenThereIsNoTemporaryFolder) {
    const TempFolder folder;
    const TemporaryFolderIs nowhere(folder / "gone");

    const auto bytes = export_xlsx(std::vector{report()});

    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, base::Code::unwritable_file);
}

// A full disk: files of this process cannot grow beyond `bytes` as long as this lives.
class FilesEndAt {
  public:
    explicit FilesEndAt(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FilesEndAt(const FilesEndAt&) = delete;
    FilesEndAt& operator=(const FilesEndAt&) = delete;
    ~FilesEndAt() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST(Xlsx, GivesNoHalfFileWhenTheDiskIsFull) {
    Sheet sheet = report();
    for (int i = 0; i < 2'000; ++i)
        sheet.rows.push_back({SheetNumber{std::to_string(i)}, "Trường " + std::to_string(i)});
    const std::size_t whole = exported({sheet}).size();

    // Just more than the packed file is the cruel one: the parts are cut, and what is left of them is packed well.
    for (const rlim_t limit : {rlim_t{1'000}, rlim_t{whole / 2}, rlim_t{whole + whole / 2}}) {
        base::Result<std::string> bytes;
        {
            const FilesEndAt full(limit);
            bytes = export_xlsx(std::span(&sheet, 1));
        }
        EXPECT_FALSE(bytes) << limit;
    }
    EXPECT_EQ(exported({sheet}).size(), whole);
}

} // namespace
} // namespace dongthac::tests
