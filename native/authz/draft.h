// The next snapshot while it is being made.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "authz/snapshot.h"

namespace klamm::authz {

// Whether a text of the entry is longer than what is kept.
bool too_large(const Acl& acl);

// Everything here throws std::bad_alloc; then, or when a Change is not kDone, the draft and its edit are to be dropped,
// and nothing happened.
class Draft {
 public:
  Draft(Edit& edit, const Snapshot& from) : edit_(edit), next_(from) {}

  Change add(const AclId& id, const Acl& acl);
  Change remove(const AclId& id);

  // In the edit's pool; the numbers of uses are true from here on. The draft is done.
  Snapshot* finish();

 private:
  friend class Builder;

  const IdRecord* make_id(const AclId& id, const Acl& acl, Ref name, Ref principal, Ref host);
  void put_id(const IdRecord* record);

  // A text of the table, made if need be. kAnyRef for `any`.
  Ref intern(HashTrie<Text>& table, std::string_view text, std::string_view any);
  void release(HashTrie<Text>& table, Ref ref);
  const PatternSet* find_or_make(ResourceType type, PatternType pattern, std::string_view name);
  // Puts `set` (none: nothing) in the place of `old` in the index, and supersedes `old`.
  void put_pattern(ResourceType type, PatternType pattern, const PatternSet* old, const PatternSet* set);
  void drop_if_unused(ResourceType type, PatternType pattern, const PatternSet* set);
  const PatternSet* set_grants(ResourceType type, PatternType pattern, const PatternSet* set, Ref principal, Ref host,
                               const Grants& grants, bool more);

  bool is_range(Ref host) const;
  const Network* intern_network(const HostRange& range);
  void release_network(const Network* network);

  Change add_malformed(const AclId& id, const Acl& acl);
  void remove_malformed(const IdRecord& record);

  void use(uint32_t& uses, bool more);

  Edit& edit_;
  Snapshot next_;
  std::vector<std::pair<uint32_t*, bool>> uses_;  // to be counted when the draft is in force
};

}  // namespace klamm::authz
