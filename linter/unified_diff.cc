#include "linter/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <dtl/dtl.hpp>
#include <vector>

#include "klamm/report.h"

namespace klamm::cli {
namespace {

constexpr size_t kContext = 3;

using Lines = std::vector<std::string_view>;

// Each with its line end, so that a last line without one differs from one with.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

void add_line(std::string& out, char sign, std::string_view line) {
  bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  bool carriage = line.ends_with('\r');
  if (carriage) line.remove_suffix(1);
  out += sign;
  append_printable(out, line);
  if (carriage) out += '\r';
  out += '\n';
  if (!ended) out += "\\ No newline at end of file\n";
}

std::string range(int64_t begin, int64_t size) {
  // A range of no lines stands behind the line before it.
  if (size == 0) --begin;
  return size == 1 ? fmt::format("{}", begin) : fmt::format("{},{}", begin, size);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  Lines left = lines_of(before);
  Lines right = lines_of(after);
  // What is alike at both ends, less the context, needs no comparison.
  size_t most = std::min(left.size(), right.size());
  size_t head = 0;
  while (head < most && left[head] == right[head]) ++head;
  size_t tail = 0;
  while (tail < most - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
  head -= std::min(head, kContext);
  tail -= std::min(tail, kContext);
  left = Lines(left.begin() + static_cast<ptrdiff_t>(head), left.end() - static_cast<ptrdiff_t>(tail));
  right = Lines(right.begin() + static_cast<ptrdiff_t>(head), right.end() - static_cast<ptrdiff_t>(tail));

  dtl::Diff<std::string_view, Lines> diff(left, right);
  diff.onHuge();
  diff.compose();
  diff.composeUnifiedHunks();
  std::string name;
  append_printable(name, path);
  std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
  auto skipped = static_cast<int64_t>(head);
  for (auto& hunk : diff.getUniHunks()) {
    out += fmt::format("@@ -{} +{} @@\n", range(hunk.a + skipped, hunk.b), range(hunk.c + skipped, hunk.d));
    for (auto* part : {&hunk.common[0], &hunk.change, &hunk.common[1]}) {
      for (const auto& [line, info] : *part) {
        add_line(out, info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ', line);
      }
    }
  }
  return out;
}

}  // namespace klamm::cli
