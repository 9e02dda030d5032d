#include <cstring>

#include <tuple>

#include "authz/decide.h"
#include "authz/draft.h"

namespace klamm {

Malformed malformed(const Acl& acl, bool cidr_hosts) noexcept {
  if (acl.type < ResourceType::kTopic || acl.type > ResourceType::kUser) return Malformed::kType;
  if (acl.pattern != PatternType::kLiteral && acl.pattern != PatternType::kPrefixed) return Malformed::kPattern;
  if (acl.operation < Operation::kAll || acl.operation > Operation::kTwoPhaseCommit) return Malformed::kOperation;
  if (acl.permission != Permission::kAllow && acl.permission != Permission::kDeny) return Malformed::kPermission;
  if (acl.principal.find(':') == std::string_view::npos) return Malformed::kPrincipal;
  const bool range = cidr_hosts && acl.host.find('/') != std::string_view::npos;
  return range && !authz::parse_range(acl.host) ? Malformed::kHost : Malformed::kNone;
}

namespace authz {

namespace {

uint64_t hash_acl(const Acl& acl) {
  const uint64_t codes = static_cast<uint64_t>(acl.type) << 24 | static_cast<uint64_t>(acl.pattern) << 16 |
                         static_cast<uint64_t>(acl.operation) << 8 | static_cast<uint64_t>(acl.permission);
  return mix(hash_text(acl.name) ^ mix(hash_text(acl.principal) ^ mix(hash_text(acl.host) ^ mix(codes))));
}

const MalformedEntry* make_entry(Edit& edit, const Acl& acl, uint64_t hash) {
  const size_t size = sizeof(MalformedEntry) + acl.name.size() + acl.principal.size() + acl.host.size();
  auto* made = new (edit.allocate(size)) MalformedEntry{hash,
                                                        static_cast<uint32_t>(acl.name.size()),
                                                        static_cast<uint32_t>(acl.principal.size()),
                                                        static_cast<uint32_t>(acl.host.size()),
                                                        acl.operation,
                                                        acl.permission,
                                                        acl.type,
                                                        acl.pattern};
  char* text = reinterpret_cast<char*>(made + 1);
  for (const std::string_view part : {acl.name, acl.principal, acl.host}) {
    std::memcpy(text, part.data(), part.size());
    text += part.size();
  }
  return made;
}

bool is_about(const Acl& acl, std::string_view name) {
  if (acl.pattern != PatternType::kLiteral) return name.starts_with(acl.name);
  return acl.name == name || acl.name == kAnyName;
}

bool is_about(const Acl& acl, const Subject& subject, bool cidr_hosts) {
  if (acl.principal.find(':') == std::string_view::npos) return false;
  if (acl.principal != kAnyPrincipal && acl.principal != subject.principal) return false;
  if (!cidr_hosts || acl.host.find('/') == std::string_view::npos) {
    return acl.host == kAnyHost || acl.host == subject.host;
  }
  const auto range = parse_range(acl.host);
  const auto address = parse_address(subject.host);
  return range && address && in_range(*address, *range);
}

bool denies(const Acl& acl, const Subject& subject, const Action& action, bool cidr_hosts) {
  return acl.permission != Permission::kAllow && acl.type == action.type &&
         (acl.operation == Operation::kAll || acl.operation == action.operation) && is_about(acl, action.name) &&
         is_about(acl, subject, cidr_hosts);
}

bool has_pattern(PatternType pattern) { return pattern == PatternType::kLiteral || pattern == PatternType::kPrefixed; }

}  // namespace

bool read_before(const Acl& one, const Acl& two, std::string_view name) noexcept {
  const auto last = [&](const Acl& acl) {
    return acl.pattern == PatternType::kLiteral && acl.name == kAnyName && name != kAnyName;
  };
  if (last(one) != last(two)) return last(two);
  if (one.name != two.name) return one.name > two.name;
  const auto rest = [](const Acl& acl) {
    return std::tie(acl.pattern, acl.operation, acl.principal, acl.host, acl.permission);
  };
  return rest(one) < rest(two);
}

const MalformedEntry* find_malformed_deny(const Snapshot& snapshot, const Subject& subject,
                                          const Action& action) noexcept {
  const MalformedEntry* first = nullptr;
  snapshot.malformed.for_each([&](const MalformedEntry& entry) {
    const Acl acl = entry.acl();
    if (!denies(acl, subject, action, snapshot.options->cidr_hosts)) return;
    if (first == nullptr || read_before(acl, first->acl(), action.name)) first = &entry;
  });
  return first;
}

// What of the entry can be understood still keeps allow.everyone.if.no.acl.found away from the names that it is about.
Change Draft::add_malformed(const AclId& id, const Acl& acl) {
  const uint64_t hash = hash_acl(acl);
  const auto same = [&](const MalformedEntry& each) { return each.acl() == acl; };
  if (next_.malformed.find(hash, same) != nullptr) return Change::kKnownAcl;
  const MalformedEntry* entry = make_entry(edit_, acl, hash);
  next_.malformed.put(edit_, nullptr, entry);
  if (TypeIndex* index = next_.type(acl.type); index != nullptr && has_pattern(acl.pattern)) {
    const PatternSet* set = find_or_make(acl.type, acl.pattern, acl.name);
    put_pattern(acl.type, acl.pattern, set, with_malformed(edit_, set, set->malformed + 1));
  } else if (index != nullptr) {
    ++index->unreadable;
  }
  put_id(make_id(id, {}, Pool::ref(entry), kNoRef, kNoRef));
  ++next_.malformed_count;
  if (acl.permission != Permission::kAllow) ++next_.malformed_denies;
  return Change::kDone;
}

void Draft::remove_malformed(const IdRecord& record) {
  const auto* entry = static_cast<const MalformedEntry*>(edit_.pool().at(record.name));
  const Acl acl = entry->acl();
  if (TypeIndex* index = next_.type(acl.type); index != nullptr && has_pattern(acl.pattern)) {
    const PatternSet* set = next_.find_pattern(acl.type, acl.pattern, acl.name, hash_text(acl.name));
    const PatternSet* changed = with_malformed(edit_, set, set->malformed - 1);
    put_pattern(acl.type, acl.pattern, set, changed);
    drop_if_unused(acl.type, acl.pattern, changed);
  } else if (index != nullptr) {
    --index->unreadable;
  }
  --next_.malformed_count;
  if (acl.permission != Permission::kAllow) --next_.malformed_denies;
  next_.malformed.erase(edit_, entry);
  edit_.supersede(entry, entry->bytes());
}

}  // namespace authz
}  // namespace klamm
