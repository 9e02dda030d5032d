#include "authz/pattern_set.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace klamm::authz {

namespace {

// Without its cells.
PatternSet* make_head(Edit& edit, const Text* name, uint32_t malformed, uint32_t cells) {
  const uint32_t near_size = name->size <= PatternSet::kNear ? name->size : 0;
  const PatternSet head{name, PatternSet::tag_of(name->hash_value), cells, malformed, near_size};
  auto* made = new (edit.allocate(head.bytes())) PatternSet(head);
  if (!made->is_array()) new (&made->table()) CellTable();
  std::memcpy(reinterpret_cast<char*>(made + 1) + PatternSet::body(cells), name->view().data(), near_size);
  return made;
}

const Cell* make_cell(Edit& edit, const Cell& cell) { return new (edit.allocate(sizeof(Cell))) Cell(cell); }

const Cell* find_cell(const PatternSet* set, Ref principal, Ref host) noexcept {
  const auto same = [=](const Cell& cell) { return cell.principal == principal && cell.host == host; };
  if (!set->is_array()) return set->table().cells.find(Cell::hash_of(principal, host), same);
  const Cell* end = set->array() + set->cells;
  const Cell* found = std::find_if(set->array(), end, same);
  return found == end ? nullptr : found;
}

// The cells of an array with one changed, put in or left out; room for one more than an array may hold.
struct Changed {
  std::array<Cell, PatternSet::kArray + 1> cells;
  uint32_t count = 0;

  Changed(const PatternSet* set, const Cell* old, const Cell& cell) {
    set->for_each([&](const Cell& each) {
      if (&each != old) cells[count++] = each;
    });
    if (!cell.grants.none()) cells[count++] = cell;
  }
};

}  // namespace

Grants PatternSet::grants(Ref principal, Ref host) const noexcept {
  const Cell* cell = find_cell(this, principal, host);
  return cell == nullptr ? Grants{} : cell->grants;
}

PatternSet* make_pattern_set(Edit& edit, const Text* name, uint32_t malformed, std::span<const Cell> cells) {
  PatternSet* made = make_head(edit, name, malformed, static_cast<uint32_t>(cells.size()));
  if (made->is_array()) {
    std::copy(cells.begin(), cells.end(), made->array());
  } else {
    for (const Cell& cell : cells) {
      made->table().cells.put(edit, nullptr, make_cell(edit, cell));
      made->table().count(cell, true);
    }
  }
  return made;
}

PatternSet* with_malformed(Edit& edit, const PatternSet* set, uint32_t malformed) {
  PatternSet* made = make_head(edit, set->name, malformed, set->cells);
  if (set->is_array()) {
    std::copy_n(set->array(), set->cells, made->array());
  } else {
    made->table() = set->table();
  }
  return made;
}

PatternSet* with_grants(Edit& edit, const PatternSet* set, Ref principal, Ref host, const Grants& grants) {
  const Cell* old = find_cell(set, principal, host);
  const Cell cell{principal, host, grants};
  const uint32_t cells = set->cells + (old == nullptr ? 1 : 0) - (grants.none() ? 1 : 0);
  PatternSet* made = nullptr;
  if (set->is_array() || cells <= PatternSet::kArray) {
    const Changed changed(set, old, cell);
    made = make_pattern_set(edit, set->name, set->malformed, {changed.cells.data(), changed.count});
    if (!set->is_array()) HashTrie<Cell>(set->table().cells).supersede(edit);
  } else {
    made = make_head(edit, set->name, set->malformed, cells);
    made->table() = set->table();
    if (grants.none()) {
      made->table().cells.erase(edit, old);
    } else {
      made->table().cells.put(edit, old, make_cell(edit, cell));
    }
    if (old == nullptr || grants.none()) made->table().count(cell, old == nullptr);
    if (old != nullptr) edit.supersede(old, sizeof(Cell));
  }
  return made;
}

}  // namespace klamm::authz
