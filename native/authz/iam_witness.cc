#include "authz/iam_witness.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "authz/iam_index.h"

namespace klamm::authz {
namespace {

using Piece = IamPattern::Piece;

constexpr size_t kMostNames = 20'000;
constexpr std::string_view kFillers[] = {"", "0", "klamm", "Zz.-_q9x7-klamm-no-such-name"};

// A place in a pattern: a piece, and how much of a literal has been matched.
using Place = std::pair<size_t, size_t>;

// The places that a pattern may be at once it has matched `text`.
class Walk {
 public:
  explicit Walk(const IamPattern& pattern) : pattern_(pattern) { add({0, 0}); }

  void step(char byte) {
    const std::set<Place> before = std::exchange(places_, {});
    for (const auto& [piece_at, offset] : before) {
      if (piece_at == pattern_.pieces().size()) continue;
      const Piece& piece = pattern_.pieces()[piece_at];
      if (piece.kind == Piece::Kind::kLiteral) {
        if (pattern_.text(piece)[offset] == byte) {
          add(offset + 1 == piece.size ? Place{piece_at + 1, 0} : Place{piece_at, offset + 1});
        }
      } else if (!(piece.bounded && byte == ':')) {
        add(piece.kind == Piece::Kind::kStar ? Place{piece_at, 0} : Place{piece_at + 1, 0});
      }
    }
  }

  const std::set<Place>& places() const { return places_; }

 private:
  // A star may stand for nothing, too.
  void add(Place place) {
    while (places_.insert(place).second && place.first < pattern_.pieces().size() &&
           pattern_.pieces()[place.first].kind == Piece::Kind::kStar) {
      place = {place.first + 1, 0};
    }
  }

  const IamPattern& pattern_;
  std::set<Place> places_;
};

// What is left of the pattern behind the place, its wildcards filled in.
std::string rest_of(const IamPattern& pattern, Place place, std::string_view filler) {
  std::string name;
  for (auto [at, offset] = place; at < pattern.pieces().size(); ++at, offset = 0) {
    const Piece& piece = pattern.pieces()[at];
    if (piece.kind == Piece::Kind::kLiteral) {
      name += pattern.text(piece).substr(offset);
    } else {
      name += piece.kind == Piece::Kind::kStar ? filler : std::string_view("q");
    }
  }
  return name;
}

bool is_legal(ResourceType type, std::string_view name) {
  if (type != ResourceType::kTopic) return true;
  constexpr size_t kMostTopic = 249;
  return !name.empty() && name.size() <= kMostTopic && name != "." && name != ".." &&
         std::all_of(name.begin(), name.end(), [](char byte) {
           return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                  byte == '.' || byte == '_' || byte == '-';
         });
}

}  // namespace

void each_witness(const IamCaller::Impl& caller, IamAction action, const IamCluster& cluster, ResourceType type,
                  const std::function<bool(std::string_view)>& visit) {
  std::string begin;
  append_iam_arn(begin, cluster, type, {});
  size_t names = 0;
  const auto offer = [&](std::string_view name) {
    return ++names > kMostNames || (is_legal(type, name) && visit(name));
  };
  for (std::string_view filler : kFillers) {
    if (offer(filler)) return;
  }
  const IamIndex::Impl& index = *caller.index;
  for (const IamCompiled& statement : index.compiled) {
    if (statement.deny || statement.not_resource || (statement.actions >> static_cast<unsigned>(action) & 1) == 0) {
      continue;
    }
    for (uint32_t at = statement.first_pattern; at < statement.first_pattern + statement.patterns; ++at) {
      const IamPattern& pattern = caller.pattern(at);
      Walk walk(pattern);
      for (char byte : begin) walk.step(byte);
      for (const Place& place : walk.places()) {
        for (std::string_view filler : kFillers) {
          if (offer(rest_of(pattern, place, filler))) return;
        }
      }
    }
  }
}

}  // namespace klamm::authz
