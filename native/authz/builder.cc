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
    : edit_(pool, Edit::Mode::kBuild), draft_(edit_, empty_snapshot(pool, options)), table_(64) {
  records_.reserve(expected);
}

Change Builder::add(const AclId& id, const Acl& acl) {
  if (too_large(acl)) return Change::kTooLarge;
  Snapshot& next = draft_.next_;
  if (malformed(acl, next.options->cidr_hosts) != Malformed::kNone) {
    malformed_.push_back({id, acl, std::string(acl.name), std::string(acl.principal), std::string(acl.host)});
    return Change::kDone;
  }
  const Ref principal = draft_.intern(next.principals, acl.principal, kAnyPrincipal);
  const Ref host = draft_.intern(next.hosts, acl.host, kAnyHost);
  const Slot& slot = slot_of(acl);
  records_.push_back({draft_.make_id(id, acl, Pool::ref(slot.name), principal, host), slot.group});
  return Change::kDone;
}

// The slot of the entry's pattern, which gets a group if it is new.
const Builder::Slot& Builder::slot_of(const Acl& acl) {
  if (groups_.size() * 2 >= table_.size()) grow_table();
  const uint64_t hash = hash_text(acl.name);
  const uint32_t tag = static_cast<uint32_t>(hash >> 48) << 16 | static_cast<uint32_t>(acl.type) << 8 |
                       static_cast<uint32_t>(acl.pattern);
  const size_t mask = table_.size() - 1;
  size_t number = hash & mask;
  for (; table_[number].name != nullptr; number = (number + 1) & mask) {
    if (table_[number].tag == tag && table_[number].name->view() == acl.name) return table_[number];
  }
  const Text* name = make_text(edit_, acl.name, hash);
  groups_.push_back({name, acl.type, acl.pattern, 0, 0});
  table_[number] = {name, tag, static_cast<uint32_t>(groups_.size() - 1)};
  return table_[number];
}

void Builder::grow_table() {
  std::vector<Slot> grown(table_.size() * 4);
  const size_t mask = grown.size() - 1;
  for (const Slot& slot : table_) {
    if (slot.name == nullptr) continue;
    size_t number = slot.name->hash_value & mask;
    while (grown[number].name != nullptr) number = (number + 1) & mask;
    grown[number] = slot;
  }
  table_ = std::move(grown);
}

// Groups in the order of type and name, and the records of each together.
std::vector<const IdRecord*> Builder::order_records() {
  for (const Record& record : records_) ++groups_[record.group].size;
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
  for (const Record& record : records_) ordered[groups_[record.group].end++] = record.record;
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
  const PatternSet* set = make_pattern_set(edit_, group.name, 0, cells_);
  draft_.put_pattern(group.type, group.pattern, nullptr, set);
  ++draft_.next_.patterns;
  for (const Cell& cell : cells_) {
    if ((cell.host & kNetworkHost) == 0 && draft_.is_range(cell.host)) continue;
    draft_.next_.summaries.set(edit_, group.type, group.pattern, group.name, cell.principal, cell.host, cell.grants);
  }
}

// False: an id came twice.
bool Builder::put_ids() {
  std::vector<TrieItem> items;
  items.reserve(records_.size());
  for (const Record& record : records_) items.push_back({record.record->hash(), record.record});
  draft_.next_.ids.build(edit_, items);
  draft_.next_.entries = records_.size();
  return draft_.next_.ids.all_different([](const IdRecord& one, const IdRecord& two) { return one.id == two.id; });
}

Change Builder::put_malformed() {
  for (const Kept& kept : malformed_) {
    Acl acl = kept.codes;
    acl.name = kept.name;
    acl.principal = kept.principal;
    acl.host = kept.host;
    if (const Change change = draft_.add(kept.id, acl); change != Change::kDone) return change;
  }
  return Change::kDone;
}

Change Builder::finish(Snapshot*& made) {
  const std::vector<const IdRecord*> records = order_records();
  uint32_t begin = 0;
  for (const Group& group : groups_) {
    if (!collect_cells(records.data() + begin, group.size)) return Change::kKnownAcl;
    put_group(group);
    begin += group.size;
  }
  if (!put_ids()) return Change::kKnownId;
  if (const Change change = put_malformed(); change != Change::kDone) return change;
  made = draft_.finish();
  return Change::kDone;
}

}  // namespace klamm::authz
