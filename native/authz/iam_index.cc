#include "authz/iam_index.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace klamm::authz {
namespace {

using Piece = IamPattern::Piece;
constexpr size_t kFewUnderOnePrefix = 4;

std::string_view type_segment(ResourceType type) {
  switch (type) {
    case ResourceType::kCluster:
      return "cluster/";
    case ResourceType::kTopic:
      return "topic/";
    case ResourceType::kGroup:
      return "group/";
    default:
      return "transactional-id/";
  }
}

// Whether an ARN of the type can begin so.
bool may_begin(std::string_view prefix, ResourceType type) {
  for (int colon = 0; colon < 5; ++colon) {
    const size_t at = prefix.find(':');
    if (at == std::string_view::npos) return true;
    prefix.remove_prefix(at + 1);
  }
  std::string_view segment = type_segment(type);
  const size_t size = std::min(prefix.size(), segment.size());
  return prefix.substr(0, size) == segment.substr(0, size);
}

// Every three bytes that stand together in what is literal of the pattern.
template <class Visit>
void each_gram(const IamPattern& pattern, Visit visit) {
  for (const Piece& piece : pattern.pieces()) {
    if (piece.kind != Piece::Kind::kLiteral) continue;
    std::string_view text = pattern.text(piece);
    for (size_t at = 0; at + 3 <= text.size(); ++at) {
      visit(static_cast<uint32_t>(static_cast<uint8_t>(text[at])) << 16 |
            static_cast<uint32_t>(static_cast<uint8_t>(text[at + 1])) << 8 | static_cast<uint8_t>(text[at + 2]));
    }
  }
}

// Creating and deleting may be asked of the cluster as well (IamRequest::any_type).
bool may_begin(std::string_view prefix, IamAction action) {
  const bool of_cluster = action == IamAction::kCreateTopic || action == IamAction::kDeleteTopic;
  return may_begin(prefix, iam_resource_type(action)) || (of_cluster && may_begin(prefix, ResourceType::kCluster));
}

constexpr uint32_t kNoGram = 0xffffffff;

void index_grams(IamActionIndex& index, const std::vector<IamCandidate>& many, const std::vector<IamPattern>& patterns,
                 std::vector<IamCandidate>& rest) {
  std::unordered_map<uint32_t, uint32_t> counts;
  for (const IamCandidate& candidate : many) {
    each_gram(patterns[candidate.pattern], [&counts](uint32_t bytes) { ++counts[bytes]; });
  }
  for (const IamCandidate& candidate : many) {
    uint32_t rarest = kNoGram;
    each_gram(patterns[candidate.pattern], [&](uint32_t bytes) {
      if (rarest == kNoGram || counts[bytes] < counts[rarest]) rarest = bytes;
    });
    if (rarest == kNoGram) {
      rest.push_back(candidate);
    } else {
      index.grams.push_back({rarest, candidate});
    }
  }
  if (index.grams.empty()) return;
  const auto bits = static_cast<unsigned>(std::bit_width(index.grams.size() * 4));
  index.gram_shift = 32 - bits;
  std::stable_sort(index.grams.begin(), index.grams.end(), [&index](const auto& left, const auto& right) {
    return index.bucket(left.bytes) < index.bucket(right.bytes);
  });
  index.gram_buckets.assign((size_t{1} << bits) + 1, 0);
  for (const auto& gram : index.grams) ++index.gram_buckets[index.bucket(gram.bytes) + 1];
  for (size_t at = 1; at < index.gram_buckets.size(); ++at) index.gram_buckets[at] += index.gram_buckets[at - 1];
}

}  // namespace

uint32_t IamActionIndex::last_prefix(std::string_view arn) const {
  auto behind = std::upper_bound(prefixes.begin(), prefixes.end(), arn,
                                 [](std::string_view wanted, const Prefix& prefix) { return wanted < prefix.text; });
  if (behind == prefixes.begin()) return kAllPatterns;
  auto at = static_cast<uint32_t>(behind - prefixes.begin() - 1);
  while (at != kAllPatterns && !arn.starts_with(prefixes[at].text)) at = prefixes[at].parent;
  return at;
}

IamActionIndex index_action(const std::vector<IamCompiled>& statements, const std::vector<IamPattern>& patterns,
                            IamAction action) {
  IamActionIndex index;
  std::vector<IamCandidate> all;
  const auto prefix_of = [&patterns](const IamCandidate& candidate) {
    return candidate.pattern == kAllPatterns ? std::string_view() : patterns[candidate.pattern].literal_prefix();
  };
  for (uint32_t at = 0; at < statements.size(); ++at) {
    const IamCompiled& statement = statements[at];
    if ((statement.actions >> static_cast<unsigned>(action) & 1) == 0) continue;
    if (statement.not_resource) all.push_back({at, kAllPatterns});
    for (uint32_t pattern = 0; pattern < statement.patterns && !statement.not_resource; ++pattern) {
      const IamCandidate candidate{at, statement.first_pattern + pattern};
      if (may_begin(prefix_of(candidate), action)) all.push_back(candidate);
    }
  }
  std::stable_sort(all.begin(), all.end(), [&](const IamCandidate& left, const IamCandidate& right) {
    return prefix_of(left) < prefix_of(right);
  });
  // Those that would crowd under one prefix stand under grams.
  std::vector<IamCandidate> many;
  std::vector<IamCandidate> few;
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && prefix_of(all[end]) == prefix_of(all[begin])) ++end;
    const bool crowd = end - begin > kFewUnderOnePrefix;
    for (size_t at = begin; at < end; ++at) {
      const bool alike = all[at].pattern == kAllPatterns || patterns[all[at].pattern].literal();
      (crowd && !alike ? many : few).push_back(all[at]);
    }
  }
  index_grams(index, many, patterns, few);
  std::stable_sort(few.begin(), few.end(), [&](const IamCandidate& left, const IamCandidate& right) {
    return prefix_of(left) < prefix_of(right);
  });
  index.candidates = std::move(few);
  std::vector<uint32_t> open;
  for (uint32_t at = 0; at < index.candidates.size(); ++at) {
    std::string_view text = prefix_of(index.candidates[at]);
    if (index.prefixes.empty() || index.prefixes.back().text != text) {
      while (!open.empty() && !text.starts_with(index.prefixes[open.back()].text)) open.pop_back();
      index.prefixes.push_back({text, open.empty() ? kAllPatterns : open.back(), at, at});
      open.push_back(static_cast<uint32_t>(index.prefixes.size() - 1));
    }
    index.prefixes.back().end = at + 1;
  }
  return index;
}

}  // namespace klamm::authz
