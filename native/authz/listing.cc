#include <algorithm>
#include <memory>
#include <vector>

#include "authz/snapshot.h"

namespace klamm {

using authz::Cell;
using authz::OperationSet;
using authz::PatternSet;

namespace {

bool matches_entry(const AclFilter& filter, const Acl& acl) {
  return (!filter.has_principal || filter.principal == acl.principal) &&
         (!filter.has_host || filter.host == acl.host) &&
         (filter.operation == Operation::kAny || filter.operation == acl.operation) &&
         (filter.permission == Permission::kAny || filter.permission == acl.permission);
}

bool matches_pattern(const AclFilter& filter, PatternType pattern, std::string_view name) {
  const bool match = filter.pattern == PatternType::kMatch;
  if (filter.pattern != PatternType::kAny && !match && filter.pattern != pattern) return false;
  if (!filter.has_name) return true;
  if (!match) return filter.name == name;
  if (pattern == PatternType::kPrefixed) return filter.name.starts_with(name);
  return pattern == PatternType::kLiteral && (filter.name == name || name == kAnyName);
}

bool matches_type(const AclFilter& filter, ResourceType type) {
  return filter.type == ResourceType::kAny || filter.type == type;
}

// Kafka's order of the entries of one pattern.
bool before(const Acl& one, const Acl& two) {
  if (one.operation != two.operation) return one.operation < two.operation;
  if (one.principal != two.principal) return one.principal < two.principal;
  if (one.host != two.host) return one.host < two.host;
  return one.permission < two.permission;
}

}  // namespace

struct AclCursor::Impl {
  struct Pattern {
    ResourceType type;
    PatternType pattern;
    const PatternSet* set;
  };

  Impl(const Snapshot& of, const AclFilter& wanted) : snapshot(of), filter(wanted) {
    // What the caller's texts say is used up here and in the entries of patterns, so keep them.
    for (std::string_view* text : {&filter.name, &filter.principal, &filter.host}) {
      texts.push_back(std::make_unique<std::string>(*text));
      *text = *texts.back();
    }
  }

  void collect_patterns();
  void collect_malformed();
  void collect_entries(const Pattern& pattern);

  const Snapshot& snapshot;
  AclFilter filter;
  std::vector<std::unique_ptr<std::string>> texts;
  std::vector<Pattern> patterns;  // the next one last
  std::vector<Acl> entries;       // of the pattern at hand, or the malformed ones; the next one last
  bool malformed_due = true;
};

void AclCursor::Impl::collect_patterns() {
  for (unsigned number = 0; number < authz::kTypes; ++number) {
    const auto type = static_cast<ResourceType>(authz::kFirstType + number);
    if (!matches_type(filter, type)) continue;
    const authz::TypeIndex& index = snapshot.types[number];
    const auto take = [&](PatternType pattern, const PatternSet& set) {
      if (matches_pattern(filter, pattern, set.name->view())) patterns.push_back({type, pattern, &set});
    };
    index.literals.for_each([&](const PatternSet& set) { take(PatternType::kLiteral, set); });
    if (index.any_name != nullptr) take(PatternType::kLiteral, *index.any_name);
    authz::PrefixTree(authz::PrefixLeaf{}, index.prefixes).for_each([&](authz::TreeWord leaf) {
      take(PatternType::kPrefixed, *authz::PrefixLeaf::set(leaf));
    });
  }
  std::sort(patterns.begin(), patterns.end(), [](const Pattern& one, const Pattern& two) {
    if (one.type != two.type) return one.type > two.type;
    const std::string_view one_name = one.set->name->view();
    const std::string_view two_name = two.set->name->view();
    return one_name != two_name ? one_name < two_name : one.pattern > two.pattern;
  });
}

void AclCursor::Impl::collect_entries(const Pattern& pattern) {
  pattern.set->for_each([&](const Cell& cell) {
    if ((cell.host & authz::kNetworkHost) != 0) return;
    Acl acl{.type = pattern.type,
            .pattern = pattern.pattern,
            .name = pattern.set->name->view(),
            .principal = snapshot.principal_text(cell.principal),
            .host = snapshot.host_text(cell.host)};
    for (unsigned code = 0; code < 16; ++code) {
      acl.operation = static_cast<Operation>(code);
      for (const Permission permission : {Permission::kDeny, Permission::kAllow}) {
        const OperationSet held = permission == Permission::kAllow ? cell.grants.allow : cell.grants.deny;
        acl.permission = permission;
        if ((held & authz::bit_of(acl.operation)) != 0 && matches_entry(filter, acl)) entries.push_back(acl);
      }
    }
  });
  std::sort(entries.begin(), entries.end(), [](const Acl& one, const Acl& two) { return before(two, one); });
}

void AclCursor::Impl::collect_malformed() {
  malformed_due = false;
  snapshot.malformed.for_each([&](const authz::MalformedEntry& entry) {
    const Acl acl = entry.acl();
    const bool wanted = matches_type(filter, acl.type) && matches_pattern(filter, acl.pattern, acl.name);
    if (wanted && matches_entry(filter, acl)) entries.push_back(acl);
  });
}

AclCursor::AclCursor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AclCursor::AclCursor(AclCursor&&) noexcept = default;
AclCursor& AclCursor::operator=(AclCursor&&) noexcept = default;
AclCursor::~AclCursor() = default;

bool AclCursor::next(Acl& acl) {
  while (impl_->entries.empty()) {
    if (!impl_->patterns.empty()) {
      const Impl::Pattern pattern = impl_->patterns.back();
      impl_->patterns.pop_back();
      impl_->collect_entries(pattern);
    } else if (impl_->malformed_due) {
      impl_->collect_malformed();
    } else {
      return false;
    }
  }
  acl = impl_->entries.back();
  impl_->entries.pop_back();
  return true;
}

AclCursor Pin::acls(const AclFilter& filter) const {
  auto impl = std::make_unique<AclCursor::Impl>(*snapshot_, filter);
  impl->collect_patterns();
  return AclCursor(std::move(impl));
}

AclCursor Pin::malformed() const { return AclCursor(std::make_unique<AclCursor::Impl>(*snapshot_, AclFilter{})); }

}  // namespace klamm
