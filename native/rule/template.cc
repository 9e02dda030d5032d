#include "rule/template.h"

namespace klamm {

bool parse_template(std::string_view text, std::vector<TemplatePiece>& out, Complaint& complaint) {
  out.clear();
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    char c = text[at];
    if (c != '{' && c != '}') {
      ++at;
      continue;
    }
    if (at > begin) out.push_back({text.substr(begin, at - begin), false, begin});
    if (at + 1 < text.size() && text[at + 1] == c) {
      out.push_back({text.substr(at, 1), false, at});
      begin = at += 2;
      continue;
    }
    size_t close = c == '{' ? text.find_first_of("{}", at + 1) : std::string_view::npos;
    if (close == std::string_view::npos || text[close] == '{' || close == at + 1) {
      complaint = {at, c == '{' ? "a hole is written {name}; a brace alone is written {{"
                                : "nothing opens this brace; a brace alone is written }}"};
      return false;
    }
    out.push_back({text.substr(at + 1, close - at - 1), true, at + 1});
    begin = at = close + 1;
  }
  if (begin < text.size()) out.push_back({text.substr(begin), false, begin});
  return true;
}

std::string fill_template(std::string_view text, const std::function<std::string(std::string_view hole)>& fill) {
  std::vector<TemplatePiece> pieces;
  Complaint complaint;
  if (!parse_template(text, pieces, complaint)) return std::string(text);
  std::string out;
  for (const TemplatePiece& piece : pieces) out += piece.hole ? fill(piece.text) : std::string(piece.text);
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace klamm
