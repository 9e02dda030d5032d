// The names of members in a text that looks like JSON, for telling what kind of document it is. Nothing is checked and
// nothing kept; what is no JSON gives some answer and no harm. One pass.
#pragma once

#include <algorithm>
#include <string_view>

namespace klamm {

struct JsonLevel {
  int depth = 0;    // of objects and arrays
  int objects = 0;  // of objects alone
};

// Calls visitor.string(text, is_name, level) with what stands between the quotes of each string, as written, and
// visitor.goes_on(level) behind every other byte; false ends the walk.
template <class Visitor>
void walk_json_names(std::string_view text, Visitor& visitor) {
  JsonLevel level;
  for (size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '"') {
      const size_t begin = at + 1;
      for (at = begin; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
      at = std::min(at, text.size());
      const size_t next = text.find_first_not_of(" \t\r\n", std::min(at + 1, text.size()));
      visitor.string(text.substr(begin, at - begin), next != text.npos && text[next] == ':', level);
    }
    if (byte == '{' || byte == '[') ++level.depth;
    if (byte == '}' || byte == ']') --level.depth;
    if (byte == '{') ++level.objects;
    if (byte == '}') --level.objects;
    if (!visitor.goes_on(level)) return;
  }
}

}  // namespace klamm
