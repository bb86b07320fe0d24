#include "shared/document/pdf_objects.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <qpdf/Pipeline.hh>

namespace dongthac::document {

namespace {

/// Takes at most `limit` bytes. More stops the unpacking: a bomb must not be unpacked for nothing.
class BoundedSink : public Pipeline {
  public:
    explicit BoundedSink(std::size_t limit) : Pipeline("text", nullptr), limit_(limit) {}
    void write(const unsigned char* data, std::size_t size) override {
        const std::size_t taken = std::min(size, limit_ - bytes.size());
        bytes.append(reinterpret_cast<const char*>(data), taken);
        if (taken < size) {
            full = true;
            throw std::runtime_error("more than may be unpacked");
        }
    }
    void finish() override {}

    std::string bytes;
    bool full = false;

  private:
    std::size_t limit_;
};

} // namespace

std::string pdf_stream(QPDFObjectHandle stream, PdfBudget& budget) {
    if (!stream.isStream()) return {};
    BoundedSink sink(budget.bytes);
    try {
        (void)stream.pipeStreamData(&sink, 0, qpdf_dl_generalized, true);
    } catch (const std::runtime_error&) { // a damaged stream: what came before stands
    }
    budget.spent = budget.spent || sink.full;
    budget.bytes -= sink.bytes.size();
    return std::move(sink.bytes);
}

QPDFObjectHandle pdf_key(QPDFObjectHandle object, const char* key) {
    if (object.isStream()) object = object.getDict();
    return object.isDictionary() ? object.getKey(key) : QPDFObjectHandle::newNull();
}

double pdf_double(QPDFObjectHandle object, double otherwise) {
    double value = 0;
    if (!object.getValueAsNumber(value) || !std::isfinite(value) || std::abs(value) > 1e9) return otherwise;
    return value;
}

PdfMatrix PdfMatrix::then(const PdfMatrix& next) const {
    return {a * next.a + b * next.c, a * next.b + b * next.d,          c * next.a + d * next.c,
            c * next.b + d * next.d, e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f};
}

PdfMatrix pdf_matrix(QPDFObjectHandle array) {
    if (!array.isArray() || array.getArrayNItems() != 6) return {};
    const auto at = [&](int i) { return pdf_double(array.getArrayItem(i), 0); };
    return {at(0), at(1), at(2), at(3), at(4), at(5)};
}

} // namespace dongthac::document
