#include "klamm/iam_authorizer.h"

#include <algorithm>
#include <functional>

#include "authz/iam_snapshot.h"
#include "authz/iam_witness.h"
#include "base/utf8.h"

namespace klamm {
namespace {

using authz::IamRole;
using authz::IamTable;

// Longer than any that Kafka or AWS knows.
constexpr size_t kMostName = 64 * 1024;

size_t hash_of(const IamCallerKey& key) {
  const std::hash<std::string_view> hash;
  return hash(key.principal) * 31 + hash(key.host) * 7 + static_cast<size_t>(key.transport);
}

// Of an IPv6 address with the name of its interface, the address.
std::string_view address_of(std::string_view host) { return host.substr(0, host.find('%')); }

std::unique_ptr<IamKept> prepare(const IamSnapshot& snapshot, IamRole role, const IamCallerKey& key, size_t hash,
                                 std::string_view host) {
  const auto add = [&role](std::string_view name, std::string value, bool known) {
    role.context.keys.push_back({std::string(name), {std::move(value)}, known});
  };
  add("aws:SourceIp", std::string(address_of(host)), true);
  add("aws:SecureTransport", key.transport == IamTransport::kSecure ? "true" : "false",
      key.transport != IamTransport::kUnknown);
  for (const IamContext::Key& tag : snapshot.cluster_tags) role.context.keys.push_back(tag);
  auto kept = std::make_unique<IamKept>(key, hash, *role.standing, role.plays.arn,
                                        role.standing->index.caller(role.plays, snapshot.cluster, role.context));
  if (!role.standing->timed) kept->connect = kept->caller.decide({IamAction::kConnect, snapshot.cluster_arn});
  return kept;
}

std::optional<std::pair<IamAction, bool>> action_of(Operation operation, ResourceType type, const IamOptions& options) {
  if (const auto mapped = iam_action_for(operation, type)) return std::pair(*mapped, false);
  if (!options.create_on_cluster || type != ResourceType::kCluster) return {};
  if (operation == Operation::kCreate) return std::pair(IamAction::kCreateTopic, true);
  if (operation == Operation::kDelete) return std::pair(IamAction::kDeleteTopic, true);
  return {};
}

}  // namespace

// ---- what one IamAuthorizer owns -----------------------------------------------------------------------------------

IamAuthorizer::Impl::Impl() { current.store(new IamSnapshot(*this)); }
IamAuthorizer::Impl::~Impl() { delete current.load(); }

void IamAuthorizer::Impl::retire(std::list<Retired>& superseded) noexcept {
  superseded.back().at = readers.ended();
  retired.splice(retired.end(), superseded);
  free_retired();
}

void IamAuthorizer::Impl::free_retired() noexcept {
  while (!retired.empty()) {
    if (retired.front().at + 2 > readers.ended()) {
      if (!readers.try_end_phase()) return;
      continue;
    }
    retired.pop_front();
  }
  readers.stop_waiting();
}

// A reader that leaves while somebody else holds the mutex leaves the work to that one: hence the second look.
void IamAuthorizer::Impl::reclaim() noexcept {
  do {
    const std::unique_lock lock(mutex, std::try_to_lock);
    if (!lock.owns_lock()) return;
    free_retired();
  } while (readers.may_end());
}

IamAuthorizer::IamAuthorizer() : impl_(std::make_unique<Impl>()) {}
IamAuthorizer::~IamAuthorizer() = default;

void IamAuthorizer::replace(IamRoster roster, const IamCluster& cluster, const IamOptions& options) {
  auto next = std::make_unique<const IamSnapshot>(*impl_, std::move(roster), cluster, options);
  {
    const std::lock_guard lock(impl_->mutex);
    std::list<Impl::Retired> superseded(1);
    superseded.back().snapshot.reset(impl_->current.exchange(next.release()));
    impl_->retire(superseded);
  }
  if (impl_->readers.may_end()) impl_->reclaim();
}

IamPin IamAuthorizer::pin(uint32_t stripe) const noexcept {
  const uint32_t ticket = impl_->readers.enter(stripe);
  return IamPin(this, impl_->current.load(), ticket);
}

IamNumbers IamAuthorizer::numbers() const noexcept {
  impl_->reclaim();
  const IamPin held = pin(0);
  IamNumbers numbers = held.numbers();
  numbers.prepared = impl_->prepared.load();
  const std::lock_guard lock(impl_->mutex);
  numbers.retired = impl_->retired.size();
  return numbers;
}

// ---- pins ----------------------------------------------------------------------------------------------------------

void IamPin::release() noexcept {
  if (owner_->impl_->readers.leave(ticket_)) owner_->impl_->reclaim();
}

IamNumbers IamPin::numbers() const noexcept {
  IamNumbers numbers = snapshot_->numbers;
  numbers.callers = std::min(snapshot_->table.load()->used.load(), IamTable::kMost);
  return numbers;
}

std::optional<IamAsker> IamPin::asker(const Subject& subject, IamTransport transport) const {
  const IamSnapshot& snapshot = *snapshot_;
  const IamCallerKey key{subject.principal, snapshot.sourced ? subject.host : std::string_view(), transport};
  const size_t hash = hash_of(key);
  const IamTable* table = snapshot.table.load();
  if (const IamKept* kept = table->find(hash, key)) return IamAsker(snapshot, kept, nullptr);
  std::string principal;
  append_joining_surrogates(principal, subject.principal);
  auto role = snapshot.role_of(principal);
  if (!role) return {};
  if (role->standing == nullptr) return IamAsker(snapshot, nullptr, nullptr);
  std::unique_ptr<const IamKept> made = prepare(snapshot, std::move(*role), key, hash, subject.host);
  owner_->impl_->prepared.fetch_add(1, std::memory_order_relaxed);
  const IamKept* kept = const_cast<IamTable*>(table)->put(made);
  if (kept == nullptr) {
    snapshot.begin_table(table);
    kept = made.get();
  }
  return IamAsker(snapshot, kept, std::move(made));
}

// ---- askers --------------------------------------------------------------------------------------------------------

IamAsker::IamAsker(const IamSnapshot& snapshot, const IamKept* kept, std::unique_ptr<const IamKept> own)
    : snapshot_(&snapshot), own_(std::move(own)), kept_(kept) {}
IamAsker::IamAsker(IamAsker&&) noexcept = default;
IamAsker::~IamAsker() = default;

IamDecision IamAsker::connect(int64_t now) {
  if (!kept_->standing->timed) return kept_->connect;
  if (!connect_) connect_ = kept_->caller.decide({IamAction::kConnect, snapshot_->cluster_arn, now});
  return *connect_;
}

IamVerdict IamAsker::ask(IamAction action, ResourceType type, std::string_view name, int64_t now, bool any_type) {
  const IamDecision entry = connect(now);
  if (!entry.allowed) return {false, IamWhy::kNoConnect, entry};
  arn_.clear();
  append_iam_arn(arn_, snapshot_->cluster, type, name);
  const IamDecision decision = kept_->caller.decide({action, arn_, now, any_type});
  return {decision.allowed, IamWhy::kDecided, decision};
}

IamVerdict IamAsker::decide(const Action& action, int64_t now) {
  if (kept_ == nullptr) return {};
  const auto asked = action_of(action.operation, action.type, snapshot_->options);
  if (!asked) return {false, IamWhy::kNoAction, {}};
  if (action.name.size() > kMostName) return {false, IamWhy::kTooLong, {}};
  name_.clear();
  append_joining_surrogates(name_, action.name);
  return ask(asked->first, action.type, name_, now, asked->second);
}

IamVerdict IamAsker::decide_by_type(Operation operation, ResourceType type, int64_t now) {
  IamVerdict verdict = decide({operation, type, "hardcode"}, now);
  if (verdict.allowed || verdict.why != IamWhy::kDecided || !snapshot_->options.exact_by_resource_type) return verdict;
  const auto asked = action_of(operation, type, snapshot_->options);
  if (type == ResourceType::kCluster || !asked) return verdict;
  authz::each_witness(kept_->caller.impl(), asked->first, snapshot_->cluster, type, [&](std::string_view name) {
    const IamVerdict found = ask(asked->first, type, name, now, false);
    if (found.allowed) verdict = found;
    return found.allowed;
  });
  return verdict;
}

std::string_view IamAsker::arn() const { return kept_ == nullptr ? std::string_view() : kept_->arn; }

std::string_view IamAsker::statement(const IamVerdict& verdict) const {
  const uint32_t at = verdict.decision.statement;
  if (kept_ == nullptr || at == kNoStatement || at >= kept_->standing->described.size()) return {};
  return kept_->standing->described[at];
}

}  // namespace klamm
