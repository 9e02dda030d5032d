// Texts of policies in templates: what the template does not tell stands in them as `${address}`, which is none of
// IAM's own variables. Those have a key with a colon (`${aws:username}`) or are an escape (`${*}`); a template's
// address has no colon, but two together (`${AWS::Region}`).
#pragma once

#include <string_view>

namespace klamm {

// Behind the hole that begins at `at`; npos if none begins there.
inline size_t iam_hole_end(std::string_view text, size_t at) {
  if (!text.substr(at).starts_with("${")) return std::string_view::npos;
  const size_t close = text.find('}', at);
  if (close == std::string_view::npos) return close;
  std::string_view inside = text.substr(at + 2, close - at - 2);
  // A variable whose default is a hole.
  if (inside.find("${") != std::string_view::npos) {
    const size_t outer = text.find('}', close + 1);
    return outer == std::string_view::npos ? close + 1 : outer + 1;
  }
  if (inside == "*" || inside == "?" || inside == "$") return std::string_view::npos;
  const size_t colon = inside.find(':');
  const bool variable = colon != std::string_view::npos && !inside.substr(colon).starts_with("::");
  return variable ? std::string_view::npos : close + 1;
}

// Of a text that may have them.
inline bool has_iam_hole(std::string_view text) {
  for (size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
    if (iam_hole_end(text, at) != std::string_view::npos) return true;
  }
  return false;
}

// The whole text is one hole: it may stand for anything, also for several texts.
inline bool is_iam_hole(std::string_view text) { return !text.empty() && iam_hole_end(text, 0) == text.size(); }

}  // namespace klamm
