#include "model/shell_words.h"

#include <algorithm>

#include "base/scan.h"

namespace klamm {
namespace {

constexpr size_t kLongestWord = size_t{64} << 10;
constexpr size_t kMostWords = 4096;  // of one command; no machine takes much longer ones

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

bool ShellWord::unknown(size_t begin, size_t end) const {
  if (cut) return true;
  return std::any_of(holes.begin(), holes.end(),
                     [&](const auto& hole) { return hole.first < end && (begin < hole.second || begin == end); });
}

Span ShellWord::place(size_t begin, size_t end) const {
  if (begin == end && begin > 0 && begin <= at.size()) return {at[begin - 1] + 1, at[begin - 1] + 1};
  if (begin >= end || end > at.size()) return span;
  return {at[begin], at[end - 1] + 1};
}

void ShellCommands::take(ShellWord& word) {
  if (word.text.size() < kLongestWord) {
    word.text += script_[at_];
    word.at.push_back(at_);
  } else {
    word.cut = true;
  }
  ++at_;
}

// From an opening sign to the one that closes it.
void ShellCommands::pass_balanced(char open, char close) {
  uint32_t depth = 0;
  for (; at_ < script_.size(); ++at_) {
    if (script_[at_] == open) ++depth;
    if (script_[at_] == close && --depth == 0) {
      ++at_;
      return;
    }
  }
}

void ShellCommands::take_expansion(ShellWord& word) {
  const uint32_t begin = at_;
  if (peek() == '`') {
    at_ = static_cast<uint32_t>(std::min(script_.find('`', at_ + 1), script_.size() - 1)) + 1;
  } else if (peek(1) == '(' || peek(1) == '{') {
    ++at_;
    pass_balanced(peek(), peek() == '(' ? ')' : '}');
  } else {
    at_ += is_name(peek(1)) || peek(1) == '\0' ? 1 : 2;
    if (is_name(script_[at_ - 1]) || script_[at_ - 1] == '$') {
      while (is_name(peek())) ++at_;
    }
  }
  at_ = std::min(at_, static_cast<uint32_t>(script_.size()));
  const uint32_t end = at_;
  const auto hole = static_cast<uint32_t>(word.text.size());
  for (at_ = begin; at_ < end;) take(word);
  word.holes.emplace_back(hole, std::max(hole + 1, static_cast<uint32_t>(word.text.size())));
}

void ShellCommands::take_double_quoted(ShellWord& word) {
  ++at_;
  while (at_ < script_.size() && peek() != '"') {
    if (peek() == '\\' && peek(1) == '\n') {
      at_ += 2;
    } else if (peek() == '\\' && (peek(1) == '$' || peek(1) == '`' || peek(1) == '"' || peek(1) == '\\')) {
      ++at_;
      take(word);
    } else if (peek() == '$' || peek() == '`') {
      take_expansion(word);
    } else {
      take(word);
    }
  }
  at_ = std::min(at_ + 1, static_cast<uint32_t>(script_.size()));
}

// False: no word begins here.
bool ShellCommands::read_word(ShellWord& word) {
  constexpr std::string_view kEnds = " \t\r\n;&|()<>";
  const uint32_t begin = at_;
  while (at_ < script_.size() && kEnds.find(peek()) == kEnds.npos) {
    if (peek() == '\\') {
      ++at_;
      if (peek() == '\n') {
        ++at_;
        if (at_ == begin + 2) return false;
      } else if (peek() == '\r' && peek(1) == '\n') {
        at_ += 2;
        if (at_ == begin + 3) return false;
      } else if (at_ < script_.size()) {
        take(word);
      }
    } else if (peek() == '\'') {
      word.quoted = true;
      for (++at_; at_ < script_.size() && peek() != '\'';) take(word);
      at_ = std::min(at_ + 1, static_cast<uint32_t>(script_.size()));
    } else if (peek() == '"') {
      word.quoted = true;
      take_double_quoted(word);
    } else if (peek() == '$' || peek() == '`') {
      take_expansion(word);
    } else {
      take(word);
    }
  }
  word.span = {begin, at_};
  return at_ > begin;
}

// Behind `<<`.
void ShellCommands::read_here_document_mark() {
  HereDocument here;
  if (peek() == '-') {
    here.tabs = true;
    ++at_;
  }
  while (peek() == ' ' || peek() == '\t') ++at_;
  ShellWord mark;
  if (read_word(mark)) {
    here.end = std::move(mark.text);
    here_.push_back(std::move(here));
  }
}

// Before the first line of their text.
void ShellCommands::pass_here_documents() {
  for (const HereDocument& here : here_) {
    for (bool ended = false; !ended && at_ < script_.size();) {
      const uint32_t end = find_line_end(script_, at_);
      std::string_view line = script_.substr(at_, end - at_);
      if (here.tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
      ended = line == here.end;
      at_ = std::min(end + 1, static_cast<uint32_t>(script_.size()));
    }
  }
  here_.clear();
}

// Passes what stands between words. True where a command ends.
bool ShellCommands::end_of_command() {
  const char sign = peek();
  if (sign == ' ' || sign == '\t' || sign == '\r') {
    ++at_;
    return false;
  }
  if (sign == '#') {
    at_ = find_line_end(script_, at_);
    return false;
  }
  if (sign == '<' || sign == '>') {
    const bool here = sign == '<' && peek(1) == '<' && peek(2) != '<';
    at_ += here ? 2 : 1;
    if (here) read_here_document_mark();
    return false;
  }
  ++at_;
  if (sign == '\n') pass_here_documents();
  return true;
}

bool ShellCommands::next(std::vector<ShellWord>& words) {
  constexpr std::string_view kBetween = " \t\r\n;&|()<>#";
  words.clear();
  while (at_ < script_.size()) {
    if (kBetween.find(peek()) != kBetween.npos) {
      if (end_of_command() && !words.empty()) return true;
      continue;
    }
    if (!budget_.take_nodes()) return false;
    ShellWord word;
    if (read_word(word) && words.size() < kMostWords) words.push_back(std::move(word));
  }
  return !words.empty();
}

}  // namespace klamm
