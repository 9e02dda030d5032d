#include "doc_hcl/code_points.h"
#include "doc_hcl/hcl_lexer.h"

namespace klamm {
namespace {

using Type = HclTokenType;

std::string_view trimmed(std::string_view line) {
  for (HclLetter first = hcl_letter_at(line, 0); first.length != 0 && is_white_space(first.code);
       first = hcl_letter_at(line, 0)) {
    line.remove_prefix(first.length);
  }
  for (HclLetter last = hcl_letter_before(line, line.size()); last.length != 0 && is_white_space(last.code);
       last = hcl_letter_before(line, line.size())) {
    line.remove_suffix(last.length);
  }
  return line;
}

}  // namespace

// A `$` or `%` of a template: the begin of a sequence, an escape of one, or itself.
HclToken HclLexer::text_mark(char mark) {
  levels_.back().at_line_begin = false;
  if (at(1) == '{') {
    Level level{In::kMain};
    level.braces = ++braces_;
    return open(mark == '$' ? Type::kOpenInterpolation : Type::kOpenDirective, at(2) == '~' ? 3 : 2, level);
  }
  if (at(1) == mark && at(2) == '{') return take(Type::kText, at(3) == '~' ? 4 : 3);
  return take(Type::kText, 1);
}

HclToken HclLexer::in_quotes() {
  char byte = text_[at_];
  if (byte == '"') {
    levels_.pop_back();
    return take(Type::kCloseQuote, 1);
  }
  if (byte == '\n' || byte == '\r') {
    size_t end = text_.find_first_not_of("\r\n", at_);
    return invalid(static_cast<uint32_t>((end == std::string_view::npos ? end_ : end) - at_),
                   "a quoted string ends on its line; `\\n` stands for a line end, a heredoc for several lines");
  }
  if (byte == '$' || byte == '%') {
    return at_ + 1 == end_ ? invalid(1, "the string has no end") : text_mark(byte);
  }
  uint32_t end = at_;
  while (end < end_) {
    byte = text_[end];
    if (byte == '"' || byte == '$' || byte == '%' || byte == '\n' || byte == '\r') break;
    uint32_t begin = byte == '\\' ? end + 1 : end;
    bool cut = begin == end_ || (byte == '\\' && (text_[begin] == '\n' || text_[begin] == '\r'));
    uint32_t length = cut ? 0 : hcl_letter_at(text_, begin).length;
    if (length == 0) break;
    end = begin + length;
  }
  if (end > at_) return take(Type::kText, end - at_);
  return byte == '\\' ? invalid(1, "a backslash that escapes nothing") : malformed();
}

bool HclLexer::closes_heredoc(std::string_view line) const {
  const Level& level = levels_.back();
  return level.in == In::kHeredoc && level.at_line_begin &&
         trimmed(line) == text_.substr(level.marker.begin, level.marker.size());
}

// A heredoc, or a template that is the whole text.
HclToken HclLexer::in_lines() {
  char byte = text_[at_];
  bool bare = levels_.back().in == In::kBare;
  if (byte == '$' || byte == '%') {
    return at_ + 1 == end_ && !bare ? invalid(1, "the string has no end") : text_mark(byte);
  }
  uint32_t end = at_;
  while (end < end_ && text_[end] != '$' && text_[end] != '%' && !at_line_end(end)) {
    uint32_t length = hcl_letter_at(text_, end).length;
    if (length == 0 || (text_[end] == '\r' && !bare)) break;
    end += length;
  }
  if (at_line_end(end)) {
    if (closes_heredoc(text_.substr(at_, end - at_))) {
      levels_.pop_back();
      return take(Type::kCloseHeredoc, end - at_);
    }
    levels_.back().at_line_begin = true;
    return take(Type::kText, end + (text_[end] == '\r' ? 2 : 1) - at_);
  }
  levels_.back().at_line_begin = false;
  if (end > at_) return take(Type::kText, end - at_);
  if (byte == '\r') return invalid(end_ - at_, "a carriage return without its line feed");
  return malformed();
}

}  // namespace klamm
