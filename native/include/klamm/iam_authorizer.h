// MSK's IAM access control for a broker's requests: a roster in, decisions out. The rules are docs/iam-semantics.md and
// docs/iam.md, "In a broker".
//
//   IamAuthorizer authorizer;
//   authorizer.replace(roster, options);             // requests now see all of it, or still what was before
//   IamPin pin = authorizer.pin(stripe);             // one snapshot for the whole request
//   if (auto asker = pin.asker(subject, transport))  // not of IAM's otherwise
//     asker->decide(action, now);
//
// Threads: any number may pin and ask, without a lock; replace() is serialised inside. A caller is prepared once for
// each principal, address and transport, and kept in a table of the snapshot that begins anew when it is full.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "klamm/iam.h"
#include "klamm/iam_roster.h"
#include "klamm/policy.h"

namespace klamm {

struct IamOptions {
  // authorizeByResourceType by its purpose (is there a name that is allowed?) instead of as MSK is believed to answer
  // it: by the one name `hardcode`.
  bool exact_by_resource_type = false;
  // CREATE and DELETE of the cluster are CreateTopic and DeleteTopic on the cluster's ARN, instead of nothing in IAM.
  bool create_on_cluster = false;
};

// What is known of how the request came.
enum class IamTransport : uint8_t { kUnknown = 0, kPlain = 1, kSecure = 2 };

// Why a request was decided as it was. All zero means no.
enum class IamWhy : uint8_t {
  kNothing = 0,
  kDecided = 1,    // by policies: see the reason
  kNoConnect = 2,  // Connect is not allowed, for that reason
  kNoAction = 3,   // nothing in IAM grants the operation
  kTooLong = 4,    // the name
};

struct IamVerdict {
  bool allowed = false;
  IamWhy why = IamWhy::kNothing;
  IamDecision decision;
};

struct IamNumbers {
  uint64_t statements = 0;  // of all identities; those that all share count once for each
  uint64_t identities = 0;
  uint64_t parts = 0;
  uint64_t callers = 0;   // prepared and kept at present
  uint64_t prepared = 0;  // prepared so far
  uint64_t retired = 0;   // superseded snapshots and tables that a reader still holds
};

class IamAuthorizer;
struct IamSnapshot;
struct IamKept;

// One principal's requests from one address, in one snapshot. Its pin must outlive it.
class IamAsker {
 public:
  IamAsker(IamAsker&&) noexcept;
  ~IamAsker();

  // The action's name is in the border's encoding (policy.h). `now`: seconds since 1970. Throws std::bad_alloc.
  IamVerdict decide(const Action& action, int64_t now);
  // Whether some resource of the type may be asked (IamOptions::exact_by_resource_type).
  IamVerdict decide_by_type(Operation operation, ResourceType type, int64_t now);

  // The ARN whom the principal plays.
  std::string_view arn() const;
  // `FILE:LINE:COLUMN: statement "Sid"`, as an audit log names it; empty where no statement decided.
  std::string_view statement(const IamVerdict& verdict) const;

 private:
  friend class IamPin;
  IamAsker(const IamSnapshot& snapshot, const IamKept* kept, std::unique_ptr<const IamKept> own);

  IamVerdict ask(IamAction action, ResourceType type, std::string_view name, int64_t now, bool any_type);
  IamDecision connect(int64_t now);

  const IamSnapshot* snapshot_;
  std::unique_ptr<const IamKept> own_;  // one that the table had no room for
  const IamKept* kept_;                 // null: of an empty snapshot, which allows nothing
  std::optional<IamDecision> connect_;
  std::string arn_;
  std::string name_;
};

// One snapshot, kept alive. Cheap: two atomic operations on a counter of its stripe.
class IamPin {
 public:
  IamPin(IamPin&& other) noexcept
      : owner_(std::exchange(other.owner_, nullptr)), snapshot_(other.snapshot_), ticket_(other.ticket_) {}
  IamPin& operator=(IamPin&&) = delete;
  ~IamPin() {
    if (owner_ != nullptr) release();
  }

  // nullopt: the principal is none of IAM's: neither of the type `IAM` nor a part of the roster. An `IAM:` whose name
  // is no ARN is one whom no statement names. Throws std::bad_alloc.
  std::optional<IamAsker> asker(const Subject& subject, IamTransport transport) const;
  IamNumbers numbers() const noexcept;  // of this snapshot

  // See Pin::Token.
  struct Token {
    const IamSnapshot* snapshot = nullptr;
    uint32_t ticket = 0;
  };
  Token detach() && noexcept {
    owner_ = nullptr;
    return {snapshot_, ticket_};
  }
  static IamPin adopt(const IamAuthorizer& owner, Token token) noexcept {
    return IamPin(&owner, token.snapshot, token.ticket);
  }

 private:
  friend class IamAuthorizer;
  IamPin(const IamAuthorizer* owner, const IamSnapshot* snapshot, uint32_t ticket)
      : owner_(owner), snapshot_(snapshot), ticket_(ticket) {}
  void release() noexcept;

  const IamAuthorizer* owner_;
  const IamSnapshot* snapshot_;
  uint32_t ticket_;
};

class IamAuthorizer {
 public:
  // Holds nothing: every principal of the type `IAM` is denied everything. Throws std::bad_alloc.
  IamAuthorizer();
  // No pin of it may be left.
  ~IamAuthorizer();
  IamAuthorizer(const IamAuthorizer&) = delete;
  IamAuthorizer& operator=(const IamAuthorizer&) = delete;

  // Throws std::bad_alloc and std::length_error; then what was before is in force.
  void replace(IamRoster roster, const IamCluster& cluster, const IamOptions& options);

  // See Authorizer::pin().
  IamPin pin(uint32_t stripe) const noexcept;
  IamNumbers numbers() const noexcept;

  struct Impl;

 private:
  friend class IamPin;
  std::unique_ptr<Impl> impl_;
};

}  // namespace klamm
