// Kafka's ACL authorizer, native: a feed of entries in, decisions out. The rules are docs/semantics.md.
//
//   Authorizer authorizer({.allow_everyone_if_no_acl = false, .cidr_hosts = true});
//   auto load = authorizer.begin_load();
//   load.add(id, acl); …
//   load.commit();                                      // readers now see all of it, or still what was before
//   Pin pin = authorizer.pin(stripe);                   // one snapshot for the whole request
//   pin.decide(subject, actions, decisions);            // no allocation, no lock, no exception
//   if (wanted) Explanation why = pin.explain(subject, actions[0], decisions[0]);
//
// Threads: any number may pin and read; the feed (load, add, remove) may be called from any thread and is serialised
// inside. Everything belongs to one Authorizer; there is no state of the process.
//
// Memory: what a change supersedes is freed by whoever leaves last (a pin's end, the next change, or reclaim()).
// A pin keeps everything alive that was superseded since it was taken, so hold it for one request, not longer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "klamm/policy.h"

namespace klamm {

struct AuthorizerOptions {
  bool allow_everyone_if_no_acl = false;  // allow.everyone.if.no.acl.found
  bool cidr_hosts = false;                // hosts with a `/` are ranges (Kafka 4.4) and not literals (up to 4.3)
  // authorize_by_resource_type() by its purpose instead of by Kafka's steps (docs/semantics.md, section 6).
  bool corrected_by_resource_type = false;
  uint64_t memory_limit = 0;  // bytes that one set of entries may take, 0: no limit; a change past it fails
  // Bytes that may wait for readers to leave. A pin that is never given back would keep all that is superseded after
  // it: past this limit changes fail instead, until it leaves.
  uint64_t retired_limit = uint64_t{256} << 20;
};

// Whether a change is in force. Whatever is not kDone left the former entries in force, all of them.
enum class Change : uint8_t {
  kNoMemory = 0,  // none left, or past a limit of the options
  kDone = 1,
  kKnownId = 2,    // add: another entry is stored under this id (or the same one)
  kKnownAcl = 3,   // add: an equal entry is stored under another id
  kUnknownId = 4,  // remove
  kTooLarge = 5,   // a text over 256 MiB
};

enum class Reason : uint8_t { kDefaultDeny = 0, kDefaultAllow = 1, kAcl = 2 };

// All zero means no. Valid as long as the pin that it was made with.
struct Decision {
  const void* pattern = nullptr;  // for explain() only
  bool allowed = false;
  Reason reason = Reason::kDefaultDeny;
};

// The entry that made a decision; its texts lie in the snapshot. Reason::kAcl only, else `decided` is false.
struct Explanation {
  bool decided = false;
  Acl acl;
};

// For authorizeByResourceType, the default method of Kafka's interface.
struct TypeDecision {
  bool allowed = false;
  // Kafka first authorizes one literal resource named `hardcode` (and logs that decision). Denied by default in the
  // corrected mode, which does not ask it.
  Decision hardcode;
};

struct Statistics {
  uint64_t entries = 0;           // stored ids, malformed ones included
  uint64_t malformed = 0;         // of them
  uint64_t malformed_denies = 0;  // of them: those that would deny, or that nobody can tell
  uint64_t patterns = 0;          // distinct resource patterns
  uint64_t version = 0;           // of the snapshot; every change adds one
  uint64_t native_bytes = 0;      // reserved from the system, retired ones included
  uint64_t used_bytes = 0;        // of them in blocks in use
  uint64_t retired_bytes = 0;     // superseded, waiting for a reader to leave
  uint64_t load_nanos = 0;        // the last load: from begin_load() to being in force
  uint64_t change_nanos = 0;      // the last add or remove
};

struct Snapshot;
class Authorizer;

// Iterates over entries of one snapshot in Kafka's scan order (docs/semantics.md, section 5), the malformed ones last.
// Belongs to one thread; the pin that it came from must outlive it.
class AclCursor {
 public:
  AclCursor(AclCursor&&) noexcept;
  AclCursor& operator=(AclCursor&&) noexcept;
  ~AclCursor();
  // False at the end. The texts of `acl` lie in the snapshot. Throws std::bad_alloc.
  bool next(Acl& acl);

 private:
  friend class Pin;
  struct Impl;
  explicit AclCursor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One snapshot, kept alive. Cheap: two atomic operations on a counter of its stripe.
class Pin {
 public:
  Pin(Pin&& other) noexcept
      : owner_(std::exchange(other.owner_, nullptr)), snapshot_(other.snapshot_), ticket_(other.ticket_) {}
  Pin& operator=(Pin&&) = delete;
  ~Pin() {
    if (owner_ != nullptr) release();
  }

  // One decision per action, in the same order. `decisions` is as long as `actions`.
  void decide(const Subject& subject, std::span<const Action> actions, std::span<Decision> decisions) const noexcept;
  Decision decide(const Subject& subject, const Action& action) const noexcept;
  // Kafka refuses the operations and types UNKNOWN and ANY before; here they are denied.
  TypeDecision authorize_by_resource_type(const Subject& subject, Operation operation,
                                          ResourceType type) const noexcept;

  // Which entry made `decision`, which this pin gave for this subject and action. Off the hot path: no allocation, but
  // it may look at every entry of the deciding pattern. Which of several entries: docs/semantics.md, section 5.
  Explanation explain(const Subject& subject, const Action& action, const Decision& decision) const noexcept;

  // Throw std::bad_alloc. acls() holds the malformed entries that match the filter, too.
  AclCursor acls(const AclFilter& filter) const;
  AclCursor malformed() const;

  uint64_t acl_count() const noexcept;
  uint64_t version() const noexcept;

  // For a request that crosses the border more than once: take the pin apart, and put it together again in a later
  // call, on whichever thread. A token that is never adopted keeps its snapshot until the Authorizer ends.
  struct Token {
    const Snapshot* snapshot = nullptr;
    uint32_t ticket = 0;
  };
  Token detach() && noexcept {
    owner_ = nullptr;
    return {snapshot_, ticket_};
  }
  static Pin adopt(const Authorizer& owner, Token token) noexcept { return Pin(&owner, token.snapshot, token.ticket); }

 private:
  friend class Authorizer;
  Pin(const Authorizer* owner, const Snapshot* snapshot, uint32_t ticket)
      : owner_(owner), snapshot_(snapshot), ticket_(ticket) {}
  void release() noexcept;

  const Authorizer* owner_;
  const Snapshot* snapshot_;
  uint32_t ticket_;
};

// A whole new set of entries, built beside the one in force. Destroyed without commit(): nothing happened.
class Load {
 public:
  Load(Load&&) noexcept;
  Load& operator=(Load&&) = delete;
  ~Load();
  // After the first answer that is not kDone every further one is the same, and so is commit()'s: no half set. Ids and
  // entries that come twice are found by commit().
  Change add(const AclId& id, const Acl& acl) noexcept;
  // Replaces all entries, those that were added or removed since begin_load() included. Once.
  Change commit() noexcept;

 private:
  friend class Authorizer;
  struct Impl;
  explicit Load(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Authorizer {
 public:
  // Holds no entry. Throws std::bad_alloc.
  explicit Authorizer(const AuthorizerOptions& options);
  // No pin, cursor or load of it may be left.
  ~Authorizer();
  Authorizer(const Authorizer&) = delete;
  Authorizer& operator=(const Authorizer&) = delete;

  const AuthorizerOptions& options() const noexcept;

  // The feed. `expected` entries, if known, spare some growing. begin_load() throws std::bad_alloc.
  Load begin_load(size_t expected = 0);
  Change add(const AclId& id, const Acl& acl) noexcept;
  Change remove(const AclId& id) noexcept;

  // `stripe` spreads the readers over counters: give every thread a number of its own (0, 1, 2 …, taken modulo 64).
  // Any number is correct; threads that share one slow each other down.
  Pin pin(uint32_t stripe) const noexcept;

  Statistics statistics() const noexcept;
  // Frees what no reader holds any longer; never waits. For a gauge's poll; readers and changes do it by themselves.
  void reclaim() const noexcept;

  struct Impl;

 private:
  friend class Pin;
  friend class Load;
  std::unique_ptr<Impl> impl_;
};

}  // namespace klamm
