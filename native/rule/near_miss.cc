#include "rule/near_miss.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace klamm {
namespace {

constexpr size_t kMaxWord = 64;

}  // namespace

size_t word_distance(std::string_view a, std::string_view b, size_t limit) {
  if (a == b) return 0;
  size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit || a.size() > kMaxWord || b.size() > kMaxWord) return limit + 1;
  // Three rows of the usual table: the last two and the one being filled (a swap looks two rows back).
  std::array<std::array<size_t, kMaxWord + 1>, 3> rows{};
  for (size_t column = 0; column <= b.size(); ++column) rows[0][column] = column;
  for (size_t row = 1; row <= a.size(); ++row) {
    auto& now = rows[row % 3];
    const auto& last = rows[(row + 2) % 3];
    const auto& before = rows[(row + 1) % 3];
    now[0] = row;
    size_t least = row;
    for (size_t column = 1; column <= b.size(); ++column) {
      size_t change = last[column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
      now[column] = std::min({last[column] + 1, now[column - 1] + 1, change});
      if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1]) {
        now[column] = std::min(now[column], before[column - 2] + 1);
      }
      least = std::min(least, now[column]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& words) {
  size_t limit = word.size() < 5 ? 1 : 2;
  std::string_view best;
  for (std::string_view one : words) {
    size_t distance = word_distance(word, one, limit);
    if (distance > limit) continue;
    best = one;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return best.empty() ? std::string() : fmt::format(", did you mean `{}`?", best);
}

}  // namespace klamm
