// A roster, compiled: an index for each identity, and the callers that were prepared so far.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "authz/readers.h"
#include "klamm/iam_authorizer.h"

namespace klamm::authz {

// The policies that one identity, or one session of it with policies of its own, is judged by.
struct IamStanding {
  explicit IamStanding(IamPolicySet policies);

  IamIndex index;
  std::vector<std::string> described;  // each statement, for an audit log
  bool timed = false;                  // a statement asks the clock
  bool sourced = false;                // one asks for the caller's address
};

// Whom a principal plays, with what.
struct IamRole {
  IamPrincipal plays;
  IamContext context;
  const IamStanding* standing = nullptr;
};

}  // namespace klamm::authz

namespace klamm {

// What a caller is kept by. The texts of a kept one's are its own.
struct IamCallerKey {
  std::string_view principal;  // in the border's encoding
  std::string_view host;       // empty where no policy asks for it
  IamTransport transport = IamTransport::kUnknown;
  friend bool operator==(const IamCallerKey&, const IamCallerKey&) = default;
};

// A caller, prepared.
struct IamKept {
  IamKept(const IamCallerKey& by, size_t hashed, const authz::IamStanding& stands, std::string plays, IamCaller made)
      : hash(hashed),
        principal(by.principal),
        host(by.host),
        key{principal, host, by.transport},
        standing(&stands),
        arn(std::move(plays)),
        caller(std::move(made)) {}
  IamKept(const IamKept&) = delete;

  const size_t hash;
  const std::string principal;
  const std::string host;
  const IamCallerKey key;
  const authz::IamStanding* const standing;
  const std::string arn;
  const IamCaller caller;
  IamDecision connect;  // unless the clock is asked
};

}  // namespace klamm

namespace klamm::authz {

// Callers by their keys. They are only added, so that readers need no lock; a full one is replaced as a whole.
struct IamTable {
  static constexpr size_t kSlots = 2048;
  static constexpr size_t kMost = kSlots / 2;

  ~IamTable();
  const IamKept* find(size_t hash, const IamCallerKey& key) const noexcept;
  // Takes `made` and returns what stands for its key from then on; nullptr if there is no room, and `made` stays.
  const IamKept* put(std::unique_ptr<const IamKept>& made) noexcept;

  std::array<std::atomic<const IamKept*>, kSlots> slots{};
  std::atomic<size_t> used{0};
};

struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace klamm::authz

namespace klamm {

struct IamSnapshot {
  // An empty one: nobody plays anybody.
  explicit IamSnapshot(IamAuthorizer::Impl& of);
  IamSnapshot(IamAuthorizer::Impl& of, IamRoster roster, const IamCluster& in, const IamOptions& with);
  ~IamSnapshot();

  // Whom the principal (WTF-8) plays; nullopt if IAM does not judge it.
  std::optional<authz::IamRole> role_of(std::string_view principal) const;
  // Its table is full: begins another.
  void begin_table(const authz::IamTable* full) const noexcept;

  IamAuthorizer::Impl& owner;
  IamOptions options;
  IamCluster cluster;
  std::string cluster_arn;
  IamNumbers numbers;
  std::vector<std::unique_ptr<const authz::IamStanding>> standings;
  authz::ByText<authz::IamRole> parts;
  authz::ByText<authz::IamRole> identities;    // by iam_identity_key()
  const authz::IamStanding* nobody = nullptr;  // nothing attached; null in an empty snapshot
  bool sourced = false;                        // some standing asks for the caller's address
  std::vector<IamContext::Key> cluster_tags;
  mutable std::atomic<authz::IamTable*> table;
};

struct IamAuthorizer::Impl {
  // What nobody will reach once those readers have left that were there when it was superseded.
  struct Retired {
    uint64_t at = 0;  // how often a phase of readers had ended
    std::unique_ptr<const IamSnapshot> snapshot;
    std::unique_ptr<const authz::IamTable> table;
  };

  Impl();
  ~Impl();
  void retire(std::list<Retired>& superseded) noexcept;  // with the mutex held
  void free_retired() noexcept;                          // likewise
  void reclaim() noexcept;

  authz::Readers readers;
  std::atomic<const IamSnapshot*> current{nullptr};
  std::atomic<uint64_t> prepared{0};

  std::mutex mutex;
  std::list<Retired> retired;
};

}  // namespace klamm
