// The texts and numbers that entries are made of, each stored once.
#pragma once

#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>

#include "authz/cidr.h"
#include "authz/edit.h"
#include "authz/hash.h"
#include "klamm/policy.h"

namespace klamm::authz {

// A principal, a host, or the name of one pattern. Its Ref is its identity: two cells with one Ref mean one text.
struct Text {
  uint64_t hash_value;
  uint32_t size;
  mutable uint32_t uses;  // entries that need it; only the feed looks

  uint64_t hash() const { return hash_value; }
  std::string_view view() const { return {reinterpret_cast<const char*>(this + 1), size}; }
  size_t bytes() const { return sizeof(Text) + size; }
};

inline const Text* make_text(Edit& edit, std::string_view text, uint64_t hash) {
  auto* made = new (edit.allocate(sizeof(Text) + text.size())) Text{hash, static_cast<uint32_t>(text.size()), 0};
  std::memcpy(made + 1, text.data(), text.size());
  return made;
}

inline uint64_t hash_range(const HostRange& range) {
  return hash_text({reinterpret_cast<const char*>(range.first.bytes.data()), range.first.bytes.size()}) ^
         mix(range.length + (range.first.v6 ? 256u : 0u));
}

// One range of hosts, however many texts there are for it ("10.0.0.1/8" and "10.0.0.2/8" are one).
struct Network {
  uint64_t hash_value;
  HostRange range;
  mutable uint32_t uses;

  uint64_t hash() const { return hash_value; }
};

// What an id of the feed stands for. For a malformed entry `name` is its MalformedEntry, and the rest is zero.
struct IdRecord {
  AclId id;
  Ref name;
  Ref principal;
  Ref host;
  Operation operation;
  Permission permission;
  ResourceType type;
  PatternType pattern;

  static uint64_t hash_of(const AclId& id) { return mix(id.high ^ mix(id.low)); }
  uint64_t hash() const { return hash_of(id); }
};
static_assert(sizeof(IdRecord) == 32);

// An entry that is kept as it came.
struct MalformedEntry {
  uint64_t hash_value;
  uint32_t name_size;
  uint32_t principal_size;
  uint32_t host_size;
  Operation operation;
  Permission permission;
  ResourceType type;
  PatternType pattern;

  uint64_t hash() const { return hash_value; }
  const char* text() const { return reinterpret_cast<const char*>(this + 1); }
  size_t bytes() const { return sizeof(MalformedEntry) + name_size + principal_size + host_size; }
  Acl acl() const {
    return {.type = type,
            .pattern = pattern,
            .operation = operation,
            .permission = permission,
            .name = {text(), name_size},
            .principal = {text() + name_size, principal_size},
            .host = {text() + name_size + principal_size, host_size}};
  }
};

}  // namespace klamm::authz
