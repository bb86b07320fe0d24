#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/compound_builder.hpp"
#include "tests/support/doc_lists.hpp"

namespace dongthac::tests {

/// Makes .doc files (MS-DOC) of pieces with formatting. For texts of a few pages.
class DocBuilder {
  public:
    enum class Width { bytes, units }; ///< Windows-1252 or UTF-16
    /// A piece: its text, and the property modifications (Sprm) of its letters and of its paragraphs.
    struct Piece {
        std::u16string text;
        Width width = Width::units;
        std::string letters;
        std::string paragraph;
        std::uint16_t style = 0;
    };
    static std::string sprm(std::uint32_t code, std::uint32_t value, std::size_t size) {
        std::string bytes;
        put(bytes, code, 2);
        put(bytes, value, size);
        return bytes;
    }
    static std::string font(std::uint16_t index) { return sprm(0x4A4F, index, 2); }
    static std::string deleted() { return sprm(0x0800, 1, 1); }
    static std::string hidden() { return sprm(0x083C, 1, 1); }
    static std::string bold() { return sprm(0x0835, 1, 1); }
    /// Of a paragraph: the list it is numbered by, from 1, and the level in it, from 0.
    static std::string numbered(std::uint16_t list, std::uint8_t level) {
        return sprm(0x460B, list, 2) + sprm(0x260A, level, 1);
    }
    static std::string cell() { return sprm(0x2416, 1, 1); }
    static std::string row_end() { return cell() + sprm(0x2417, 1, 1); }
    static std::string ruled_row_end() { return row_end() + std::string("\x05\xD6\x18", 3) + std::string(24, '\x01'); }

    DocBuilder& add(std::u16string_view text) { return add(Piece{std::u16string(text), Width::units, {}, {}}); }
    DocBuilder& add(Piece piece) {
        pieces_.push_back(std::move(piece));
        return *this;
    }
    /// Letters of the part (0: main, 1: footnotes, 2: headers, 6: text boxes) that the pieces added from now on make.
    DocBuilder& begin_part(std::size_t part) {
        part_starts_.emplace_back(part, letters());
        return *this;
    }
    /// A footnote: where main refers to it, and where its text begins in its part; call in order.
    DocBuilder& footnote(std::uint32_t place, std::uint32_t begin) {
        notes_.emplace_back(place, begin);
        return *this;
    }
    /// Where each header and footer begins in its part.
    DocBuilder& headers(std::vector<std::uint32_t> begins) {
        headers_ = std::move(begins);
        return *this;
    }
    std::vector<std::string> fonts = {"Times New Roman"};
    std::vector<DocStyle> styles;
    /// Lists by the numbers paragraphs name them with, from 1, and what they are lists of.
    DocBuilder& define(const std::vector<DocDefinition>& definitions, const std::vector<DocList>& lists) {
        definitions_ = definitions_table(definitions);
        levels_ = levels_table(definitions);
        lists_ = lists_table(lists);
        return *this;
    }
    /// The tables that `define` made, for tests that damage them.
    [[nodiscard]] std::array<std::string*, 3> list_tables() { return {&definitions_, &levels_, &lists_}; }
    std::uint16_t flags = 0x1200; ///< UTF-16, 1Table
    std::uint16_t version = 0xC1;
    std::uint16_t magic = 0xA5EC;

    [[nodiscard]] std::string build() const {
        return build_compound({{"WordDocument", document()}, {"1Table", table_}});
    }

  private:
    [[nodiscard]] std::uint32_t letters() const {
        std::uint32_t count = 0;
        for (const Piece& piece : pieces_) count += static_cast<std::uint32_t>(piece.text.size());
        return count;
    }
    void place(std::string& head, std::size_t index, const std::string& bytes) const {
        put_at(head, 154 + index * 8, static_cast<std::uint32_t>(table_.size()), 4);
        put_at(head, 158 + index * 8, static_cast<std::uint32_t>(bytes.size()), 4);
        table_ += bytes;
    }
    /// A page of formatting: `item` bytes of each run before its properties, which stand at the end.
    static std::string page(const std::vector<std::uint32_t>& offsets, const std::vector<std::string>& properties,
                            std::size_t item) {
        std::string bytes(kSector, '\0');
        for (std::size_t i = 0; i < offsets.size(); ++i) put_at(bytes, i * 4, offsets[i], 4);
        std::size_t end = kSector - 2;
        for (std::size_t i = 0; i < properties.size(); ++i) {
            end -= properties[i].size();
            end -= end % 2;
            std::copy(properties[i].begin(), properties[i].end(), bytes.begin() + static_cast<std::ptrdiff_t>(end));
            bytes[offsets.size() * 4 + i * item] = static_cast<char>(end / 2);
        }
        bytes[kSector - 1] = static_cast<char>(properties.size());
        return bytes;
    }
    [[nodiscard]] std::string document() const {
        constexpr std::uint32_t kText = 0x600;
        table_.clear();
        std::string head(kText, '\0');
        put_at(head, 0, magic, 2);
        put_at(head, 2, version, 2);
        put_at(head, 10, flags, 2);
        std::string text, places, starts, clx;
        std::vector<std::uint32_t> offsets;
        std::vector<std::string> runs, paragraphs;
        std::uint32_t cp = 0;
        for (const Piece& piece : pieces_) {
            const auto offset = static_cast<std::uint32_t>(kText + text.size());
            offsets.push_back(offset);
            put(starts, cp, 4);
            put(places, 0, 2);
            put(places, piece.width == Width::bytes ? offset * 2 | 0x40000000 : offset, 4);
            put(places, 0, 2);
            for (const char16_t unit : piece.text) put(text, unit, piece.width == Width::bytes ? 1 : 2);
            cp += static_cast<std::uint32_t>(piece.text.size());
            runs.push_back(static_cast<char>(piece.letters.size()) + piece.letters);
            std::string own;
            put(own, piece.style, 2);
            own += piece.paragraph;
            if (own.size() % 2 == 0) own += '\0';
            paragraphs.push_back(static_cast<char>((own.size() + 1) / 2) + own);
        }
        put(starts, cp, 4);
        offsets.push_back(static_cast<std::uint32_t>(kText + text.size()));
        clx += '\x02';
        put(clx, static_cast<std::uint32_t>(starts.size() + places.size()), 4);
        clx += starts + places;
        count_parts(head, cp);

        std::string all = head + text;
        pad(all, kSector);
        std::string run_pages, paragraph_pages;
        for (std::string* pages : {&run_pages, &paragraph_pages}) {
            put(*pages, offsets.front(), 4);
            put(*pages, offsets.back(), 4);
            put(*pages, static_cast<std::uint32_t>(all.size() / kSector), 4);
            all += pages == &run_pages ? page(offsets, runs, 1) : page(offsets, paragraphs, 13);
        }
        place(all, 33, clx);
        place(all, 12, run_pages);
        place(all, 13, paragraph_pages);
        place(all, 15, font_table());
        if (!styles.empty()) place(all, 1, styles_table(styles));
        if (!definitions_.empty()) {
            place(all, 73, definitions_);
            table_ += levels_;
            place(all, 74, lists_);
        }
        place_notes(all);
        if (!headers_.empty()) {
            std::string begins;
            for (const std::uint32_t begin : headers_) put(begins, begin, 4);
            put(begins, 0xFFFF, 4);
            put(begins, 0xFFFF, 4);
            place(all, 11, begins);
        }
        return all;
    }
    void count_parts(std::string& head, std::uint32_t letters) const {
        std::array<std::uint32_t, 8> counts{};
        std::size_t part = 0;
        std::uint32_t begin = 0;
        for (const auto& [next, at] : part_starts_) {
            counts[part] += at - begin;
            part = next;
            begin = at;
        }
        counts[part] += letters - begin;
        for (std::size_t i = 0; i < counts.size(); ++i) put_at(head, 0x4C + i * 4, counts[i], 4);
    }
    void place_notes(std::string& head) const {
        if (notes_.empty()) return;
        std::string from, to;
        for (const auto& [place, begin] : notes_) {
            put(from, place, 4);
            put(to, begin, 4);
        }
        put(from, 0xFFFF, 4);
        from += std::string(notes_.size() * 2, '\0');
        put(to, 0xFFFF, 4);
        put(to, 0xFFFF, 4);
        this->place(head, 2, from);
        this->place(head, 3, to);
    }
    [[nodiscard]] std::string font_table() const {
        std::string bytes;
        put(bytes, static_cast<std::uint32_t>(fonts.size()), 2);
        put(bytes, 0, 2);
        for (const std::string& name : fonts) {
            put(bytes, static_cast<std::uint32_t>(39 + name.size() * 2 + 2), 1);
            bytes += std::string(39, '\0');
            for (const char c : name) put(bytes, static_cast<std::uint8_t>(c), 2);
            put(bytes, 0, 2);
        }
        return bytes;
    }

    std::vector<Piece> pieces_;
    std::vector<std::pair<std::size_t, std::uint32_t>> part_starts_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> notes_;
    std::vector<std::uint32_t> headers_;
    std::string definitions_, levels_, lists_;
    mutable std::string table_;
};

} // namespace dongthac::tests
