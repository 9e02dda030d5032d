#include "authz/decide.h"

namespace klamm::authz {

namespace {

// The place of an entry of one pattern and permission in Kafka's scan.
struct Place {
  Operation operation;
  std::string_view principal;
  std::string_view host;

  bool before(const Place& other) const {
    if (operation != other.operation) return operation < other.operation;
    if (principal != other.principal) return principal < other.principal;
    return host < other.host;
  }
};

// The first (DENY) or the last (ALLOW) of the entries that it is shown.
class Search {
 public:
  Search(const Snapshot& snapshot, OperationSet wanted, bool allowed)
      : snapshot_(snapshot), wanted_(wanted), allowed_(allowed) {}

  void look_at(const Cell& cell) noexcept {
    const OperationSet meeting = (allowed_ ? cell.grants.allow : cell.grants.deny) & wanted_;
    if (meeting == 0) return;
    const int code = allowed_ ? std::bit_width(meeting) - 1 : std::countr_zero(meeting);
    const Place place{static_cast<Operation>(code), snapshot_.principal_text(cell.principal),
                      snapshot_.host_text(cell.host)};
    if (found_ && (allowed_ ? place.before(best_) : best_.before(place))) return;
    best_ = place;
    found_ = true;
  }
  bool found() const { return found_; }
  const Place& best() const { return best_; }

 private:
  const Snapshot& snapshot_;
  OperationSet wanted_;
  bool allowed_;
  bool found_ = false;
  Place best_{};
};

}  // namespace

bool Asker::meets(const Cell& cell) const noexcept {
  if (cell.principal != principal_ && cell.principal != kAnyRef) return false;
  if (cell.host == kAnyRef || cell.host == host_) return true;
  if (networks_ == 0 || (cell.host & kNetworkHost) != 0) return false;
  const auto range = parse_range(snapshot_.host_text(cell.host));
  if (!range) return false;
  for (unsigned index = 0; index < networks_; ++index) {
    if (static_cast<const Network*>(snapshot_.pool->at(network_[index] & ~kNetworkHost))->range == *range) return true;
  }
  return false;
}

namespace {

Explanation explain_by_pattern(const Snapshot& snapshot, const Subject& subject, const Action& action,
                               const Decision& decision) noexcept {
  Explanation explanation;
  if (decision.pattern == nullptr) return explanation;
  const auto& set = *static_cast<const PatternSet*>(decision.pattern);
  const Asker asker(snapshot, subject);
  Search search(snapshot, decision.allowed ? allowing(action.operation) : denying(action.operation), decision.allowed);
  if (set.is_array() || asker.has_networks()) {
    set.for_each([&](const Cell& cell) {
      if (asker.meets(cell)) search.look_at(cell);
    });
  } else {
    asker.for_each_key(
        [&](Ref principal, Ref host) { search.look_at({principal, host, set.grants(principal, host)}); });
  }
  if (!search.found()) return explanation;

  explanation.decided = true;
  const bool literal =
      snapshot.find_pattern(action.type, PatternType::kLiteral, set.name->view(), set.name->hash_value) == &set;
  explanation.acl = {.type = action.type,
                     .pattern = literal ? PatternType::kLiteral : PatternType::kPrefixed,
                     .operation = search.best().operation,
                     .permission = decision.allowed ? Permission::kAllow : Permission::kDeny,
                     .name = set.name->view(),
                     .principal = search.best().principal,
                     .host = search.best().host};
  return explanation;
}

}  // namespace

Explanation explain(const Snapshot& snapshot, const Subject& subject, const Action& action,
                    const Decision& decision) noexcept {
  if (decision.reason != Reason::kAcl) return {};
  const Explanation explanation = explain_by_pattern(snapshot, subject, action, decision);
  if (decision.allowed || snapshot.malformed_denies == 0) return explanation;
  const MalformedEntry* malformed = find_malformed_deny(snapshot, subject, action);
  if (malformed == nullptr) return explanation;
  if (explanation.decided && read_before(explanation.acl, malformed->acl(), action.name)) return explanation;
  return {true, malformed->acl()};
}

}  // namespace klamm::authz
