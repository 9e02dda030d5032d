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

// Many cells, and of how many kinds: what there is none of need not be looked for.
struct CellTable {
  HashTrie<Cell> cells;
  uint32_t any_principal = 0;
  uint32_t any_host = 0;
  uint32_t network = 0;

  void count(const Cell& cell, bool more) {
    const auto change = [&](uint32_t& number, bool counts) { number += counts ? (more ? 1u : ~0u) : 0u; };
    change(any_principal, cell.principal == kAnyRef);
    change(any_host, cell.host == kAnyRef);
    change(network, (cell.host & kNetworkHost) != 0);
  }
};

struct PatternSet {
  static constexpr uint32_t kArray = 16;  // cells that an array may hold

  const Text* name;
  uint32_t tag;  // of the name's hash: tells most other names apart without a look at the name
  uint32_t cells;
  uint32_t
      malformed;  // malformed entries of this pattern, which are kept elsewhere; with them it is not without entries
  uint32_t near_size;  // of the name if it stands here, too, and spares a look elsewhere
  // Then `cells` cells, or their hash table; then the name.
  static constexpr uint32_t kNear = 64;

  uint64_t hash() const { return name->hash_value; }
  static uint32_t tag_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }
  bool is(std::string_view wanted, uint64_t hash) const { return tag == tag_of(hash) && equal_text(text(), wanted); }
  std::string_view text() const {
    if (near_size == 0) return name->view();
    return {reinterpret_cast<const char*>(this + 1) + body(cells), near_size};
  }

  bool is_array() const { return cells <= kArray; }
  const Cell* array() const { return reinterpret_cast<const Cell*>(this + 1); }
  Cell* array() { return reinterpret_cast<Cell*>(this + 1); }
  const CellTable& table() const { return *reinterpret_cast<const CellTable*>(this + 1); }
  CellTable& table() { return *reinterpret_cast<CellTable*>(this + 1); }
  static size_t body(uint32_t cells) { return cells <= kArray ? cells * sizeof(Cell) : sizeof(CellTable); }
  size_t bytes() const { return sizeof(PatternSet) + body(cells) + near_size; }

  // Nothing if there is no such cell.
  Grants grants(Ref principal, Ref host) const noexcept;
  template <class Visit>
  void for_each(Visit visit) const {
    if (!is_array()) return table().cells.for_each(visit);
    for (uint32_t index = 0; index < cells; ++index) visit(array()[index]);
  }
};

// `cells` differ in principal or host, and none is empty.
PatternSet* make_pattern_set(Edit& edit, const Text* name, uint32_t malformed, std::span<const Cell> cells);
// The set with other grants for a principal and host; none takes the cell out. Supersedes what it changes below `set`,
// but not `set` itself, which still stands in an index.
PatternSet* with_grants(Edit& edit, const PatternSet* set, Ref principal, Ref host, const Grants& grants);
PatternSet* with_malformed(Edit& edit, const PatternSet* set, uint32_t malformed);
}  // namespace klamm::authz
