#include "unit/authz/session.h"

#include <array>
#include <deque>
#include <memory>
#include <vector>

#include "unit/authz/compare.h"

namespace klamm::test {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool empty() const { return bytes_.empty(); }
  unsigned next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  std::string_view take(size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view bytes_;
};

// Kept for good, so that entries may point into them.
class Texts {
 public:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

class Session {
 public:
  explicit Session(std::string_view bytes) : reader_(bytes) {
    const unsigned flags = reader_.next();
    options_.allow_everyone_if_no_acl = (flags & 1) != 0;
    options_.cidr_hosts = (flags & 2) != 0;
    options_.corrected_by_resource_type = (flags & 4) != 0;
    world_ = static_cast<World>(flags >> 3 & 3);
    authorizer_ = std::make_unique<Authorizer>(options_);
    empty_bytes_ = authorizer_->statistics().used_bytes;
  }

  std::string run() {
    std::string difference;
    while (!reader_.empty() && difference.empty()) difference = step();
    if (difference.empty()) difference = compare_all();
    return difference.empty() ? remove_all() : difference;
  }

 private:
  // Where the session looks closer: everything a little; many principals and hosts on few names; many names for two
  // principals and hosts, often denied.
  enum class World : uint8_t { kWide, kWideToo, kFewNames, kManyNames };

  std::string step() {
    switch (reader_.next() % 8) {
      case 0:
      case 1:
      case 2:
        return add();
      case 3:
        return remove();
      case 4:
        return load();
      case 5:
        return list();
      default:
        return ask();
    }
  }

  // Names that share prefixes, odd bytes, the names that mean something, and text straight from the input.
  std::string_view name() {
    static constexpr std::array<std::string_view, 12> kNames{"*", "",         "a",    "ab", "abc",          "abd",
                                                             "b", "hardcode", "hard", "!a", "\xed\xa0\x80", "\xff"};
    const unsigned choice = reader_.next();
    if (world_ == World::kFewNames && choice < 250) return kNames[choice % 3 * 2];
    if (world_ == World::kManyNames && choice < 250) {
      std::string text;
      for (unsigned left = choice; left > 0; left /= 4) text += static_cast<char>('a' + left % 4);
      return texts_.keep(std::move(text));
    }
    if (choice < 160) return kNames[choice % kNames.size()];
    if (choice < 200) return texts_.keep(std::string(reader_.take(choice % 8)));
    std::string text(choice < 240 ? reader_.next() : reader_.next() * 40u, 'x');
    if (choice % 2 == 0) text += static_cast<char>(reader_.next());
    return texts_.keep(std::move(text));
  }

  std::string_view principal() {
    static constexpr std::array<std::string_view, 8> kPrincipals{"User:*", "User:u",  "User:v",   "Group:u",
                                                                 "User:",  "Group:*", "User:a:b", "nocolon"};
    const unsigned choice = reader_.next();
    if (world_ == World::kManyNames && choice < 250) return kPrincipals[choice % 2];
    if (choice < (world_ == World::kFewNames ? 60 : 200)) return kPrincipals[choice % kPrincipals.size()];
    return texts_.keep("User:" + std::to_string(choice % 40));
  }

  std::string_view host() {
    static constexpr std::array<std::string_view, 16> kHosts{
        "*",           "10.0.0.1",    "10.0.0.0/8", "10.9.9.9/8",     "10.0.0.0/24",          "0.0.0.0/0",
        "10.0.0.1/32", "10.0.0.0/33", "fe80::/10",  "FE80:0::1/10",   "fe80:0:0:0:0:0:0:1%1", "::/0",
        "0.0.0.0",     "localhost",   "1",          "255.255.255.255"};
    const unsigned choice = reader_.next();
    return kHosts[choice % (world_ == World::kManyNames && choice < 250 ? 2 : kHosts.size())];
  }

  ResourceType type() {
    const unsigned choice = reader_.next();
    return choice < (world_ == World::kWide ? 180 : 250) ? ResourceType::kTopic
                                                         : static_cast<ResourceType>(choice % 10);
  }
  Operation operation() {
    const unsigned choice = reader_.next();
    return static_cast<Operation>(world_ == World::kManyNames && choice < 250 ? 3 + choice % 2 : choice % 18);
  }

  Acl acl() {
    Acl made;
    made.type = type();
    const unsigned codes = reader_.next();
    made.pattern = codes < 250 ? static_cast<PatternType>(3 + codes % 2) : static_cast<PatternType>(codes % 8);
    made.permission = codes < 250 ? static_cast<Permission>(2 + codes / 2 % 2) : static_cast<Permission>(codes % 4);
    made.operation = operation();
    made.name = name();
    made.principal = principal();
    made.host = host();
    return made;
  }

  AclId id() { return {reader_.next() % 128, 7}; }

  bool holds(const Acl& acl) const {
    for (const auto& [number, each] : held_) {
      if (each == acl) return true;
    }
    return false;
  }

  std::string add() {
    const AclId added = id();
    const Acl entry = acl();
    const Change expected = held_.count(added.high) != 0 ? Change::kKnownId
                            : holds(entry)               ? Change::kKnownAcl
                                                         : Change::kDone;
    if (authorizer_->add(added, entry) != expected) return "add answers otherwise: " + print(entry);
    if (expected == Change::kDone) held_.emplace(added.high, entry);
    return {};
  }

  std::string remove() {
    const AclId removed = id();
    const Change expected = held_.erase(removed.high) != 0 ? Change::kDone : Change::kUnknownId;
    return authorizer_->remove(removed) == expected ? "" : "remove answers otherwise";
  }

  std::string load() {
    Load loading = authorizer_->begin_load();
    const auto before = held_;
    const size_t count = reader_.next() % 96;
    held_.clear();
    Change expected = Change::kDone;
    for (size_t number = 0; number < count; ++number) {
      const AclId added = id();
      const Acl entry = acl();
      const bool known = held_.count(added.high) != 0 || holds(entry);
      if (known && reader_.next() % 16 != 0) continue;  // seldom a load that must be refused
      if (known) expected = Change::kKnownId;
      if (loading.add(added, entry) != Change::kDone) return "load refuses " + print(entry);
      held_.emplace(added.high, entry);
    }
    const Change answer = loading.commit();
    if ((answer == Change::kDone) != (expected == Change::kDone)) return "load answers otherwise";
    if (answer != Change::kDone) held_ = before;
    return compare_all();
  }

  std::string list() {
    AclFilter filter;
    const unsigned flags = reader_.next();
    filter.has_name = (flags & 1) != 0;
    filter.has_principal = (flags & 2) != 0;
    filter.has_host = (flags & 4) != 0;
    if (filter.has_name) filter.name = name();
    if (filter.has_principal) filter.principal = principal();
    if (filter.has_host) filter.host = host();
    if ((flags & 8) != 0) filter.type = type();
    if ((flags & 16) != 0) filter.operation = operation();
    if ((flags & 32) != 0) filter.permission = static_cast<Permission>(reader_.next() % 4);
    if ((flags & 64) != 0) filter.pattern = static_cast<PatternType>(reader_.next() % 6);
    const Acls entries = acls();
    const Pin pin = authorizer_->pin(reader_.next());
    return Comparison(pin, entries, options_).list(filter);
  }

  std::string ask() {
    const Acls entries = acls();
    const Subject subject{principal(), host()};
    const Pin pin = authorizer_->pin(reader_.next());
    const Comparison comparison(pin, entries, options_);
    std::string difference = comparison.by_type(subject, operation(), type());
    return difference.empty() ? comparison.decide(subject, {operation(), type(), name()}) : difference;
  }

  std::string compare_all() {
    const Acls entries = acls();
    const Pin pin = authorizer_->pin(0);
    if (pin.acl_count() != entries.size()) return "the number of entries differs";
    const Comparison comparison(pin, entries, options_);
    std::string difference = comparison.list({});
    for (const Acl& entry : entries) {
      if (!difference.empty()) break;
      difference = comparison.decide({entry.principal, entry.host}, {entry.operation, entry.type, entry.name});
      if (difference.empty())
        difference = comparison.by_type({entry.principal, "10.0.0.1"}, entry.operation, entry.type);
    }
    return difference;
  }

  // Then nothing may be left.
  std::string remove_all() {
    while (!held_.empty()) {
      if (authorizer_->remove({held_.begin()->first, 7}) != Change::kDone) return "an entry cannot be removed";
      held_.erase(held_.begin());
    }
    const Statistics left = authorizer_->statistics();
    if (left.patterns != 0 || left.malformed != 0 || left.malformed_denies != 0) return "something is still counted";
    return left.used_bytes == empty_bytes_ ? "" : "memory is left behind";
  }

  Acls acls() const {
    Acls all;
    for (const auto& [number, acl] : held_) all.push_back(acl);
    return all;
  }

  Reader reader_;
  Texts texts_;
  AuthorizerOptions options_;
  World world_;
  std::unique_ptr<Authorizer> authorizer_;
  uint64_t empty_bytes_ = 0;
  std::map<uint64_t, Acl> held_;  // by id
};

}  // namespace

std::string run_session(std::string_view bytes) { return Session(bytes).run(); }

}  // namespace klamm::test
