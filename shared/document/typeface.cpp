#include "shared/document/typeface.hpp"

#include <optional>
#include <utility>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include "shared/base/files.hpp"
#include "shared/text/characters.hpp"

namespace dongthac::document {

namespace {

constexpr std::uintmax_t kLargestFont = 16 << 20;
constexpr std::array<const char*, kFaces> kFiles{"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf",
                                                 "LiberationSerif-Italic.ttf", "LiberationSerif-BoldItalic.ttf"};
constexpr std::size_t kQuick = 0x2000; // Latin and Vietnamese letters: their widths are looked up once

template <auto Destroy>
struct Free {
    void operator()(auto* thing) const { Destroy(thing); }
};
using Blob = std::unique_ptr<hb_blob_t, Free<hb_blob_destroy>>;
using FontFace = std::unique_ptr<hb_face_t, Free<hb_face_destroy>>;
using Font = std::unique_ptr<hb_font_t, Free<hb_font_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Free<hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Free<hb_subset_plan_destroy>>;

std::optional<hb_codepoint_t> glyph_of(hb_font_t* font, char32_t letter) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(font, letter, &glyph) == 0) return std::nullopt;
    return glyph;
}

// The bounding box stands in the table "head" at bytes 36 to 43, big-endian and signed (OpenType).
std::array<double, 4> box_of(hb_face_t* face, double units) {
    constexpr unsigned kFirst = 36;
    const Blob table(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
    unsigned size = 0;
    const char* bytes = hb_blob_get_data(table.get(), &size);
    std::array<double, 4> box{};
    if (bytes == nullptr || size < kFirst + 2 * box.size()) return box;
    for (std::size_t i = 0; i < box.size(); ++i) {
        const auto high = static_cast<unsigned char>(bytes[kFirst + 2 * i]);
        const auto low = static_cast<unsigned char>(bytes[kFirst + 2 * i + 1]);
        box[i] = static_cast<std::int16_t>(high << 8 | low) / units;
    }
    return box;
}

} // namespace

struct Typefaces::Loaded {
    std::string bytes; // what blob, face and font point into
    Blob blob;
    FontFace face;
    Font font;
    FaceMetrics metrics;
    std::array<float, kQuick> widths{};

    [[nodiscard]] double width_of(char32_t letter) const {
        // A letter that the face does not have is drawn as its glyph 0.
        const hb_position_t units = hb_font_get_glyph_h_advance(font.get(), glyph_of(font.get(), letter).value_or(0));
        return static_cast<double>(units) / hb_face_get_upem(face.get());
    }
};

Face face_of(const RunFormat& run) {
    if (run.bold) return run.italic ? Face::bold_italic : Face::bold;
    return run.italic ? Face::italic : Face::regular;
}

base::Result<Typefaces> Typefaces::load(const std::filesystem::path& assets) {
    Typefaces out;
    for (std::size_t i = 0; i < kFaces; ++i) {
        auto loaded = std::make_shared<Loaded>();
        DT_TRY(loaded->bytes, base::read_file(assets / "fonts" / kFiles[i], kLargestFont));
        loaded->blob.reset(hb_blob_create(loaded->bytes.data(), static_cast<unsigned>(loaded->bytes.size()),
                                          HB_MEMORY_MODE_READONLY, nullptr, nullptr));
        loaded->face.reset(hb_face_create(loaded->blob.get(), 0));
        loaded->font.reset(hb_font_create(loaded->face.get()));
        hb_font_extents_t extents{};
        const bool usable = hb_face_get_glyph_count(loaded->face.get()) > 0 &&
                            hb_font_get_h_extents(loaded->font.get(), &extents) != 0 && extents.ascender > 0 &&
                            glyph_of(loaded->font.get(), U'a').has_value();
        if (!usable) return base::fail(base::Code::bad_bytes, {{"what", kFiles[i]}, {"reason", "TrueType"}});
        hb_face_make_immutable(loaded->face.get());
        hb_font_make_immutable(loaded->font.get());
        const double units = hb_face_get_upem(loaded->face.get());
        loaded->metrics = {.ascent = extents.ascender / units,
                           .descent = -extents.descender / units,
                           .line_gap = extents.line_gap / units,
                           .box = box_of(loaded->face.get(), units)};
        for (std::size_t letter = 0; letter < kQuick; ++letter)
            loaded->widths[letter] = static_cast<float>(loaded->width_of(static_cast<char32_t>(letter)));
        out.faces_[i] = std::move(loaded);
    }
    return out;
}

bool Typefaces::has(Face face, char32_t letter) const {
    return glyph_of(faces_[static_cast<std::size_t>(face)]->font.get(), letter).value_or(0) != 0;
}

double Typefaces::width(Face face, char32_t letter) const {
    const Loaded& loaded = *faces_[static_cast<std::size_t>(face)];
    return letter < kQuick ? loaded.widths[letter] : loaded.width_of(letter);
}

double Typefaces::width(Face face, std::string_view text) const {
    double sum = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode_at(text, at);
        sum += width(face, next.value);
        at += next.size;
    }
    return sum;
}

const FaceMetrics& Typefaces::metrics(Face face) const { return faces_[static_cast<std::size_t>(face)]->metrics; }

base::Result<FaceSubset> Typefaces::subset(Face face, std::span<const char32_t> letters) const {
    const auto refused = [](const char* reason) {
        return base::fail(base::Code::internal, {{"reason", std::string("HarfBuzz: ") + reason}});
    };
    const Loaded& loaded = *faces_[static_cast<std::size_t>(face)];
    const Input input(hb_subset_input_create_or_fail());
    if (!input) return refused("input");
    // Without its instructions a small letter keeps its marks on a screen, and the file is half as large.
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    std::vector<hb_codepoint_t> wanted;
    for (const char32_t letter : letters) {
        wanted.push_back(glyph_of(loaded.font.get(), letter).value_or(0));
        hb_set_add(hb_subset_input_glyph_set(input.get()), wanted.back());
    }
    // A PDF names glyphs: what finds, joins and names them outside of it is left out.
    hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t table : {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
                                 HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'), HB_TAG('O', 'S', '/', '2')})
        hb_set_add(dropped, table);
    const Plan plan(hb_subset_plan_create_or_fail(loaded.face.get(), input.get()));
    if (!plan) return refused("plan");
    const FontFace cut(hb_subset_plan_execute_or_fail(plan.get()));
    if (!cut) return refused("subset");
    const Blob bytes(hb_face_reference_blob(cut.get()));
    unsigned size = 0;
    const char* data = hb_blob_get_data(bytes.get(), &size);
    FaceSubset out{.font = std::string(data, size), .glyphs = {}};
    const hb_map_t* renamed = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (const hb_codepoint_t glyph : wanted)
        out.glyphs.push_back(static_cast<std::uint16_t>(hb_map_get(renamed, glyph)));
    return out;
}

} // namespace dongthac::document
