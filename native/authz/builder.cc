#include "authz/builder.h"

#include <algorithm>
#include <numeric>

namespace klamm::authz {

namespace {

Snapshot empty_snapshot(const Pool& pool, const AuthorizerOptions& options) {
  Snapshot snapshot;
  snapshot.pool = &pool;
  snapshot.options = &options;
  return snapshot;
}

Cell cell_of(const IdRecord& record) {
  const OperationSet bit = bit_of(record.operation);
  const Grants grants = record.permission == Permission::kAllow ? Grants{bit, 0} : Grants{0, bit};
  return {record.principal, record.host, grants};
}

}  // namespace

Builder::Builder(Pool& pool, const AuthorizerOptions& options, size_t expected)
    : edit_(pool, Edit::Mode::kBuild), draft_(edit_, empty_snapshot(pool, options)) {
  records_.reserve(expected);
}

Change Builder::add(const AclId& id, const Acl& acl) {
  if (const Change refused = draft_.refuse(id, acl); refused != Change::kDone) return refused;
  Snapshot& next = draft_.next_;
  if (malformed(acl, next.options->cidr_hosts) != Malformed::kNone) return draft_.add_malformed(id, acl);
  const Ref principal = draft_.intern(next.principals, acl.principal, kAnyPrincipal);
  const Ref host = draft_.intern(next.hosts, acl.host, kAnyHost);
  const Text* name = draft_.find_or_make(acl.type, acl.pattern, acl.name)->name;
  if (name->uses == 0) {
    groups_.push_back({name, acl.type, acl.pattern, 0, 0});
    name->uses = static_cast<uint32_t>(groups_.size());
  }
  ++groups_[name->uses - 1].size;
  records_.push_back(draft_.put_id(id, acl, Pool::ref(name), principal, host));
  return Change::kDone;
}

// Groups in the order of type and name, and the records of each together.
std::vector<const IdRecord*> Builder::order_records() {
  std::vector<uint32_t> by_name(groups_.size());
  std::iota(by_name.begin(), by_name.end(), 0u);
  std::sort(by_name.begin(), by_name.end(), [&](uint32_t left, uint32_t right) {
    const Group& one = groups_[left];
    const Group& two = groups_[right];
    return one.type != two.type ? one.type < two.type : one.name->view() < two.name->view();
  });
  uint32_t end = 0;
  for (const uint32_t number : by_name) {
    groups_[number].end = end;
    end += groups_[number].size;
  }
  std::vector<const IdRecord*> ordered(records_.size());
  for (const IdRecord* record : records_) {
    const auto* name = static_cast<const Text*>(edit_.pool().at(record->name));
    ordered[groups_[name->uses - 1].end++] = record;
  }
  for (const Group& group : groups_) group.name->uses = 0;
  std::sort(groups_.begin(), groups_.end(), [](const Group& one, const Group& two) { return one.end < two.end; });
  return ordered;
}

// False: two equal entries.
bool Builder::collect_cells(const IdRecord* const* records, uint32_t count) {
  cells_.clear();
  for (uint32_t index = 0; index < count; ++index) cells_.push_back(cell_of(*records[index]));
  const auto order = [](const Cell& one, const Cell& two) {
    return one.principal != two.principal ? one.principal < two.principal : one.host < two.host;
  };
  const auto same = [](const Cell& one, const Cell& two) {
    return one.principal == two.principal && one.host == two.host;
  };
  const auto merge = [&](size_t from) {
    std::sort(cells_.begin() + static_cast<ptrdiff_t>(from), cells_.end(), order);
    bool distinct = true;
    size_t kept = from;
    for (size_t index = from; index < cells_.size(); ++index) {
      if (kept > from && same(cells_[kept - 1], cells_[index])) {
        Grants& sum = cells_[kept - 1].grants;
        const Grants before = sum;
        sum.add(cells_[index].grants);
        distinct = distinct && sum != before;
      } else {
        cells_[kept++] = cells_[index];
      }
    }
    cells_.resize(kept);
    return distinct;
  };
  if (!merge(0)) return false;
  const size_t texts = cells_.size();
  for (size_t index = 0; index < texts; ++index) {
    const Cell cell = cells_[index];
    if (!draft_.is_range(cell.host)) continue;
    const Network* network = draft_.intern_network(*parse_range(draft_.next_.host_text(cell.host)));
    network->uses += static_cast<uint32_t>(std::popcount(cell.grants.allow) + std::popcount(cell.grants.deny));
    cells_.push_back({cell.principal, Pool::ref(network) | kNetworkHost, cell.grants});
  }
  if (cells_.size() > texts) merge(texts);
  return true;
}

void Builder::put_group(const Group& group) {
  Snapshot& next = draft_.next_;
  const PatternSet* old = next.find_pattern(group.type, group.pattern, group.name->view(), group.name->hash_value);
  const PatternSet* set = make_pattern_set(edit_, group.name, old->malformed, cells_);
  draft_.put_pattern(group.type, group.pattern, old, set);
  edit_.supersede(old, old->bytes());
  for (const Cell& cell : cells_) {
    if ((cell.host & kNetworkHost) == 0 && draft_.is_range(cell.host)) continue;
    next.summaries.set(edit_, group.type, group.pattern, group.name, cell.principal, cell.host, cell.grants);
  }
}

Change Builder::finish(Snapshot*& made) {
  const std::vector<const IdRecord*> records = order_records();
  uint32_t begin = 0;
  for (const Group& group : groups_) {
    if (!collect_cells(records.data() + begin, group.size)) return Change::kKnownAcl;
    put_group(group);
    begin += group.size;
  }
  made = draft_.finish();
  return Change::kDone;
}

}  // namespace klamm::authz
