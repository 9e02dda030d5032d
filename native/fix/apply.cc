#include <fmt/format.h>

#include <algorithm>

#include "klamm/fix.h"

namespace klamm {

Result<std::string> apply_edits(std::string_view text, const std::vector<Edit>& edits) {
  std::vector<const Edit*> order;
  for (const Edit& edit : edits) {
    if (edit.span.begin > edit.span.end || edit.span.end > text.size()) {
      return Error{fmt::format("an edit of bytes {} to {} of {}", edit.span.begin, edit.span.end, text.size())};
    }
    order.push_back(&edit);
  }
  std::stable_sort(order.begin(), order.end(), [](const Edit* a, const Edit* b) {
    return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end < b->span.end;
  });
  std::string out;
  uint32_t done = 0;
  for (const Edit* edit : order) {
    if (edit->span.begin < done) return Error{fmt::format("two edits overlap at byte {}", edit->span.begin)};
    out.append(text.substr(done, edit->span.begin - done)).append(edit->text);
    done = edit->span.end;
  }
  return out.append(text.substr(done));
}

}  // namespace klamm
