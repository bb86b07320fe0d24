#include "shared/text/collate.hpp"

#include <algorithm>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::text {

namespace {

constexpr std::u32string_view kAlphabet = U"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

// Weights are printable ASCII, in this order: end of text, end of syllable, numbers, letters, other scripts.
constexpr char kEndOfText = '!';
constexpr char kEndOfSyllable = '"';
constexpr char kNumber = '#';
constexpr char kFirstLetter = '0';
constexpr char kOtherScript = '~';
constexpr char kSmall = '1';
constexpr char kCapital = '2';

// Tones by weight; a mark of another language comes after them.
constexpr std::u32string_view kTones = U"\u0300\u0309\u0303\u0301\u0323";
constexpr char kFirstTone = '1';
constexpr char kOtherMark = '9';

// Digits per mark of length: a longer number gets one kMoreDigits for each full lot, and so a greater weight.
constexpr std::size_t kDigitLot = 64;
constexpr char kMoreDigits = '~';

/// Marks that make another letter of the alphabet: a + breve → ă.
struct Shape {
    char32_t base;
    char32_t mark;
    char32_t letter;
};
constexpr Shape kShapes[] = {{U'a', 0x306, U'ă'}, {U'a', 0x302, U'â'}, {U'e', 0x302, U'ê'},
                             {U'o', 0x302, U'ô'}, {U'o', 0x31B, U'ơ'}, {U'u', 0x31B, U'ư'}};

/// Collects the levels of one text.
class KeyBuilder {
  public:
    void add_letter(char32_t letter, char case_weight) {
        if (!in_number_.empty()) end_syllable();
        letters_.push_back(letter);
        cases_.push_back(case_weight);
    }
    void add_digit(char32_t digit) {
        if (!letters_.empty()) end_syllable();
        in_number_.push_back(static_cast<char>(digit));
    }
    void add_mark(char32_t mark) {
        if (letters_.empty()) return;
        for (const Shape& shape : kShapes)
            if (shape.base == letters_.back() && shape.mark == mark) {
                letters_.back() = shape.letter;
                return;
            }
        const std::size_t tone = kTones.find(mark);
        tones_.push_back(tone == kTones.npos ? kOtherMark : static_cast<char>(kFirstTone + tone));
    }
    void end_syllable() {
        if (!in_number_.empty()) write_number();
        if (!letters_.empty()) {
            for (const char32_t letter : letters_) write_letter(letter);
            key_ += kEndOfSyllable;
            key_ += tones_;
            key_ += kEndOfSyllable;
        }
        in_number_.clear();
        letters_.clear();
        tones_.clear();
    }
    [[nodiscard]] std::string finish(std::string_view text) {
        end_syllable();
        return key_ + kEndOfText + cases_ + kEndOfText + std::string(text);
    }

  private:
    void write_number() {
        const std::size_t zeros = std::min(in_number_.find_first_not_of('0'), in_number_.size());
        const std::string_view digits = std::string_view(in_number_).substr(zeros);
        key_ += kNumber;
        key_.append(digits.size() / kDigitLot, kMoreDigits);
        key_ += static_cast<char>(kFirstLetter + static_cast<int>(digits.size() % kDigitLot));
        key_ += digits;
    }
    void write_letter(char32_t letter) {
        const std::size_t place = kAlphabet.find(letter);
        if (place != kAlphabet.npos) {
            key_ += static_cast<char>(kFirstLetter + static_cast<int>(place));
            return;
        }
        // Four times six bits: the code point's order in printable bytes.
        key_ += kOtherScript;
        for (const int shift : {18, 12, 6, 0}) key_ += static_cast<char>(kFirstLetter + (letter >> shift & 0x3F));
    }

    std::string key_;
    std::u32string letters_;
    std::string tones_;
    std::string cases_;
    std::string in_number_;
};

char32_t small(char32_t c) {
    if (c == 0xF0) return U'đ'; // the Icelandic letter old files hold in place of đ
    return c;
}

void add(KeyBuilder& builder, char32_t code_point) {
    std::string utf8;
    append_utf8(utf8, code_point);
    const std::string lowered = to_lower(utf8);
    const char case_weight = lowered == utf8 ? kSmall : kCapital;
    for (const char32_t part : decompose(decode_at(lowered, 0).value)) {
        switch (class_of(part)) {
        case CharacterClass::letter: builder.add_letter(small(part), case_weight); break;
        case CharacterClass::mark: builder.add_mark(part); break;
        case CharacterClass::digit:
            if (part < 0x80)
                builder.add_digit(part);
            else
                builder.add_letter(part, case_weight);
            break;
        default: builder.end_syllable();
        }
    }
}

} // namespace

std::string collation_key(std::string_view utf8) {
    KeyBuilder builder;
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        add(builder, next.value);
        at += next.size;
    }
    return builder.finish(utf8);
}

bool collates_before(std::string_view a, std::string_view b) { return collation_key(a) < collation_key(b); }

} // namespace dongthac::text
