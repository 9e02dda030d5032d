// A whole new set of entries. Collects first, then builds every pattern once and in the order of names, which is
// quicker than one change after the other and leaves no holes in the pool.
#pragma once

#include <vector>

#include "authz/draft.h"

namespace klamm::authz {

// Throws std::bad_alloc; then, or when a Change is not kDone, drop the pool.
class Builder {
 public:
  // The pool is fresh: nothing of it is published.
  Builder(Pool& pool, const AuthorizerOptions& options, size_t expected);

  Change add(const AclId& id, const Acl& acl);
  // kDone sets `made`. Once.
  Change finish(Snapshot*& made);

 private:
  // The records of one pattern. While building, a pattern's name counts as uses its group's number + 1.
  struct Group {
    const Text* name;
    ResourceType type;
    PatternType pattern;
    uint32_t size;
    uint32_t end;  // of its records, in their final order
  };

  std::vector<const IdRecord*> order_records();
  bool collect_cells(const IdRecord* const* records, uint32_t count);
  void put_group(const Group& group);

  Edit edit_;
  Draft draft_;
  std::vector<const IdRecord*> records_;
  std::vector<Group> groups_;
  std::vector<Cell> cells_;  // of the group at hand
};

}  // namespace klamm::authz
