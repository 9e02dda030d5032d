// What authorization is about, as plain values under Kafka's own names and codes. Nothing here owns memory.
//
// Strings (names, principals, hosts) are byte strings in the border's encoding: every UTF-16 code unit of the Java
// string is encoded on its own, in the one to three bytes that UTF-8 gives the scalar of that value. So a surrogate,
// paired or not, takes three bytes, and NUL is one zero byte. The encoding loses nothing, keeps prefixes, and keeps
// the order of Java's String.compareTo; equality and prefix are those of bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace klamm {

// The codes are those of Kafka's enums and of its protocol. A value outside the named ones is legal everywhere: it is
// an entry or a request that a newer Kafka would understand (see malformed()).
enum class ResourceType : uint8_t {
  kUnknown = 0,
  kAny = 1,
  kTopic = 2,
  kGroup = 3,
  kCluster = 4,
  kTransactionalId = 5,
  kDelegationToken = 6,
  kUser = 7,
};

enum class PatternType : uint8_t { kUnknown = 0, kAny = 1, kMatch = 2, kLiteral = 3, kPrefixed = 4 };

enum class Operation : uint8_t {
  kUnknown = 0,
  kAny = 1,
  kAll = 2,
  kRead = 3,
  kWrite = 4,
  kCreate = 5,
  kDelete = 6,
  kAlter = 7,
  kDescribe = 8,
  kClusterAction = 9,
  kDescribeConfigs = 10,
  kAlterConfigs = 11,
  kIdempotentWrite = 12,
  kCreateTokens = 13,
  kDescribeTokens = 14,
  kTwoPhaseCommit = 15,
};

enum class Permission : uint8_t { kUnknown = 0, kAny = 1, kDeny = 2, kAllow = 3 };

inline constexpr std::string_view kAnyName = "*";            // a LITERAL of this name matches every name
inline constexpr std::string_view kAnyPrincipal = "User:*";  // matches every principal of every type
inline constexpr std::string_view kAnyHost = "*";

// Kafka's Uuid of an entry in the feed.
struct AclId {
  uint64_t high = 0;  // getMostSignificantBits()
  uint64_t low = 0;   // getLeastSignificantBits()
  friend bool operator==(const AclId&, const AclId&) = default;
};

// One entry (StandardAcl).
struct Acl {
  ResourceType type = ResourceType::kUnknown;
  PatternType pattern = PatternType::kUnknown;
  Operation operation = Operation::kUnknown;
  Permission permission = Permission::kUnknown;
  std::string_view name{};
  std::string_view principal{};  // "Type:name"
  std::string_view host{};       // as stored
  friend bool operator==(const Acl&, const Acl&) = default;
};

// The first thing of an entry that cannot be understood. Such an entry is kept, listed and counted, and allows nothing
// (docs/semantics.md, section 2).
enum class Malformed : uint8_t { kNone = 0, kType, kPattern, kOperation, kPermission, kPrincipal, kHost };
// `cidr_hosts`: hosts that hold a `/` are ranges (Kafka 4.4 and later).
Malformed malformed(const Acl& acl, bool cidr_hosts) noexcept;

// Who asks, and from where.
struct Subject {
  // "Type:name" of the principal reduced to its base class. Kafka takes the first colon of an entry's principal as the
  // end of the type; so for a principal whose type itself holds a colon pass empty text, which only `User:*` matches.
  std::string_view principal{};
  std::string_view host{};  // InetAddress.getHostAddress()
};

// One question. The resource is a literal name; other pattern types are refused by the caller, as Kafka refuses them.
struct Action {
  Operation operation = Operation::kUnknown;
  ResourceType type = ResourceType::kUnknown;
  std::string_view name{};
};

// AclBindingFilter. ANY matches every value of its enum; a name, principal or host that is not given matches every
// text.
struct AclFilter {
  ResourceType type = ResourceType::kAny;
  PatternType pattern = PatternType::kAny;  // kMatch: every pattern that would affect `name`
  Operation operation = Operation::kAny;
  Permission permission = Permission::kAny;
  bool has_name = false;
  bool has_principal = false;
  bool has_host = false;
  std::string_view name{};
  std::string_view principal{};
  std::string_view host{};
};

}  // namespace klamm
