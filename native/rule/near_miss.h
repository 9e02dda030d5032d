// Which of some words somebody probably meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace klamm {

// Edits between two words: one letter more, less, another, or two neighbours swapped. Words over 64 bytes, or further
// apart than `limit`, give limit + 1. Compared as bytes.
size_t word_distance(std::string_view a, std::string_view b, size_t limit);

// ", did you mean `x`?" for the nearest of `words` within two edits (one for words under five bytes); else empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& words);

}  // namespace klamm
