#include "rule/silence.h"

#include <algorithm>

namespace klamm {
namespace {

// What a hit speaks of: single lines are a check's; logic judges a listener, or the whole input.
enum class Reach : uint8_t { kWhole, kListener, kLine };

Reach reach(const HitRecord& hit) {
  if (hit.hit.listener != kNoListener) return Reach::kListener;
  return hit.of_check && (hit.hit.node != kNoNode || hit.has_place) ? Reach::kLine : Reach::kWhole;
}

bool same_place(const HitRecord& a, const HitRecord& b) {
  if (a.has_place && b.has_place && a.root == b.root && a.place.begin < b.place.end && b.place.begin < a.place.end)
    return true;
  return a.hit.node != kNoNode && a.hit.node == b.hit.node;
}

// Whether `loud` speaks of what `shy` is about.
bool covers(const HitRecord& loud, const HitRecord& shy) {
  switch (reach(loud)) {
    case Reach::kWhole:
      return reach(shy) != Reach::kLine || !loud.has_place || same_place(loud, shy);
    case Reach::kListener:
      if (reach(shy) == Reach::kListener) return loud.hit.listener == shy.hit.listener;
      return reach(shy) == Reach::kWhole || same_place(loud, shy);
    case Reach::kLine:
      break;
  }
  bool was_read = std::any_of(shy.reads.begin(), shy.reads.end(), [&](const Read& read) {
    return read.origin.from == Origin::From::kFile && read.origin.node == loud.hit.node;
  });
  return was_read || same_place(loud, shy);
}

class Silence {
 public:
  Silence(const std::vector<HitRecord>& hits, const Selection& selection) : hits_(hits), selection_(selection) {}

  bool silent(const HitRecord& hit) const {
    const BlobView& view = hit.rule.pack->view;
    uint32_t first = view.rule_word(hit.rule.rule, rule_field::kYieldIndexes);
    uint32_t base = hit.rule.global - hit.rule.rule;  // global index of the pack's first rule
    for (uint32_t index = 0; index < view.count(hit.rule.rule, rule_field::kYieldIndexes); ++index) {
      if (covered_by(base + view.word(first + index), hit)) return true;
    }
    return std::any_of(selection_.yields.begin(), selection_.yields.end(), [&](const auto& yield) {
      return yield.first == hit.rule.global && covered_by(yield.second, hit);
    });
  }

 private:
  bool covered_by(uint32_t loud_rule, const HitRecord& hit) const {
    auto at = std::lower_bound(hits_.begin(), hits_.end(), loud_rule,
                               [](const HitRecord& one, uint32_t rule) { return one.rule.global < rule; });
    for (; at != hits_.end() && at->rule.global == loud_rule; ++at) {
      if (at->error.empty() && covers(*at, hit)) return true;
    }
    return false;
  }

  const std::vector<HitRecord>& hits_;
  const Selection& selection_;
};

}  // namespace

void keep_speaking(std::vector<HitRecord>& hits, const Selection& selection) {
  Silence silence(hits, selection);
  // A silent rule still silences others, so all are judged before any is taken away.
  std::vector<bool> keep(hits.size());
  for (size_t index = 0; index < hits.size(); ++index) {
    const HitRecord& hit = hits[index];
    keep[index] =
        selection.rules[hit.rule.global] == Selection::State::kOn && (!hit.error.empty() || !silence.silent(hit));
  }
  size_t kept = 0;
  for (size_t index = 0; index < hits.size(); ++index) {
    if (!keep[index]) continue;
    if (kept != index) hits[kept] = std::move(hits[index]);
    ++kept;
  }
  hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end());
}

void keep_one_of_each_place(std::vector<HitRecord>& hits) {
  auto repeats = [&](const HitRecord& hit) {
    if (hit.of_check || !hit.has_place || hit.hit.listener == kNoListener) return false;
    for (const HitRecord* behind = &hit; behind != hits.data(); --behind) {
      const HitRecord* before = behind - 1;
      if (before->rule != hit.rule) break;
      if (!before->of_check && before->has_place && before->root == hit.root &&
          before->place.begin == hit.place.begin && before->place.end == hit.place.end)
        return true;
    }
    return false;
  };
  std::vector<bool> drop(hits.size());
  for (size_t index = 0; index < hits.size(); ++index) drop[index] = repeats(hits[index]);
  size_t kept = 0;
  for (size_t index = 0; index < hits.size(); ++index) {
    if (drop[index]) continue;
    if (kept != index) hits[kept] = std::move(hits[index]);
    ++kept;
  }
  hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end());
}

}  // namespace klamm
