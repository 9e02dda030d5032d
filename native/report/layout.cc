#include "report/layout.h"

#include <algorithm>
#include <vector>

#include "klamm/report.h"
#include "report/code_points.h"

namespace klamm {
namespace {

constexpr size_t kTab = 4;
constexpr std::string_view kCut = "\u2026";

// One code point as it is shown.
struct Glyph {
  std::string text;
  size_t begin = 0;  // its first cell
  size_t width = 0;
};

std::vector<Glyph> glyphs_of(std::string_view line) {
  std::vector<Glyph> glyphs;
  size_t cell = 0;
  for (size_t at = 0; at < line.size();) {
    CodePoint code = code_point(line, at);
    Glyph glyph{{}, cell, 0};
    if (line[at] == '\t') {
      glyph.text.assign(kTab - cell % kTab, ' ');
    } else {
      append_printable(glyph.text, line.substr(at, code.size));
    }
    glyph.width = width_of(glyph.text);
    cell += glyph.width;
    at += code.size;
    glyphs.push_back(std::move(glyph));
  }
  return glyphs;
}

}  // namespace

size_t width_of(std::string_view printable) {
  size_t width = 0;
  for (size_t at = 0; at < printable.size();) {
    CodePoint code = code_point(printable, at);
    width += static_cast<size_t>(cells(code.value));
    at += code.size;
  }
  return width;
}

size_t append_folded(std::string& out, std::string_view printable, size_t at, std::string_view indent, size_t width) {
  bool begins_line = true;
  while (!printable.empty()) {
    std::string_view word = printable.substr(0, printable.find(' '));
    printable.remove_prefix(std::min(printable.size(), word.size() + 1));
    size_t word_width = width_of(word);
    if (!begins_line && width != 0 && at + 1 + word_width > width) {
      out += '\n';
      out += indent;
      at = width_of(indent);
    } else if (!begins_line) {
      out += ' ';
      ++at;
    }
    out += word;
    at += word_width;
    begins_line = false;
  }
  return at;
}

Excerpt excerpt(const Finding& finding, size_t room) {
  Excerpt made;
  const Region& region = *finding.place.region;
  std::vector<Glyph> glyphs = glyphs_of(finding.source_line);
  auto index_of = [&](uint32_t column) {
    size_t index = column < finding.source_line_column ? 0 : column - finding.source_line_column;
    return std::min(index, glyphs.size());
  };
  auto cell_of = [&](size_t index) {
    if (index < glyphs.size()) return glyphs[index].begin;
    return glyphs.empty() ? 0 : glyphs.back().begin + glyphs.back().width;
  };
  bool one_line = region.begin.line == region.end.line;
  size_t total = cell_of(glyphs.size());
  size_t begin = cell_of(index_of(region.begin.column));
  size_t end = std::max(one_line ? cell_of(index_of(region.end.column)) : total, begin + 1);

  // The window: all of the line if it fits, else from a quarter of the room before the region on.
  size_t left = 0;
  if (total > room && begin + 1 > room / 2) left = std::min(begin - std::min(begin, room / 4), total - room + 1);
  bool cut_left = left > 0 || finding.source_line_column > 1;
  if (cut_left) made.text += kCut;
  size_t lead = cut_left ? 1 : 0;
  size_t right = left + room - lead;
  size_t shown = 0;  // cells of the window
  for (const Glyph& glyph : glyphs) {
    if (glyph.begin < left) continue;
    if (glyph.begin + glyph.width > right ||
        (glyph.begin + glyph.width == right && glyph.begin + glyph.width < total)) {
      made.text += kCut;
      ++shown;
      break;
    }
    if (shown == 0) left = glyph.begin;
    made.text += glyph.text;
    shown += glyph.width;
  }
  made.begin = lead + (begin - std::min(begin, left));
  made.end = std::max(made.begin + 1, std::min(lead + end - std::min(end, left), lead + shown));
  return made;
}

}  // namespace klamm
