#include "shared/wire/dictionary.hpp"

// Made by cmake/embed.cmake from the files of assets/wire.
extern const unsigned char dongthac_wire_words[];
extern const std::size_t dongthac_wire_words_size;
extern const unsigned char dongthac_wire_dictionary[];
extern const std::size_t dongthac_wire_dictionary_size;

namespace dongthac::wire {

std::string_view word_list() { return base::as_text(base::ByteSpan(dongthac_wire_words, dongthac_wire_words_size)); }

base::ByteSpan zstd_dictionary() { return {dongthac_wire_dictionary, dongthac_wire_dictionary_size}; }

} // namespace dongthac::wire
