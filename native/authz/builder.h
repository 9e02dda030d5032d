// A whole new set of entries. Collects first, then builds every pattern once and in the order of names, which is
// quicker than one change after the other and leaves no holes in the pool.
#pragma once

#include <string>
#include <vector>

#include "authz/draft.h"

namespace klamm::authz {

// Throws std::bad_alloc; then, or when a Change is not kDone, drop the pool.
class Builder {
 public:
  // The pool is fresh: nothing of it is published.
  Builder(Pool& pool, const AuthorizerOptions& options, size_t expected);

  // Ids and entries that come twice are found by finish().
  Change add(const AclId& id, const Acl& acl);
  // kDone sets `made`. Once.
  Change finish(Snapshot*& made);

 private:
  // The records of one pattern.
  struct Group {
    const Text* name;
    ResourceType type;
    PatternType pattern;
    uint32_t size;
    uint32_t end;  // of its records, in their final order
  };
  // Of the table that finds groups; what it takes to tell patterns apart stands in it.
  struct Slot {
    const Text* name = nullptr;
    uint32_t tag = 0;  // of type, pattern type and hash
    uint32_t group = 0;
  };
  struct Record {
    const IdRecord* record;
    uint32_t group;
  };
  struct Kept {
    AclId id;
    Acl codes;
    std::string name, principal, host;
  };

  const Slot& slot_of(const Acl& acl);
  void grow_table();
  std::vector<const IdRecord*> order_records();
  bool collect_cells(const IdRecord* const* records, uint32_t count);
  void put_group(const Group& group);
  bool put_ids();
  Change put_malformed();

  Edit edit_;
  Draft draft_;
  std::vector<Record> records_;
  std::vector<Group> groups_;
  std::vector<Slot> table_;  // open addressing, never more than half full
  std::vector<Cell> cells_;  // of the group at hand
  std::vector<Kept> malformed_;
};

}  // namespace klamm::authz
