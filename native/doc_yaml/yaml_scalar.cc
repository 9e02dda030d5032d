#include "doc_yaml/yaml_scalar.h"

#include <algorithm>
#include <new>

namespace klamm {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::string_view without_digits(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  return text;
}

bool is_all(std::string_view digits, std::string_view allowed) {
  return !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_number(std::string_view text) {
  if (text.starts_with("0x")) return is_all(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return is_all(text.substr(2), "01234567");
  if (text == ".nan" || text == ".NaN" || text == ".NAN") return true;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text == ".inf" || text == ".Inf" || text == ".INF") return true;
  std::string_view rest = without_digits(text);
  bool digits = rest.size() < text.size();
  if (rest.starts_with('.')) {
    std::string_view fraction = rest.substr(1);
    rest = without_digits(fraction);
    digits = digits || rest.size() < fraction.size();
  }
  if (!digits) return false;
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest.remove_prefix(1);
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    if (rest.empty() || !is_digit(rest[0])) return false;
    rest = without_digits(rest);
  }
  return rest.empty();
}

bool is_any(std::string_view text, std::string_view lower, std::string_view title, std::string_view upper) {
  return text == lower || text == title || text == upper;
}

}  // namespace

NodeKind plain_kind(std::string_view text) {
  if (text.empty() || text == "~" || is_any(text, "null", "Null", "NULL")) return NodeKind::kNull;
  if (is_any(text, "true", "True", "TRUE")) return NodeKind::kTrue;
  if (is_any(text, "false", "False", "FALSE")) return NodeKind::kFalse;
  return is_number(text) ? NodeKind::kNumber : NodeKind::kString;
}

YamlScalars::YamlScalars(Document& document, Budget& budget)
    : document_(document), budget_(budget), iterator_(fy_token_iter_create(nullptr)) {
  if (!iterator_) throw std::bad_alloc();
}

// libfyaml hands out a scalar in chunks. One that lies in the source was copied; any other stands for the bytes between
// its neighbours: an escape, a folded line end.
Text YamlScalars::text(fy_token* token) {
  std::string_view source = document_.source().bytes();
  const fy_mark* mark = fy_token_start_mark(token);
  if (mark == nullptr) return {};
  const auto begin = static_cast<uint32_t>(mark->input_pos);
  const auto end = static_cast<uint32_t>(fy_token_end_mark(token)->input_pos);
  uint32_t at = begin;  // behind what is decoded
  std::string made;     // decoded from what stands between `at` and the next copy
  uint32_t arena = document_.arena_size();
  bool first = true;
  auto write_made = [&](uint32_t until) {
    // Of no bytes at all: the line end that libfyaml adds to a block that the text's end cuts off.
    if (!made.empty() && at != until && budget_.take_pieces())
      document_.write(made, {at, until}, SpanMap::Kind::kBlock);
    made.clear();
  };
  fy_token_iter_start(token, iterator_.get());
  const fy_iter_chunk* chunk = nullptr;
  while ((chunk = fy_token_iter_chunk_next(iterator_.get(), chunk, nullptr)) != nullptr) {
    bool within = chunk->str >= source.data() + at && chunk->str + chunk->len <= source.data() + end;
    if (!within) {
      made.append(chunk->str, chunk->len);
    } else {
      Span copied{static_cast<uint32_t>(chunk->str - source.data()),
                  static_cast<uint32_t>(chunk->str - source.data() + chunk->len)};
      if (first && fy_token_iter_peek_chunk(iterator_.get()) == nullptr) {
        fy_token_iter_finish(iterator_.get());
        return view(copied);
      }
      write_made(copied.begin);
      if (copied.begin != copied.end && budget_.take_pieces()) {
        document_.write(source.substr(copied.begin, copied.size()), copied);
      }
      at = copied.end;
    }
    first = false;
  }
  write_made(end);
  fy_token_iter_finish(iterator_.get());
  return first ? view({begin, begin}) : document_.arena_text(arena);
}

Span YamlScalars::span(fy_token* token, uint32_t otherwise) const {
  const fy_mark* begin = fy_token_start_mark(token);
  const fy_mark* end = fy_token_end_mark(token);
  if (begin == nullptr || end == nullptr) return {otherwise, otherwise};
  Span span{static_cast<uint32_t>(begin->input_pos), static_cast<uint32_t>(end->input_pos)};
  fy_scalar_style style = fy_token_scalar_style(token);
  if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) {
    --span.begin;
    ++span.end;
  }
  return span;
}

}  // namespace klamm
