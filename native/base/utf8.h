// UTF-8 and WTF-8 (UTF-8 that may also hold unpaired surrogates), byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace klamm {

// Whether the byte is one that stands within a sequence, never at its begin.
inline bool utf8_continues(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }
// Bytes of the well-formed UTF-8 sequence at `at`; 1 for a byte that begins none, so that counting never stalls.
size_t utf8_step(std::string_view text, size_t at);
// Code points, a malformed byte counting as one.
size_t utf8_count(std::string_view text);
// The offset of the first byte that begins no well-formed sequence, else npos.
size_t find_malformed_utf8(std::string_view text);
// Appends one code point or surrogate as WTF-8; joins an unpaired high surrogate at the end of `out` with a low one.
void append_wtf8(std::string& out, char32_t code);
// Appends a text of the border's encoding (klamm/policy.h) as WTF-8: each surrogate pair joined.
void append_joining_surrogates(std::string& out, std::string_view text);

}  // namespace klamm
