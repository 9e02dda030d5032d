#include <algorithm>
#include <array>
#include <bit>

#include "klamm/catalog.h"
#include "model/catalog_section.h"

namespace klamm {
namespace {

using section::View;

constexpr size_t kLongestName = 128;
constexpr size_t kMostSegments = 12;

// Not a slip of another unit: who writes `.s` does not mean `.ms`.
constexpr std::array<std::string_view, 14> kUnits = {"s",    "sec", "secs", "second", "seconds", "min", "mins",
                                                     "hour", "hrs", "day",  "days",   "kb",      "mb",  "gb"};

// A name cut at its dots.
struct Segments {
  std::array<std::string_view, kMostSegments> item;
  size_t count = 0;

  explicit Segments(std::string_view name) {
    for (size_t begin = 0; begin <= name.size() && count < kMostSegments;) {
      size_t end = std::min(name.find('.', begin), name.size());
      item[count++] = name.substr(begin, end - begin);
      begin = end + 1;
    }
  }
};

// Letters added, lost, replaced or swapped with their neighbour, of two words; more than two is three.
size_t distance(std::string_view a, std::string_view b) {
  constexpr size_t kMost = 3;
  constexpr size_t kLongestWord = 40;
  if (a.size() > kLongestWord || b.size() > kLongestWord) return kMost;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) >= kMost) return kMost;
  std::array<std::array<uint8_t, kLongestWord + 1>, 3> rows{};
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<uint8_t>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<uint8_t>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      int changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      int best = std::min({changed, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, before[j - 2] + 1);
      row[j] = static_cast<uint8_t>(best);
    }
  }
  return std::min<size_t>(rows[a.size() % 3][b.size()], kMost);
}

// `config.providers` is read by more than ConfigDef: one key, not two.
bool known_key(const View& view, std::string_view name) { return view.find(name).broker != section::kNone; }

bool unit(std::string_view word) { return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end(); }

// Letters that separate two segments, too many for a slip being three.
size_t slips(std::string_view written, std::string_view real) {
  if (written == real) return 0;
  if (unit(written)) return 3;
  size_t letters = distance(written, real);
  return std::min(written.size(), real.size()) <= 3 && letters > 1 ? 3 : letters;
}

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool separator(char c) { return c == '.' || c == '_' || c == '-'; }

// Alike but for the separators and the case of letters.
bool alike_squeezed(std::string_view a, std::string_view b) {
  size_t i = 0;
  size_t j = 0;
  for (;; ++i, ++j) {
    while (i < a.size() && separator(a[i])) ++i;
    while (j < b.size() && separator(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (fold(a[i]) != fold(b[j])) return false;
  }
}

bool alike_folded(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return fold(x) == fold(y); });
}

// Whether `longer` is `shorter` with one segment more; with four segments or more one letter of the rest may differ.
bool one_segment_more(const Segments& longer, const Segments& shorter) {
  if (longer.count != shorter.count + 1 || shorter.count < 2) return false;
  size_t spare = shorter.count >= 4 ? 1 : 0;
  for (size_t skipped = 0; skipped < longer.count; ++skipped) {
    size_t used = 0;
    for (size_t i = 0; i < shorter.count && used <= spare; ++i) {
      used += slips(shorter.item[i], longer.item[i < skipped ? i : i + 1]);
    }
    if (used <= spare) return true;
  }
  return false;
}

// Collects the nearest of all candidates: the fewest slips, and only one that has so few.
class Search {
 public:
  enum Cost : size_t { kOneLetter = 1, kSeparators, kTwoLetters, kSegment, kTooMany };

  explicit Search(std::string_view name) : name_(name), segments_(name), shape_(section::shape(name)) {}

  bool matters(size_t cost) const { return cost < kTooMany && cost <= best_cost_; }

  void take(size_t cost, const NearMiss& candidate) {
    if (!matters(cost)) return;
    alone_ = cost < best_cost_;
    best_cost_ = cost;
    best_ = candidate;
  }

  std::optional<NearMiss> result() const {
    return best_cost_ < kTooMany && alone_ ? std::optional(best_) : std::nullopt;
  }

  // How far off a real key is; kTooMany for no slip of it.
  size_t cost_of(std::string_view real, section::Shape shape) const {
    if (shape.segments == shape_.segments) {
      size_t letters = may_differ_by_letters(real, shape) ? letters_between(Segments(real)) : 3;
      if (letters == 1) return kOneLetter;
      if (letters == 2 && name_.size() >= 10) return kTwoLetters;
    }
    if (shape.letters == shape_.letters && alike_squeezed(name_, real)) return kSeparators;
    if (shape.segments == shape_.segments + 1 && nearly_within(shape_, shape)) {
      return one_segment_more(Segments(real), segments_) ? kSegment : kTooMany;
    }
    if (shape.segments + 1 == shape_.segments && nearly_within(shape, shape_)) {
      return one_segment_more(segments_, Segments(real)) ? kSegment : kTooMany;
    }
    return kTooMany;
  }

 private:
  // A letter replaced takes one kind away and brings another.
  bool may_differ_by_letters(std::string_view real, section::Shape shape) const {
    size_t difference = std::max(real.size(), name_.size()) - std::min(real.size(), name_.size());
    return difference <= 2 && std::popcount(shape.letters ^ shape_.letters) <= 4;
  }

  static bool nearly_within(section::Shape shorter, section::Shape longer) {
    return std::popcount(shorter.letters & ~longer.letters) <= 1;
  }

  size_t letters_between(const Segments& other) const {
    size_t letters = 0;
    for (size_t i = 0; i < segments_.count && letters < 3; ++i) letters += slips(segments_.item[i], other.item[i]);
    return letters;
  }

  std::string_view name_;
  Segments segments_;
  section::Shape shape_;
  NearMiss best_;
  size_t best_cost_ = kTooMany;
  bool alone_ = false;
};

}  // namespace

std::optional<NearMiss> Catalog::nearest(std::string_view name, KafkaVersion version) const {
  View view(section_);
  const section::Header& header = view.header();
  section::Name known = view.find(name);
  bool read = known.broker != section::kNone || known.topic != section::kNone || known.client != section::kNone;
  if (read || name.size() < 5 || name.size() > kLongestName || foreign(name) || !misplaced(name).empty())
    return std::nullopt;
  Search search(name);
  for (uint32_t i = 0; i < header.broker_keys; ++i) {
    auto id = static_cast<KeyId>(i);
    section::Key key = view.key(id);
    std::string_view real = view.text(key.name);
    if (alike_folded(name, real)) return std::nullopt;
    size_t cost = search.cost_of(real, key.shape);
    if (!search.matters(cost)) continue;
    auto def = define(id, version);
    if (def && !def->internal) search.take(cost, {real, id, (key.flags & section::Key::kSecurity) != 0});
  }
  for (uint32_t i = 0; i < header.foreign.count; ++i) {
    auto record = view.at<section::Foreign>(header.foreign, i);
    std::string_view real = view.text(record.name);
    if (record.flags & section::Foreign::kPrefix || known_key(view, real)) continue;
    if (alike_folded(name, real)) return std::nullopt;
    search.take(search.cost_of(real, record.shape), {real, kNoKey, (record.flags & section::Foreign::kSecurity) != 0});
  }
  return search.result();
}

}  // namespace klamm
