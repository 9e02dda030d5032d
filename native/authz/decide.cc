#include "authz/decide.h"

namespace klamm::authz {

namespace {

template <class Table>
Ref find_text(const Table& table, std::string_view text, std::string_view any) noexcept {
  if (text == any) return kAnyRef;
  if (table.empty()) return kNoRef;
  const uint64_t hash = hash_text(text);
  const Text* found =
      table.find(hash, [&](const Text& each) { return each.hash_value == hash && equal_text(each.view(), text); });
  return found == nullptr ? kNoRef : Pool::ref(found);
}

// From the shortest prefix to the name itself; the literal `*` is not among them.
template <class Visit>
void for_each_pattern(const TypeIndex& index, std::string_view name, Visit visit) noexcept {
  PrefixTree(PrefixLeaf{}, index.prefixes).walk(name, [&](TreeWord leaf) { visit(*PrefixLeaf::set(leaf)); });
  if (index.literals.empty()) return;
  const uint64_t hash = hash_text(name);
  const PatternSet* literal = index.literals.find(hash, [&](const PatternSet& set) { return set.is(name, hash); });
  if (literal != nullptr) visit(*literal);
}

// Whether the second pass of Kafka's scan, which begins at the literal `*`, meets this name.
bool stands_behind_any_name(std::string_view name) { return name <= kAnyName; }

}  // namespace

Asker::Asker(const Snapshot& snapshot, const Subject& subject) noexcept
    : snapshot_(snapshot),
      principal_(find_text(snapshot.principals, subject.principal, kAnyPrincipal)),
      host_(find_text(snapshot.hosts, subject.host, kAnyHost)) {
  if (!snapshot.options->cidr_hosts) return;
  if (subject.host.find('/') != std::string_view::npos) host_ = kNoRef;  // no client's address; nor the text of a range
  if (!snapshot.networks.empty()) find_networks(subject.host);
}

void Asker::find_networks(std::string_view host) noexcept {
  const auto address = parse_address(host);
  if (!address || (!address->v6 && *address == HostAddress{})) return;
  const auto& present = snapshot_.lengths.present[address->v6 ? 1 : 0];
  for (unsigned word = 0; word < present.size(); ++word) {
    for (uint64_t left = present[word]; left != 0; left &= left - 1) {
      const HostRange range = range_around(*address, word * 64 + static_cast<unsigned>(std::countr_zero(left)));
      const Network* network =
          snapshot_.networks.find(hash_range(range), [&](const Network& each) { return each.range == range; });
      if (network != nullptr) network_[networks_++] = Pool::ref(network) | kNetworkHost;
    }
  }
}

bool Asker::from(Ref host) const noexcept {
  if (host == kAnyRef || host == host_) return true;
  if ((host & kNetworkHost) == 0) return false;
  for (unsigned index = 0; index < networks_; ++index) {
    if (network_[index] == host) return true;
  }
  return false;
}

Grants Asker::on(const PatternSet& set) const noexcept {
  Grants sum;
  if (set.is_array()) {
    for (const Cell *cell = set.array(), *end = cell + set.cells; cell != end; ++cell) {
      if ((cell->principal == principal_ || cell->principal == kAnyRef) && from(cell->host)) sum.add(cell->grants);
    }
  } else {
    const CellTable& table = set.table();
    const auto add = [&](Ref principal) {
      if (table.any_host != 0) sum.add(set.grants(principal, kAnyRef));
      if (host_ != kNoRef && host_ != kAnyRef) sum.add(set.grants(principal, host_));
      for (unsigned index = 0; index < networks_ && table.network != 0; ++index) {
        sum.add(set.grants(principal, network_[index]));
      }
    };
    if (table.any_principal != 0) add(kAnyRef);
    if (principal_ != kNoRef && principal_ != kAnyRef) add(principal_);
  }
  return sum;
}

Grants Request::on_any_name(unsigned type, const PatternSet& set) noexcept {
  const auto bit = static_cast<uint8_t>(1u << type);
  if ((known_any_name_ & bit) == 0) {
    any_name_[type] = asker_.on(set);
    known_any_name_ |= bit;
  }
  return any_name_[type];
}

Decision Request::decide(const Action& action) noexcept {
  const Snapshot& snapshot = asker_.snapshot();
  const PatternSet* denying_set = nullptr;
  const PatternSet* allowing_set = nullptr;
  bool touched = false;
  if (const TypeIndex* index = snapshot.type(action.type); index != nullptr) {
    const OperationSet denies = denying(action.operation);
    const OperationSet allows = allowing(action.operation);
    touched = index->unreadable != 0;
    // Of the DENY patterns the last one decides, of the ALLOW ones the first.
    for_each_pattern(*index, action.name, [&](const PatternSet& set) {
      touched = true;
      const Grants grants = asker_.on(set);
      if ((grants.deny & denies) != 0) denying_set = &set;
      if ((grants.allow & allows) != 0 && allowing_set == nullptr) allowing_set = &set;
    });
    if (const PatternSet* any = index->any_name; any != nullptr) {
      touched = true;
      const Grants grants = on_any_name(static_cast<unsigned>(index - snapshot.types.data()), *any);
      const bool named = action.name == kAnyName;
      if ((grants.deny & denies) != 0 && (denying_set == nullptr || named)) denying_set = any;
      const bool last = allowing_set == nullptr || !stands_behind_any_name(allowing_set->text());
      if ((grants.allow & allows) != 0 && last) allowing_set = any;
    }
  } else {
    touched = snapshot.malformed_count != 0;
  }
  if (denying_set != nullptr) return {denying_set, false, Reason::kAcl};
  if (snapshot.malformed_denies != 0 && meets_malformed_deny(action)) return {nullptr, false, Reason::kAcl};
  if (allowing_set != nullptr) return {allowing_set, true, Reason::kAcl};
  if (!touched && snapshot.options->allow_everyone_if_no_acl) return {nullptr, true, Reason::kDefaultAllow};
  return {};
}

// The entries are looked through only if one of them may be about the name.
bool Request::meets_malformed_deny(const Action& action) const noexcept {
  const Snapshot& snapshot = asker_.snapshot();
  bool may = true;
  if (const TypeIndex* index = snapshot.type(action.type); index != nullptr) {
    may = index->unreadable != 0 || (index->any_name != nullptr && index->any_name->malformed != 0);
    for_each_pattern(*index, action.name, [&](const PatternSet& set) { may = may || set.malformed != 0; });
  }
  return may && find_malformed_deny(snapshot, subject_, action) != nullptr;
}

TypeDecision decide_by_type(const Snapshot& snapshot, const Subject& subject, Operation operation,
                            ResourceType type) noexcept {
  TypeDecision decision;
  const TypeIndex* index = snapshot.type(type);
  if (index == nullptr || operation < Operation::kAll || operation > Operation::kTwoPhaseCommit) return decision;
  const bool corrected = snapshot.options->corrected_by_resource_type;
  Request request(snapshot, subject);
  if (!corrected) {
    decision.hardcode = request.decide({operation, type, "hardcode"});
    decision.allowed = decision.hardcode.allowed;
    if (decision.allowed) return decision;
  }

  OperationSet bit = bit_of(operation);
  if (corrected && operation == Operation::kDescribe) bit = kDescribeOrImplied;
  if (corrected && operation == Operation::kDescribeConfigs) bit = kDescribeConfigsOrImplied;
  Grants any_name;
  std::array<TreeWord, size_t{2} * (kRangeLengths + 2)> trees;
  size_t count = 0;
  request.asker().for_each_key([&](Ref principal, Ref host) {
    const Summary* summary = snapshot.summaries.find(type, principal, host);
    if (summary == nullptr) return;
    any_name.add(summary->any_name);
    const TreeSum sum = GrantTree::sum_of(summary->root);
    if (((sum.survive | sum.deny) & bit) != 0) trees[count++] = summary->root;
  });
  if ((any_name.deny & bit) != 0) return decision;
  decision.allowed =
      (any_name.allow & bit) != 0 || any_survives(*snapshot.pool, {trees.data(), count}, bit) ||
      (corrected && snapshot.options->allow_everyone_if_no_acl && index->any_name == nullptr && index->unreadable == 0);
  return decision;
}

}  // namespace klamm::authz
