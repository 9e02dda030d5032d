// The decisions of docs/semantics.md, sections 3 to 6, over one snapshot. No allocation, no lock, no exception.
#pragma once

#include <array>
#include <cstdint>

#include "authz/snapshot.h"

namespace klamm::authz {

// A subject in the terms of one snapshot.
class Asker {
 public:
  Asker(const Snapshot& snapshot, const Subject& subject) noexcept;
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;

  const Snapshot& snapshot() const { return snapshot_; }
  // What a pattern's entries grant to this subject.
  Grants on(const PatternSet& set) const noexcept;

  // Whether the cell is of an entry (not the sum over a range) that is about this subject.
  bool meets(const Cell& cell) const noexcept;
  bool has_networks() const { return networks_ != 0; }

  // Whoever this subject is in a cell, calls visit(principal, host).
  template <class Visit>
  void for_each_key(Visit visit) const {
    for_each_host(kAnyRef, visit);
    if (principal_ != kNoRef && principal_ != kAnyRef) for_each_host(principal_, visit);
  }

 private:
  template <class Visit>
  void for_each_host(Ref principal, Visit& visit) const {
    visit(principal, kAnyRef);
    if (host_ != kNoRef && host_ != kAnyRef) visit(principal, host_);
    for (unsigned index = 0; index < networks_; ++index) visit(principal, network_[index]);
  }
  bool from(Ref host) const noexcept;
  void find_networks(std::string_view host) noexcept;

  const Snapshot& snapshot_;
  Ref principal_ = kNoRef;  // kNoRef: no entry names it
  Ref host_ = kNoRef;
  unsigned networks_ = 0;
  std::array<Ref, kRangeLengths> network_;  // one per length at most; the first networks_ are set
};

// A request: the grants on the literal `*` are looked up once per type. The subject must outlive it.
class Request {
 public:
  Request(const Snapshot& snapshot, const Subject& subject) noexcept : asker_(snapshot, subject), subject_(subject) {}
  Decision decide(const Action& action) noexcept;
  const Asker& asker() const { return asker_; }

 private:
  Grants on_any_name(unsigned type, const PatternSet& set) noexcept;
  [[gnu::noinline, gnu::cold]] bool meets_malformed_deny(const Action& action) const noexcept;

  Asker asker_;
  const Subject& subject_;
  std::array<Grants, kTypes> any_name_;
  uint8_t known_any_name_ = 0;  // a bit per type
};

// The first malformed entry in Kafka's scan that denies (docs/semantics.md, 3.7), or nullptr. Looks at all of them.
const MalformedEntry* find_malformed_deny(const Snapshot& snapshot, const Subject& subject,
                                          const Action& action) noexcept;
// Whether Kafka's scan for `name` reads `one` before `two`. Both are about that name.
bool read_before(const Acl& one, const Acl& two, std::string_view name) noexcept;

TypeDecision decide_by_type(const Snapshot& snapshot, const Subject& subject, Operation operation,
                            ResourceType type) noexcept;
Explanation explain(const Snapshot& snapshot, const Subject& subject, const Action& action,
                    const Decision& decision) noexcept;

}  // namespace klamm::authz
