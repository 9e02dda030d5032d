#include "authz/snapshot.h"

namespace klamm {

const authz::PatternSet* Snapshot::find_pattern(ResourceType type, PatternType pattern, std::string_view name,
                                                uint64_t hash) const noexcept {
  const authz::TypeIndex& index = *this->type(type);
  if (pattern == PatternType::kPrefixed) {
    const authz::TreeWord leaf = authz::PrefixTree(authz::PrefixLeaf{}, index.prefixes).find(name, false);
    return authz::PrefixLeaf::set(leaf);
  }
  if (name == kAnyName) return index.any_name;
  return index.literals.find(hash, [&](const authz::PatternSet& set) { return set.is(name, hash); });
}

}  // namespace klamm
