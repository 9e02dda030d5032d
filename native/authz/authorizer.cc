#include "klamm/authorizer.h"

#include <optional>

#include "authz/authorizer_impl.h"
#include "authz/builder.h"
#include "authz/decide.h"
#include "authz/draft.h"

namespace klamm {

using authz::Builder;
using authz::Draft;
using authz::Edit;
using authz::Pool;

namespace {

uint64_t nanos_since(std::chrono::steady_clock::time_point begun) {
  const auto passed = std::chrono::steady_clock::now() - begun;
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(passed).count());
}

}  // namespace

// ---- what one Authorizer owns --------------------------------------------------------------------------------------

Authorizer::Impl::Impl(const AuthorizerOptions& asked) : options(asked), pool(make_pool()) {
  Snapshot* empty = nullptr;
  if (Builder(*pool, options, 0).finish(empty) != Change::kDone) throw std::bad_alloc();
  current.store(empty);
}

void Authorizer::Impl::publish(const Snapshot* next, std::list<Retired>& superseded) noexcept {
  current.store(next);
  superseded.back().at = readers.ended();
  retired_bytes += superseded.back().bytes;
  retired.splice(retired.end(), superseded);
  free_retired();
}

void Authorizer::Impl::free_retired() noexcept {
  while (!retired.empty()) {
    Retired& oldest = retired.front();
    if (oldest.at + 2 > readers.ended()) {
      if (!readers.try_end_phase()) return;
      continue;
    }
    for (const authz::Block& block : oldest.blocks) oldest.pool->free(block.bytes, block.size);
    retired_bytes -= oldest.bytes;
    retired.pop_front();
  }
  readers.stop_waiting();
}

// A reader that leaves while somebody else holds the mutex leaves the work to that one: hence the second look.
void Authorizer::Impl::reclaim() noexcept {
  do {
    const std::unique_lock lock(mutex, std::try_to_lock);
    if (!lock.owns_lock()) return;
    free_retired();
  } while (readers.may_end());
}

template <class Apply>
Change Authorizer::Impl::change(Apply apply) noexcept {
  Change outcome = Change::kNoMemory;
  try {
    const std::lock_guard lock(mutex);
    if (retired_bytes > options.retired_limit) return Change::kNoMemory;
    const auto begun = Clock::now();
    const Snapshot* before = current.load();
    Edit edit(*pool, Edit::Mode::kCopy);
    Draft draft(edit, *before);
    outcome = apply(draft);
    if (outcome == Change::kDone) {
      std::list<Retired> superseded(1);
      edit.supersede(before, sizeof(Snapshot));
      const Snapshot* next = draft.finish();
      Retired& retiring = superseded.back();
      retiring.pool = pool.get();
      retiring.blocks = edit.keep();
      for (const authz::Block& block : retiring.blocks) retiring.bytes += Pool::rounded(block.size);
      publish(next, superseded);
      change_nanos = nanos_since(begun);
    }
  } catch (...) {
    return Change::kNoMemory;
  }
  if (readers.may_end()) reclaim();
  return outcome;
}

Change Authorizer::Impl::replace(std::unique_ptr<Pool>& made, Snapshot* next, Clock::time_point begun) noexcept {
  try {
    const std::lock_guard lock(mutex);
    if (retired_bytes > options.retired_limit) return Change::kNoMemory;
    std::list<Retired> superseded(1);
    superseded.back().bytes = pool->used();
    superseded.back().whole = std::exchange(pool, std::move(made));
    next->version = current.load()->version + 1;
    publish(next, superseded);
    load_nanos = nanos_since(begun);
  } catch (...) {
    return Change::kNoMemory;
  }
  if (readers.may_end()) reclaim();
  return Change::kDone;
}

// ---- loads ---------------------------------------------------------------------------------------------------------

struct Load::Impl {
  Impl(Authorizer::Impl& of, size_t expected)
      : owner(of), pool(of.make_pool()), builder(std::in_place, *pool, of.options, expected) {}

  template <class Apply>
  Change apply(Apply step) noexcept {
    if (outcome != Change::kDone) return outcome;
    try {
      outcome = step();
    } catch (...) {
      outcome = Change::kNoMemory;
    }
    return outcome;
  }

  Authorizer::Impl& owner;
  Authorizer::Impl::Clock::time_point begun = Authorizer::Impl::Clock::now();
  std::unique_ptr<Pool> pool;
  std::optional<Builder> builder;
  Change outcome = Change::kDone;
};

Load::Load(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Load::Load(Load&&) noexcept = default;
Load::~Load() = default;

Change Load::add(const AclId& id, const Acl& acl) noexcept {
  return impl_->apply([&] { return impl_->builder->add(id, acl); });
}

Change Load::commit() noexcept {
  return impl_->apply([&] {
    Snapshot* made = nullptr;
    const Change built = impl_->builder->finish(made);
    if (built != Change::kDone) return built;
    impl_->builder.reset();
    return impl_->owner.replace(impl_->pool, made, impl_->begun);
  });
}

// ---- the authorizer ------------------------------------------------------------------------------------------------

Authorizer::Authorizer(const AuthorizerOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Authorizer::~Authorizer() = default;

const AuthorizerOptions& Authorizer::options() const noexcept { return impl_->options; }

Load Authorizer::begin_load(size_t expected) { return Load(std::make_unique<Load::Impl>(*impl_, expected)); }

Change Authorizer::add(const AclId& id, const Acl& acl) noexcept {
  return impl_->change([&](Draft& draft) { return draft.add(id, acl); });
}

Change Authorizer::remove(const AclId& id) noexcept {
  return impl_->change([&](Draft& draft) { return draft.remove(id); });
}

Pin Authorizer::pin(uint32_t stripe) const noexcept {
  const uint32_t ticket = impl_->readers.enter(stripe);
  return Pin(this, impl_->current.load(), ticket);
}

void Authorizer::reclaim() const noexcept { impl_->reclaim(); }

Statistics Authorizer::statistics() const noexcept {
  Statistics statistics;
  {
    const std::lock_guard lock(impl_->mutex);
    const Snapshot& now = *impl_->current.load();
    statistics.entries = now.entries;
    statistics.malformed = now.malformed_count;
    statistics.malformed_denies = now.malformed_denies;
    statistics.patterns = now.patterns;
    statistics.version = now.version;
    statistics.native_bytes = sizeof(Impl) + impl_->reserved.load();
    statistics.used_bytes = impl_->pool->used();
    statistics.load_nanos = impl_->load_nanos;
    statistics.change_nanos = impl_->change_nanos;
    statistics.retired_bytes = impl_->retired_bytes;
  }
  if (impl_->readers.may_end()) impl_->reclaim();
  return statistics;
}

// ---- pins ----------------------------------------------------------------------------------------------------------

void Pin::release() noexcept {
  if (owner_->impl_->readers.leave(ticket_)) owner_->impl_->reclaim();
}

void Pin::decide(const Subject& subject, std::span<const Action> actions,
                 std::span<Decision> decisions) const noexcept {
  authz::Request request(*snapshot_, subject);
  for (size_t index = 0; index < actions.size(); ++index) decisions[index] = request.decide(actions[index]);
}

Decision Pin::decide(const Subject& subject, const Action& action) const noexcept {
  return authz::Request(*snapshot_, subject).decide(action);
}

TypeDecision Pin::authorize_by_resource_type(const Subject& subject, Operation operation,
                                             ResourceType type) const noexcept {
  return authz::decide_by_type(*snapshot_, subject, operation, type);
}

Explanation Pin::explain(const Subject& subject, const Action& action, const Decision& decision) const noexcept {
  return authz::explain(*snapshot_, subject, action, decision);
}

uint64_t Pin::acl_count() const noexcept { return snapshot_->entries; }
uint64_t Pin::version() const noexcept { return snapshot_->version; }

}  // namespace klamm
