#include "model/pieces.h"

#include <algorithm>

#include "klamm/value.h"
#include "model/text.h"

namespace klamm {
namespace {

Holes holes_within(const Holes& holes, uint32_t begin, uint32_t end) {
  auto hole = std::partition_point(holes.begin(), holes.end(), [&](const Hole& each) { return each.end <= begin; });
  Holes inside;
  for (; hole != holes.end() && hole->begin < end; ++hole) {
    inside.push_back({std::max(hole->begin, begin) - begin, std::min(hole->end, end) - begin});
  }
  return inside.size() > kMaxHoles ? Holes{{0, end - begin}} : inside;
}

}  // namespace

bool touched(const Holes& holes, size_t begin, size_t end) {
  return std::any_of(holes.begin(), holes.end(),
                     [&](const Hole& hole) { return hole.begin < end && hole.end > begin; });
}

size_t last_outside(std::string_view text, char wanted, const Holes& holes) {
  size_t at = text.rfind(wanted);
  while (at != std::string_view::npos && touched(holes, at, at + 1)) {
    at = at == 0 ? std::string_view::npos : text.rfind(wanted, at - 1);
  }
  return at;
}

bool split_pieces(std::string_view value, char separator, Blanks blanks, const Holes& holes, std::vector<Piece>& out) {
  out.clear();
  std::string_view trimmed = java_trim(value);
  if (trimmed.empty()) return true;
  auto begin = static_cast<size_t>(trimmed.data() - value.data());
  size_t end = begin + trimmed.size();
  size_t hole = 0;
  while (true) {
    size_t at = std::min(value.find(separator, begin), end);
    while (hole < holes.size() && holes[hole].end <= at) ++hole;
    while (at < end && hole < holes.size() && holes[hole].begin <= at) {
      at = std::min(value.find(separator, holes[hole].end), end);
      while (hole < holes.size() && holes[hole].end <= at) ++hole;
    }
    if (out.size() == kMaxEntries) return false;
    std::string_view text = value.substr(begin, at - begin);
    if (blanks == Blanks::kStripped) text = strip_blanks(text);
    auto offset = static_cast<uint32_t>(text.data() - value.data());
    out.push_back({text, offset, {}});
    if (!holes.empty()) out.back().holes = holes_within(holes, offset, offset + static_cast<uint32_t>(text.size()));
    if (at == end) return true;
    begin = at + 1;
  }
}

}  // namespace klamm
