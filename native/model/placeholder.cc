#include <algorithm>
#include <array>

#include "klamm/value.h"

namespace klamm {
namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool word(char c) { return letter(c) || c == '_' || (c >= '0' && c <= '9'); }

// Most values hold none: one look per byte.
constexpr std::array<bool, 256> kStarts = [] {
  std::array<bool, 256> starts{};
  for (char c : std::string_view("{<$@_")) starts[static_cast<uint8_t>(c)] = true;
  return starts;
}();

// One pass: a closing mark that is not found is not looked for again, so that the time stays linear.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  PlaceholderAt run(size_t from = 0) {
    for (size_t at = from; at < text_.size(); ++at) {
      if (!kStarts[static_cast<uint8_t>(text_[at])]) continue;
      if (PlaceholderAt found = look(at); found.kind != Placeholder::kNone) return found;
      if (skip_ > at) at = skip_ - 1;
    }
    return {};
  }

 private:
  enum Closer : uint8_t { kBraces, kPercent, kParen, kBrace };

  PlaceholderAt look(size_t at) {
    std::string_view rest = text_.substr(at);
    if (rest.starts_with("{{")) return bracketed(at, kBraces, "}}");
    if (rest.starts_with('{')) return single_brace(at);
    if (rest.starts_with("<%")) return bracketed(at, kPercent, "%>");
    if (rest.starts_with("$(")) return bracketed(at, kParen, ")");
    if (rest.starts_with("${")) return dollar(at);
    if (rest.starts_with('@')) return between_at(at);
    if (rest.starts_with("__")) return between_underscores(at);
    return {};
  }

  static PlaceholderAt found(size_t begin, size_t end) {
    return {Placeholder::kTemplate, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), {}};
  }

  // The end of a placeholder that begins at `at` with two characters; npos if it is not closed or holds nothing.
  size_t close(size_t at, Closer closer, std::string_view mark) {
    if (absent_[closer]) return std::string_view::npos;
    size_t end = text_.find(mark, at + 2);
    absent_[closer] = end == std::string_view::npos;
    return end == at + 2 ? std::string_view::npos : end;
  }

  PlaceholderAt bracketed(size_t at, Closer closer, std::string_view mark) {
    size_t end = close(at, closer, mark);
    return end == std::string_view::npos ? PlaceholderAt{} : found(at, end + mark.size());
  }

  // ${name:path:key} asks a provider, unless the colon begins a shell's default; the rest is a template's.
  PlaceholderAt dollar(size_t at) {
    size_t end = close(at, kBrace, "}");
    if (end == std::string_view::npos) return {};
    std::string_view inner = text_.substr(at + 2, end - at - 2);
    PlaceholderAt out = found(at, end + 1);
    size_t colon = inner.find(':');
    if (colon == std::string_view::npos) return out;
    if (colon + 1 < inner.size() && std::string_view("-=?+").find(inner[colon + 1]) != std::string_view::npos)
      return out;
    out.kind = Placeholder::kProvider;
    out.provider = inner.substr(0, colon);
    return out;
  }

  // {name} and {0}, as Python's and Java's formats have them. A regular expression's {2} follows what it repeats, its
  // \p{name} and a log pattern's %d{name} follow a mark and a letter.
  PlaceholderAt single_brace(size_t at) {
    size_t end = at + 1;
    while (end < text_.size() && word(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != '}') return {};
    bool number = end == at + 2 && !letter(text_[at + 1]) && text_[at + 1] != '_';
    bool named = end > at + 2 && (letter(text_[at + 1]) || text_[at + 1] == '_');
    bool apart = at == 0 || std::string_view("/,:;= -@").find(text_[at - 1]) != std::string_view::npos;
    bool marked = at > 1 && (text_[at - 2] == '\\' || text_[at - 2] == '%');
    return (number && apart) || (named && !marked) ? found(at, end + 1) : PlaceholderAt{};
  }

  // @NAME@, not within a word: `me@home@work` is an address.
  PlaceholderAt between_at(size_t at) {
    if (at > 0 && word(text_[at - 1])) return {};
    size_t end = at + 1;
    while (end < text_.size() && (word(text_[end]) || text_[end] == '.' || text_[end] == '-')) ++end;
    skip_ = end;
    if (end >= text_.size() || text_[end] != '@' || end == at + 1 || !letter(text_[at + 1])) return {};
    if (end + 1 < text_.size() && word(text_[end + 1])) return {};
    return found(at, end + 1);
  }

  // __NAME__, the whole word.
  PlaceholderAt between_underscores(size_t at) {
    size_t end = at;
    while (end < text_.size() && word(text_[end])) ++end;
    skip_ = end;
    bool whole = at == 0 || !word(text_[at - 1]);
    if (!whole || end - at < 5 || !letter(text_[at + 2]) || !text_.substr(at, end - at).ends_with("__")) return {};
    return found(at, end);
  }

  std::string_view text_;
  size_t skip_ = 0;  // nothing begins before it
  std::array<bool, 4> absent_{};
};

}  // namespace

PlaceholderAt find_placeholder(std::string_view text) { return Finder(text).run(); }

std::vector<PlaceholderAt> find_placeholders(std::string_view text) {
  std::vector<PlaceholderAt> all;
  Finder finder(text);
  for (PlaceholderAt found = finder.run(); found.kind != Placeholder::kNone; found = finder.run(found.end)) {
    all.push_back(found);
  }
  return all;
}

}  // namespace klamm
