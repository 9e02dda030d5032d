// All entries at one moment. Immutable once published; lives in its pool, as everything that it leads to.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "authz/hash_trie.h"
#include "authz/name_tree.h"
#include "authz/pattern_set.h"
#include "authz/records.h"
#include "authz/summary.h"
#include "klamm/authorizer.h"

namespace klamm::authz {

// A leaf of a type's tree of prefixes.
struct PrefixLeaf {
  static TreeWord word(const PatternSet* set) { return reinterpret_cast<TreeWord>(set) | 1; }
  static const PatternSet* set(TreeWord leaf) { return reinterpret_cast<const PatternSet*>(leaf & ~TreeWord{1}); }
  static bool literal(TreeWord) { return false; }
  static TreeSum sum(TreeWord) { return {}; }
  std::string_view name(TreeWord leaf) const { return set(leaf)->text(); }
};
using PrefixTree = NameTree<PrefixLeaf>;

// The patterns of one resource type.
struct TypeIndex {
  HashTrie<PatternSet> literals;  // all but `*`
  TreeWord prefixes = 0;          // root of a PrefixTree
  const PatternSet* any_name = nullptr;
  uint64_t unreadable = 0;  // entries of this type whose pattern nobody understands: no name is without entries
};

inline constexpr unsigned kFirstType = static_cast<unsigned>(ResourceType::kTopic);
inline constexpr unsigned kTypes = static_cast<unsigned>(ResourceType::kUser) - kFirstType + 1;

// How many ranges there are of each length, per family.
struct RangeLengths {
  std::array<std::array<uint32_t, kRangeLengths>, 2> count{};
  std::array<std::array<uint64_t, 3>, 2> present{};

  void change(const HostRange& range, bool more) {
    const size_t family = range.first.v6 ? 1 : 0;
    uint32_t& there = count[family][range.length];
    there = more ? there + 1 : there - 1;
    uint64_t& word = present[family][range.length / 64];
    const uint64_t bit = uint64_t{1} << (range.length % 64);
    word = there != 0 ? word | bit : word & ~bit;
  }
};

}  // namespace klamm::authz

namespace klamm {

struct Snapshot {
  const authz::Pool* pool = nullptr;
  const AuthorizerOptions* options = nullptr;
  std::array<authz::TypeIndex, authz::kTypes> types;
  authz::HashTrie<authz::Text> principals;  // all but `User:*`
  authz::HashTrie<authz::Text> hosts;       // all but `*`
  authz::HashTrie<authz::Network> networks;
  authz::RangeLengths lengths;
  authz::Summaries summaries;
  authz::HashTrie<authz::IdRecord> ids;
  authz::HashTrie<authz::MalformedEntry> malformed;
  uint64_t entries = 0;
  uint64_t malformed_count = 0;
  uint64_t malformed_denies = 0;
  uint64_t patterns = 0;
  uint64_t version = 0;

  // nullptr for a type that has no entries ever.
  const authz::TypeIndex* type(ResourceType type) const {
    const unsigned number = static_cast<unsigned>(type) - authz::kFirstType;
    return number < authz::kTypes ? &types[number] : nullptr;
  }
  authz::TypeIndex* type(ResourceType type) {
    const unsigned number = static_cast<unsigned>(type) - authz::kFirstType;
    return number < authz::kTypes ? &types[number] : nullptr;
  }

  const authz::PatternSet* find_pattern(ResourceType type, PatternType pattern, std::string_view name,
                                        uint64_t hash) const noexcept;
  std::string_view principal_text(authz::Ref ref) const { return text(ref, kAnyPrincipal); }
  std::string_view host_text(authz::Ref ref) const { return text(ref, kAnyHost); }

 private:
  std::string_view text(authz::Ref ref, std::string_view any) const {
    return ref == authz::kAnyRef ? any : static_cast<const authz::Text*>(pool->at(ref))->view();
  }
};

}  // namespace klamm
