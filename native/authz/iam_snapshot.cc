#include "authz/iam_snapshot.h"

#include <algorithm>

#include "authz/iam_index.h"
#include "base/ascii.h"

namespace klamm {

using authz::IamRole;
using authz::IamStanding;
using authz::IamTable;

namespace {

// `FILE:LINE:COLUMN: statement "Sid" (Allow, identity policy)`.
std::string described(const IamIndex::Entry& entry) {
  const IamStatement& statement = *entry.statement;
  const IamPolicy& policy = *entry.policy;
  std::string out;
  if (policy.source != nullptr) {
    const Position at = policy.source->region(statement.span).begin;
    out = policy.source->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  }
  out += statement.sid.empty() ? "statement " + std::to_string(statement.index) : "statement `" + statement.sid + "`";
  out += statement.effect == IamEffect::kAllow ? " (Allow, " : " (Deny, ";
  out += iam_layer_name(entry.layer);
  if (!policy.name.empty()) out += ", " + policy.name;
  return out + ")";
}

bool mentions_source(std::string_view text) { return lower(text).find("sourceip") != std::string::npos; }

// Errs to yes: then more callers are told apart than need be.
bool asks_source(const IamIndex::Entry& entry) {
  const auto in_texts = [](const std::vector<IamText>& texts) {
    return std::any_of(texts.begin(), texts.end(), [](const IamText& each) { return mentions_source(each.text); });
  };
  return in_texts(entry.statement->resources) ||
         std::any_of(entry.statement->conditions.begin(), entry.statement->conditions.end(),
                     [&](const IamCondition& each) { return mentions_source(each.key.text) || in_texts(each.values); });
}

void add_tags(IamContext& context, const std::vector<std::pair<std::string, std::string>>& tags) {
  for (const auto& [key, value] : tags) context.keys.push_back({"aws:PrincipalTag/" + key, {value}});
}

// Keys that AWS fills from credentials and organizations, which a cluster of one's own has none of.
constexpr std::string_view kUnknownKeys[] = {"aws:userid",          "aws:UserAgent",     "aws:TokenIssueTime",
                                             "aws:PrincipalOrgID",  "aws:ResourceOrgID", "aws:PrincipalOrgPaths",
                                             "aws:ResourceOrgPaths"};

}  // namespace

IamStanding::IamStanding(IamPolicySet policies) : index(IamIndex::compile(std::move(policies))) {
  for (size_t at = 0; at < index.entries().size(); ++at) {
    const IamIndex::Entry& entry = index.entries()[at];
    described.push_back(klamm::described(entry));
    timed = timed || authz::asks_time(*entry.statement, entry.policy->variables);
    sourced = sourced || asks_source(entry);
  }
}

IamSnapshot::IamSnapshot(IamAuthorizer::Impl& of) : owner(of), table(new IamTable) {}

IamSnapshot::IamSnapshot(IamAuthorizer::Impl& of, IamRoster roster, const IamCluster& in, const IamOptions& with)
    : owner(of), options(with), cluster(in), table(nullptr) {
  append_iam_arn(cluster_arn, cluster, ResourceType::kCluster, {});
  for (const auto& [key, value] : roster.cluster_tags) cluster_tags.push_back({"aws:ResourceTag/" + key, {value}});
  const auto stand = [&](const IamIdentity* identity, const std::vector<IamPolicy>* session) {
    IamPolicySet set;
    set.cluster = roster.cluster;
    set.scps = roster.scps;
    set.rcps = roster.rcps;
    if (identity != nullptr) {
      set.identity = identity->policies;
      set.boundary = identity->boundary;
      set.incomplete = !identity->missing.empty();
    }
    if (session != nullptr) set.session = *session;
    standings.push_back(std::make_unique<IamStanding>(std::move(set)));
    numbers.statements += standings.back()->index.entries().size();
    sourced = sourced || standings.back()->sourced;
    return standings.back().get();
  };
  nobody = stand(nullptr, nullptr);
  authz::ByText<const IamIdentity*> by_key;
  for (const IamIdentity& identity : roster.identities) {
    const auto principal = parse_iam_principal(identity.arn);
    if (!principal) continue;
    IamRole role{*principal, {}, stand(&identity, nullptr)};
    add_tags(role.context, identity.tags);
    by_key.emplace(iam_identity_key(*principal), &identity);
    identities.emplace(iam_identity_key(*principal), std::move(role));
  }
  for (IamPart& part : roster.parts) {
    const std::string key = iam_identity_key(part.plays);
    const auto known = identities.find(key);
    IamRole role{part.plays, std::move(part.context), known == identities.end() ? nobody : known->second.standing};
    if (known != identities.end()) add_tags(role.context, by_key[key]->tags);
    if (!part.session.empty()) role.standing = stand(known == identities.end() ? nullptr : by_key[key], &part.session);
    for (std::string_view unknown : kUnknownKeys) role.context.keys.push_back({std::string(unknown), {}, false});
    parts.insert_or_assign(part.principal, std::move(role));
  }
  numbers.identities = identities.size();
  numbers.parts = parts.size();
  table.store(new IamTable);
}

IamSnapshot::~IamSnapshot() { delete table.load(); }

std::optional<IamRole> IamSnapshot::role_of(std::string_view principal) const {
  if (const auto part = parts.find(principal); part != parts.end()) return part->second;
  constexpr std::string_view kType = "IAM:";
  if (!principal.starts_with(kType)) return {};
  IamRole role;
  role.standing = nobody;
  role.context.partial = true;
  role.plays.arn = principal.substr(kType.size());
  const auto parsed = parse_iam_principal(principal);
  if (!parsed) return role;
  role.plays = *parsed;
  const auto known = identities.find(iam_identity_key(*parsed));
  if (known == identities.end()) return role;
  role.standing = known->second.standing;
  role.context.keys = known->second.context.keys;
  // The path that a session's own ARN leaves out.
  if (role.plays.kind == IamPrincipal::Kind::kSession) {
    role.plays.role = known->second.plays.role;
    role.plays.path_known = true;
  }
  return role;
}

void IamSnapshot::begin_table(const IamTable* full) const noexcept {
  try {
    const std::unique_lock lock(owner.mutex, std::try_to_lock);
    if (!lock.owns_lock() || table.load() != full) return;
    std::list<IamAuthorizer::Impl::Retired> retiring(1);
    auto next = std::make_unique<IamTable>();
    retiring.back().table.reset(table.exchange(next.release()));
    owner.retire(retiring);
  } catch (...) {
    return;  // callers are prepared anew until there is memory
  }
}

}  // namespace klamm

namespace klamm::authz {

IamTable::~IamTable() {
  for (auto& slot : slots) delete slot.load();
}

const IamKept* IamTable::find(size_t hash, const IamCallerKey& key) const noexcept {
  for (size_t step = 0; step < kSlots; ++step) {
    const IamKept* kept = slots[(hash + step) % kSlots].load(std::memory_order_acquire);
    if (kept == nullptr) return nullptr;
    if (kept->hash == hash && kept->key == key) return kept;
  }
  return nullptr;
}

const IamKept* IamTable::put(std::unique_ptr<const IamKept>& made) noexcept {
  if (used.fetch_add(1) >= kMost) return nullptr;
  for (size_t step = 0; step < kSlots; ++step) {
    std::atomic<const IamKept*>& slot = slots[(made->hash + step) % kSlots];
    const IamKept* there = nullptr;
    if (slot.compare_exchange_strong(there, made.get(), std::memory_order_acq_rel)) return made.release();
    if (there->hash == made->hash && there->key == made->key) return there;  // another thread was quicker
  }
  return nullptr;
}

}  // namespace klamm::authz
