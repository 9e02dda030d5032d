// The entries of one resource pattern, by principal and host: an array while they are few, a hash table beyond.
// Immutable once published.
#pragma once

#include <cstdint>
#include <span>

#include "authz/edit.h"
#include "authz/hash_trie.h"
#include "authz/operations.h"
#include "authz/records.h"

namespace klamm::authz {

// Set in a cell's host: it is the Ref of a Network, and the cell sums up all cells whose host is a text for that range.
// Only these are looked at for a range; the texts' own cells are for listing and explaining.
inline constexpr Ref kNetworkHost = Ref{1} << 31;

struct Cell {
  Ref principal;  // of a Text, or kAnyRef
  Ref host;       // of a Text, kAnyRef, or of a Network with kNetworkHost
  Grants grants;

  static uint64_t hash_of(Ref principal, Ref host) { return mix((uint64_t{principal} << 32) | host); }
  uint64_t hash() const { return hash_of(principal, host); }
};
static_assert(sizeof(Cell) == 12);

struct PatternSet {
  static constexpr uint32_t kArray = 16;  // cells that an array may hold

  const Text* name;
  uint32_t tag;  // of the name's hash: tells most other names apart without a look at the name
  uint32_t cells;
  uint32_t malformed;  // malformed entries of this pattern: they match nothing, but the pattern is not without entries
  // Then `cells` cells; or, behind the padding, their hash table.
  static constexpr size_t kHead = 20;

  uint64_t hash() const { return name->hash_value; }
  static uint32_t tag_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }
  bool is(std::string_view text, uint64_t hash) const { return tag == tag_of(hash) && name->view() == text; }

  bool is_array() const { return cells <= kArray; }
  const Cell* array() const { return reinterpret_cast<const Cell*>(reinterpret_cast<const char*>(this) + kHead); }
  Cell* array() { return reinterpret_cast<Cell*>(reinterpret_cast<char*>(this) + kHead); }
  const HashTrie<Cell>& table() const { return *reinterpret_cast<const HashTrie<Cell>*>(this + 1); }
  HashTrie<Cell>& table() { return *reinterpret_cast<HashTrie<Cell>*>(this + 1); }
  static size_t bytes_for(uint32_t cells) {
    return cells == 0 || cells > kArray ? sizeof(PatternSet) + sizeof(HashTrie<Cell>) : kHead + cells * sizeof(Cell);
  }
  size_t bytes() const { return bytes_for(cells); }

  // Nothing if there is no such cell.
  Grants grants(Ref principal, Ref host) const noexcept;
  template <class Visit>
  void for_each(Visit visit) const {
    if (!is_array()) return table().for_each(visit);
    for (uint32_t index = 0; index < cells; ++index) visit(array()[index]);
  }
};

// `cells` differ in principal or host, and none is empty.
PatternSet* make_pattern_set(Edit& edit, const Text* name, uint32_t malformed, std::span<const Cell> cells);
// The set with other grants for a principal and host; none takes the cell out. Supersedes `set`.
PatternSet* with_grants(Edit& edit, const PatternSet* set, Ref principal, Ref host, const Grants& grants);
PatternSet* with_malformed(Edit& edit, const PatternSet* set, uint32_t malformed);
}  // namespace klamm::authz
