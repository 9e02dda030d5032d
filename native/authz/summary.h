// For authorize_by_resource_type: what each principal and host is granted on all patterns of a type together.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "authz/hash_trie.h"
#include "authz/name_tree.h"
#include "authz/operations.h"
#include "authz/pattern_set.h"

namespace klamm::authz {

// A leaf of the tree of one Summary: a pattern's name, whether it is a literal, and its grants, spread.
struct GrantLeaf {
  const Pool* pool;

  static TreeWord word(Ref name, bool literal, const Grants& spread) {
    return 1 | (literal ? 2u : 0u) | (TreeWord{name} << 2) | (TreeWord{spread.allow} << 32) |
           (TreeWord{spread.deny} << 48);
  }
  static bool literal(TreeWord leaf) { return (leaf & 2) != 0; }
  static Grants grants(TreeWord leaf) {
    return {static_cast<OperationSet>(leaf >> 32), static_cast<OperationSet>(leaf >> 48)};
  }
  static TreeSum sum(TreeWord leaf) {
    if (leaf == 0) return {};
    const Grants own = grants(leaf);
    return {static_cast<uint16_t>(own.allow & ~own.deny), own.deny};
  }
  std::string_view name(TreeWord leaf) const {
    return static_cast<const Text*>(pool->at(static_cast<Ref>((leaf & 0xffffffff) >> 2)))->view();
  }
};
using GrantTree = NameTree<GrantLeaf>;

struct Summary {
  Ref principal;
  Ref host;  // as in a cell, but never a text for a range
  ResourceType type;
  Grants any_name;  // of the literal `*`, spread
  TreeWord root;    // of a GrantTree over all other patterns

  static uint64_t hash_of(ResourceType type, Ref principal, Ref host) {
    return mix(Cell::hash_of(principal, host) + static_cast<uint64_t>(type));
  }
  uint64_t hash() const { return hash_of(type, principal, host); }
  bool empty() const { return any_name.none() && root == 0; }
};

class Summaries {
 public:
  const Summary* find(ResourceType type, Ref principal, Ref host) const noexcept;
  // A principal's and host's grants on a pattern, from now on.
  void set(Edit& edit, ResourceType type, PatternType pattern, const Text* name, Ref principal, Ref host,
           const Grants& grants);

 private:
  HashTrie<Summary> table_;
};

// Whether one of the trees allows the operation (one bit) on a pattern that no tree denies. Kafka's rule: a literal is
// denied by the same literal and by its prefixes, a prefix by its prefixes.
bool any_survives(const Pool& pool, std::span<const TreeWord> roots, OperationSet bit) noexcept;

}  // namespace klamm::authz
