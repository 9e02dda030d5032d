#include <algorithm>
#include <set>

#include "klamm/fix.h"

namespace klamm {
namespace {

// Whether two edits cannot stand together. Two insertions at one place can, but two different fixes that insert there
// are made one after the other: the second may be mended by the first.
bool collide(const Edit& a, const Edit& b) {
  if (a.span.empty() && b.span.empty()) return a.span.begin == b.span.begin;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

bool collide(const std::vector<Edit>& taken, const Fix& fix) {
  return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
    return std::any_of(taken.begin(), taken.end(), [&](const Edit& other) { return collide(edit, other); });
  });
}

}  // namespace

Result<FixOutcome> fix_until_settled(std::string text,
                                     const std::function<Result<std::vector<Fix>>(const std::string& text)>& find,
                                     uint32_t max_rounds) {
  FixOutcome out;
  out.text = text;
  std::set<std::string> seen = {text};  // a text that comes back would come back for ever
  std::set<std::string> barren;         // titles of fixes that change nothing
  for (; out.rounds < max_rounds; ++out.rounds) {
    Result<std::vector<Fix>> fixes = find(out.text);
    if (!fixes) return fixes.error();
    std::vector<Edit> taken;
    std::vector<std::string> titles;
    for (const Fix& fix : fixes.value()) {
      if (fix.edits.empty()) continue;
      // What is wrong with a fix alone is never mended by another round.
      Result<std::string> alone = apply_edits(out.text, fix.edits);
      if (!alone || alone.value() == out.text) {
        barren.insert(fix.title);
        continue;
      }
      if (collide(taken, fix)) continue;
      taken.insert(taken.end(), fix.edits.begin(), fix.edits.end());
      titles.push_back(fix.title);
    }
    if (taken.empty()) {
      out.settled = true;
      break;
    }
    Result<std::string> next = apply_edits(out.text, taken);
    if (!next) return next.error();
    if (!seen.insert(next.value()).second) break;
    out.text = std::move(next).value();
    out.applied.insert(out.applied.end(), titles.begin(), titles.end());
  }
  out.skipped.assign(barren.begin(), barren.end());
  if (!out.settled) {
    out.text = std::move(text);
    out.skipped.insert(out.skipped.end(), out.applied.begin(), out.applied.end());
    out.applied.clear();
  }
  return out;
}

}  // namespace klamm
