#include "linter/glob.h"

#include <cctype>

namespace klamm::cli {
namespace {

using Bytes = std::bitset<256>;

Bytes one(char c) {
  Bytes bytes;
  bytes.set(static_cast<uint8_t>(c));
  return bytes;
}

Bytes any(bool slash) {
  Bytes bytes;
  bytes.set();
  bytes.set('/', slash);
  return bytes;
}

struct NamedClass {
  std::string_view name;
  int (*holds)(int);
};
constexpr NamedClass kClasses[] = {
    {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank}, {"cntrl", std::iscntrl},
    {"digit", std::isdigit}, {"graph", std::isgraph}, {"lower", std::islower}, {"print", std::isprint},
    {"punct", std::ispunct}, {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit},
};

bool add_class(std::string_view name, Bytes& set) {
  for (const NamedClass& known : kClasses) {
    if (known.name != name) continue;
    for (int byte = 0; byte < 128; ++byte) {
      if (known.holds(byte) != 0) set.set(static_cast<size_t>(byte));
    }
    return true;
  }
  return false;
}

}  // namespace

Glob::Glob(std::string_view pattern, bool paths) {
  for (size_t at = 0; at < pattern.size() && !never_;) {
    char c = pattern[at];
    if (c == '*') {
      is_literal_ = false;
      never_ = !read_stars(pattern, at, paths);
    } else if (c == '[') {
      is_literal_ = false;
      never_ = !read_set(pattern, at, paths);
    } else if (c == '?') {
      is_literal_ = false;
      add(Kind::kBytes, any(!paths));
      ++at;
    } else {
      if (c == '\\') {
        if (++at == pattern.size()) {
          never_ = true;
          break;
        }
        c = pattern[at];
      }
      add(Kind::kBytes, one(c));
      literal_ += c;
      ++at;
    }
  }
}

bool Glob::read_stars(std::string_view pattern, size_t& at, bool paths) {
  size_t begin = at;
  while (at < pattern.size() && pattern[at] == '*') ++at;
  // Git compares the plain text before the first wildcard by itself; what follows then looks like a beginning to it.
  bool begins_folder = pattern.find_first_of("*?[\\") == begin || pattern[begin - 1] == '/';
  bool at_slash = pattern.substr(at).starts_with('/');
  bool ends_folder = at == pattern.size() || at_slash || pattern.substr(at).starts_with("\\/");
  bool whole_folders = paths && at - begin > 1 && begins_folder && ends_folder;
  if (whole_folders && at_slash) {
    // Two tokens: one to enter by, one to stay in.
    add(Kind::kFolders, any(true));
    ++at;
  } else {
    add(Kind::kRun, any(!paths || whole_folders));
  }
  return true;
}

bool Glob::read_set(std::string_view pattern, size_t& at, bool paths) {
  Bytes set;
  ++at;
  bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  int previous = -1;  // the character that a range may begin with
  for (bool first = true;; first = false) {
    if (at >= pattern.size()) return false;
    char c = pattern[at];
    if (c == ']' && !first) break;
    bool range = c == '-' && previous >= 0 && at + 1 < pattern.size() && pattern[at + 1] != ']';
    if (c == '[' && pattern.substr(at + 1).starts_with(':')) {
      size_t close = pattern.find(']', at + 2);
      if (close == std::string_view::npos) return false;
      if (pattern[close - 1] == ':' && close - 1 >= at + 2) {
        if (!add_class(pattern.substr(at + 2, close - 1 - (at + 2)), set)) return false;
        previous = -1;
        at = close + 1;
        continue;
      }
      // No class: an ordinary bracket.
    } else if (range) {
      c = pattern[++at];
      if (c == '\\') {
        if (++at >= pattern.size()) return false;
        c = pattern[at];
      }
      for (int byte = previous; byte <= static_cast<uint8_t>(c); ++byte) set.set(static_cast<size_t>(byte));
      previous = -1;
      ++at;
      continue;
    } else if (c == '\\') {
      if (++at >= pattern.size()) return false;
      c = pattern[at];
    }
    set.set(static_cast<uint8_t>(c));
    previous = static_cast<uint8_t>(c);
    ++at;
  }
  ++at;
  if (negated) set.flip();
  if (paths) set.reset('/');
  add(Kind::kBytes, set);
  return true;
}

bool Glob::matches(std::string_view text) const {
  if (never_) return false;
  if (is_literal_) return text == literal_;
  // All positions of the pattern that the text so far can have led to; `inside` those of folders already begun.
  size_t end = tokens_.size();
  std::vector<uint8_t> here(end + 1);
  std::vector<uint8_t> next(end + 1);
  std::vector<uint8_t> inside(end + 1);
  std::vector<uint8_t> next_inside(end + 1);
  auto enter = [&](std::vector<uint8_t>& states, size_t state) {
    states[state] = 1;
    while (state < end && tokens_[state].kind != Kind::kBytes) states[++state] = 1;
  };
  enter(here, 0);
  for (char c : text) {
    auto byte = static_cast<uint8_t>(c);
    next.assign(end + 1, 0);
    next_inside.assign(end + 1, 0);
    for (size_t state = 0; state < end; ++state) {
      const Token& token = tokens_[state];
      if (token.kind == Kind::kFolders) {
        if (!here[state] && !inside[state]) continue;
        next_inside[state] = 1;
        if (c == '/') enter(next, state + 1);
      } else if (here[state] && token.bytes[byte]) {
        if (token.kind == Kind::kRun) {
          enter(next, state);
        } else {
          enter(next, state + 1);
        }
      }
    }
    here.swap(next);
    inside.swap(next_inside);
  }
  return here[end] != 0;
}

}  // namespace klamm::cli
