#include "authz/draft.h"

#include <algorithm>

namespace klamm::authz {

namespace {

constexpr size_t kLongestText = size_t{256} << 20;

Grants grants_of(Operation operation, Permission permission) {
  const OperationSet bit = bit_of(operation);
  return permission == Permission::kAllow ? Grants{bit, 0} : Grants{0, bit};
}

}  // namespace

bool too_large(const Acl& acl) {
  return std::max({acl.name.size(), acl.principal.size(), acl.host.size()}) > kLongestText;
}

void Draft::use(uint32_t& uses, bool more) {
  if (edit_.in_place()) {
    uses = more ? uses + 1 : uses - 1;
  } else {
    uses_.emplace_back(&uses, more);
  }
}

Ref Draft::intern(HashTrie<Text>& table, std::string_view text, std::string_view any) {
  if (text == any) return kAnyRef;
  const uint64_t hash = hash_text(text);
  const Text* there =
      table.find(hash, [&](const Text& each) { return each.hash_value == hash && each.view() == text; });
  if (there == nullptr) {
    there = make_text(edit_, text, hash);
    table.put(edit_, nullptr, there);
  }
  use(there->uses, true);
  return Pool::ref(there);
}

void Draft::release(HashTrie<Text>& table, Ref ref) {
  if (ref == kAnyRef) return;
  const auto* text = static_cast<const Text*>(edit_.pool().at(ref));
  if (text->uses > 1) return use(text->uses, false);
  table.erase(edit_, text);
  edit_.supersede(text, text->bytes());
}

const PatternSet* Draft::find_or_make(ResourceType type, PatternType pattern, std::string_view name) {
  const uint64_t hash = hash_text(name);
  const PatternSet* set = next_.find_pattern(type, pattern, name, hash);
  if (set != nullptr) return set;
  set = make_pattern_set(edit_, make_text(edit_, name, hash), 0, {});
  put_pattern(type, pattern, nullptr, set);
  ++next_.patterns;
  return set;
}

void Draft::put_pattern(ResourceType type, PatternType pattern, const PatternSet* old, const PatternSet* set) {
  TypeIndex& index = *next_.type(type);
  if (pattern == PatternType::kPrefixed) {
    PrefixTree tree(PrefixLeaf{}, index.prefixes);
    if (set != nullptr) {
      tree.put(edit_, PrefixLeaf::word(set));
    } else {
      tree.erase(edit_, old->name->view(), false);
    }
    index.prefixes = tree.root();
  } else if ((set != nullptr ? set : old)->name->view() == kAnyName) {
    index.any_name = set;
  } else if (set != nullptr) {
    index.literals.put(edit_, old, set);
  } else {
    index.literals.erase(edit_, old);
  }
  if (old != nullptr) edit_.supersede(old, old->bytes());
}

void Draft::drop_if_unused(ResourceType type, PatternType pattern, const PatternSet* set) {
  if (set->cells != 0 || set->malformed != 0) return;
  const Text* name = set->name;
  put_pattern(type, pattern, set, nullptr);
  edit_.supersede(name, name->bytes());
  --next_.patterns;
}

bool Draft::is_range(Ref host) const {
  return next_.options->cidr_hosts && host != kAnyRef && next_.host_text(host).find('/') != std::string_view::npos;
}

const Network* Draft::intern_network(const HostRange& range) {
  const uint64_t hash = hash_range(range);
  const Network* there = next_.networks.find(hash, [&](const Network& each) { return each.range == range; });
  if (there == nullptr) {
    there = new (edit_.allocate(sizeof(Network))) Network{hash, range, 0};
    next_.networks.put(edit_, nullptr, there);
    next_.lengths.change(range, true);
  }
  return there;
}

void Draft::release_network(const Network* network) {
  if (network->uses > 1) return use(network->uses, false);
  next_.networks.erase(edit_, network);
  next_.lengths.change(network->range, false);
  edit_.supersede(network, sizeof(Network));
}

// The grants of a principal and host on a pattern, one more or one less than before; and what follows from them: the
// sum of a range's texts, and the summary over all patterns.
const PatternSet* Draft::set_grants(ResourceType type, PatternType pattern, const PatternSet* set, Ref principal,
                                    Ref host, const Grants& grants, bool more) {
  const PatternSet* changed = with_grants(edit_, set, principal, host, grants);
  Grants sum = grants;
  if (is_range(host)) {
    const HostRange range = *parse_range(next_.host_text(host));
    const Network* network = intern_network(range);
    host = Pool::ref(network) | kNetworkHost;
    if (more) {
      use(network->uses, true);
      sum.add(changed->grants(principal, host));
    } else {
      changed->for_each([&](const Cell& cell) {
        const bool text = cell.principal == principal && (cell.host & kNetworkHost) == 0 && is_range(cell.host);
        if (text && parse_range(next_.host_text(cell.host)) == range) sum.add(cell.grants);
      });
      release_network(network);
    }
    if (changed->grants(principal, host) != sum) {
      const PatternSet* before = std::exchange(changed, with_grants(edit_, changed, principal, host, sum));
      edit_.supersede(before, before->bytes());
    }
  }
  next_.summaries.set(edit_, type, pattern, changed->name, principal, host, sum);
  put_pattern(type, pattern, set, changed);
  return changed;
}

const IdRecord* Draft::make_id(const AclId& id, const Acl& acl, Ref name, Ref principal, Ref host) {
  return new (edit_.allocate(sizeof(IdRecord)))
      IdRecord{id, name, principal, host, acl.operation, acl.permission, acl.type, acl.pattern};
}

void Draft::put_id(const IdRecord* record) {
  next_.ids.put(edit_, nullptr, record);
  ++next_.entries;
}

Change Draft::add(const AclId& id, const Acl& acl) {
  if (too_large(acl)) return Change::kTooLarge;
  const auto same_id = [&](const IdRecord& each) { return each.id == id; };
  if (next_.ids.find(IdRecord::hash_of(id), same_id) != nullptr) return Change::kKnownId;
  if (malformed(acl, next_.options->cidr_hosts) != Malformed::kNone) return add_malformed(id, acl);

  const Ref principal = intern(next_.principals, acl.principal, kAnyPrincipal);
  const Ref host = intern(next_.hosts, acl.host, kAnyHost);
  const PatternSet* set = find_or_make(acl.type, acl.pattern, acl.name);
  const Grants before = set->grants(principal, host);
  Grants after = before;
  after.add(grants_of(acl.operation, acl.permission));
  if (after == before) return Change::kKnownAcl;
  set = set_grants(acl.type, acl.pattern, set, principal, host, after, true);

  put_id(make_id(id, acl, Pool::ref(set->name), principal, host));
  return Change::kDone;
}

Change Draft::remove(const AclId& id) {
  const IdRecord* record = next_.ids.find(IdRecord::hash_of(id), [&](const IdRecord& each) { return each.id == id; });
  if (record == nullptr) return Change::kUnknownId;
  next_.ids.erase(edit_, record);
  edit_.supersede(record, sizeof(IdRecord));
  --next_.entries;
  if (record->principal == kNoRef) {
    remove_malformed(*record);
    return Change::kDone;
  }

  const auto* name = static_cast<const Text*>(edit_.pool().at(record->name));
  const PatternSet* set = next_.find_pattern(record->type, record->pattern, name->view(), name->hash_value);
  Grants after = set->grants(record->principal, record->host);
  const Grants gone = grants_of(record->operation, record->permission);
  after.allow &= static_cast<OperationSet>(~gone.allow);
  after.deny &= static_cast<OperationSet>(~gone.deny);
  set = set_grants(record->type, record->pattern, set, record->principal, record->host, after, false);
  drop_if_unused(record->type, record->pattern, set);
  release(next_.principals, record->principal);
  release(next_.hosts, record->host);
  return Change::kDone;
}

Snapshot* Draft::finish() {
  ++next_.version;
  auto* made = new (edit_.allocate(sizeof(Snapshot))) Snapshot(next_);
  for (const auto& [uses, more] : uses_) *uses = more ? *uses + 1 : *uses - 1;
  return made;
}

}  // namespace klamm::authz
