#include "shared/document/pdf_file.hpp"

#include <cmath>
#include <utility>

#include <zlib.h>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr int kPacking = 6;

std::string ten_digits(std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(10 - digits.size(), '0') + digits;
}

std::string hex16(unsigned value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[value >> shift & 0xFu];
    return out;
}

} // namespace

std::string utf16_hex(char32_t letter) {
    constexpr char32_t kBeyond = 0x10000;
    if (letter < kBeyond) return hex16(letter);
    const char32_t rest = letter - kBeyond;
    return hex16(0xD800u + (rest >> 10)) + hex16(0xDC00u + (rest & 0x3FFu));
}

std::size_t PdfFile::reserve() {
    objects_.emplace_back();
    return objects_.size();
}

void PdfFile::put(std::size_t number, std::string contents) { objects_[number - 1] = std::move(contents); }

std::size_t PdfFile::add(std::string contents) {
    objects_.push_back(std::move(contents));
    return objects_.size();
}

base::Result<std::size_t> PdfFile::add_stream(std::string_view bytes, const std::string& entries) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string packed(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                  static_cast<uLong>(bytes.size()), kPacking) != Z_OK)
        return base::fail(base::Code::internal, {{"reason", "compress2"}});
    packed.resize(size);
    return add("<< /Length " + std::to_string(packed.size()) + " /Filter /FlateDecode" +
               (entries.empty() ? "" : " " + entries) + " >>\nstream\n" + packed + "\nendstream");
}

std::string PdfFile::write(std::size_t catalog, std::size_t info) const {
    // The second line tells programs that pass files on that there are bytes beyond ASCII in it (7.5.2).
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        table += ten_digits(out.size()) + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::size_t start = out.size();
    // Of the contents, not of the clock: the same document is the same file.
    const std::string id = base::to_hex(base::sha256(base::as_bytes(out))).substr(0, 32);
    const std::string size = std::to_string(objects_.size() + 1);
    out += "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size + " /Root " + reference(catalog) + " /Info " +
           reference(info) + " /ID [<" + id + "> <" + id + ">] >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    return out;
}

std::string PdfFile::reference(std::size_t number) { return std::to_string(number) + " 0 R"; }

std::string PdfFile::text(std::string_view utf8) {
    std::string out = "<FEFF";
    for (std::size_t at = 0; at < utf8.size();) {
        const text::Decoded next = text::decode_at(utf8, at);
        out += utf16_hex(next.value);
        at += next.size;
    }
    return out + ">";
}

std::string PdfFile::number(double value) {
    const long hundredths = std::lround(value * 100);
    const long whole = std::labs(hundredths) / 100;
    const long rest = std::labs(hundredths) % 100;
    std::string out = (hundredths < 0 ? "-" : "") + std::to_string(whole);
    if (rest != 0) out += std::string(".") + static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
    return out;
}

} // namespace dongthac::document
