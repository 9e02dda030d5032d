#include "doc/text_writer.h"

#include "base/utf8.h"

namespace klamm {

void TextWriter::copy(Span origin) {
  if (origin.empty()) return;
  flush();
  if (!budget_.take_pieces()) return;
  document_.write(document_.source().bytes().substr(origin.begin, origin.size()), origin);
}

void TextWriter::unit(char16_t unit, Span origin) {
  bool low = unit >= 0xDC00 && unit <= 0xDFFF;
  if (low && high_ != 0) {
    char32_t code = 0x10000 + ((high_ - 0xD800u) << 10) + (unit - 0xDC00u);
    high_ = 0;
    write(code, {high_origin_.begin, origin.end});
    return;
  }
  flush();
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    high_ = unit;
    high_origin_ = origin;
  } else {
    write(unit, origin);
  }
}

Text TextWriter::finish() {
  flush();
  return document_.arena_text(begin_);
}

void TextWriter::flush() {
  if (high_ == 0) return;
  char32_t lone = high_;
  high_ = 0;
  write(lone, high_origin_);
}

void TextWriter::write(char32_t code, Span origin) {
  if (!budget_.take_pieces()) return;
  std::string encoded;
  append_wtf8(encoded, code);
  document_.write(encoded, origin, SpanMap::Kind::kBlock);
}

}  // namespace klamm
