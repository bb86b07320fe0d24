#include "shared/document/doc_furniture.hpp"

#include <utility>

#include "shared/document/national_name.hpp"

namespace dongthac::document {

std::string words_of(const std::vector<DocLine>& paragraphs) {
    std::string all;
    for (const DocLine& paragraph : paragraphs)
        for (const std::string& line : paragraph.lines)
            if (line.find_first_not_of(" \t") != std::string::npos) all += (all.empty() ? "" : " ") + line;
    return all;
}

bool has_national_name(const std::vector<DocLine>& paragraphs, std::size_t bytes) {
    std::size_t read = 0;
    for (const DocLine& paragraph : paragraphs)
        for (const std::string& line : paragraph.lines) {
            if (is_national_name(line)) return true;
            read += line.size();
            if (read >= bytes) return false;
        }
    return false;
}

void DocFurniture::add(std::vector<DocLine> paragraphs) {
    constexpr std::size_t kMostWords = 4000; // bytes that are said
    const std::string words = words_of(paragraphs);
    if (words.empty() || words == letterhead_words_) return;
    if (letterhead_.empty() && has_national_name(paragraphs, kLetterheadBytes)) {
        letterhead_ = std::move(paragraphs);
        letterhead_words_ = words;
    } else if (words_.size() < kMostWords && words_.find(words) == std::string::npos) {
        words_ += (words_.empty() ? "" : " ") + words;
    }
}

std::vector<DocLine> DocFurniture::take_letterhead() {
    taken_ = true;
    return std::move(letterhead_);
}

std::string DocFurniture::words() const {
    std::string all = taken_ ? std::string() : letterhead_words_;
    if (!words_.empty()) all += (all.empty() ? "" : " ") + words_;
    return all.find_first_not_of("0123456789 -") == std::string::npos ? std::string() : all;
}

} // namespace dongthac::document
