// Many readers under a feed that never rests. Built with ThreadSanitizer, too.
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "authz/readers.h"
#include "klamm/authorizer.h"

using namespace klamm;

namespace {

Acl entry(std::string_view name, Permission permission, std::string_view principal = "User:u") {
  return {ResourceType::kTopic, PatternType::kPrefixed, Operation::kRead, permission, name, principal, "*"};
}

void load(Authorizer& authorizer, Permission permission) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made;
    for (unsigned number = 0; number < 50; ++number)
      made.push_back("t" + std::string(1, '-').append(std::to_string(number)));
    return made;
  }();
  Load loading = authorizer.begin_load();
  for (uint64_t number = 0; number < names.size(); ++number) {
    if (loading.add({number, 0}, entry(names[number], permission)) != Change::kDone) std::abort();
  }
  if (loading.commit() != Change::kDone) std::abort();
}

// One request: all of it must be of one set of entries. False if it is not.
bool request(const Authorizer& authorizer, uint32_t stripe, bool thorough) {
  const Subject subject{"User:u", "10.0.0.1"};
  const Pin pin = authorizer.pin(stripe);
  unsigned allowed = 0;
  for (const char* name : {"t-1", "t-20", "t-3x", "t-49"}) {
    const Action action{Operation::kRead, ResourceType::kTopic, name};
    const Decision decision = pin.decide(subject, action);
    allowed += decision.allowed ? 1 : 0;
    const Explanation explanation = pin.explain(subject, action, decision);
    if (!explanation.decided || !std::string_view(name).starts_with(explanation.acl.name)) return false;
    if ((explanation.acl.permission == Permission::kAllow) != decision.allowed) return false;
  }
  if (allowed != 0 && allowed != 4) return false;
  if (pin.authorize_by_resource_type(subject, Operation::kRead, ResourceType::kTopic).allowed != (allowed == 4))
    return false;
  if (!thorough) return true;
  AclCursor cursor = pin.acls({});
  Acl acl;
  uint64_t listed = 0;
  while (cursor.next(acl)) ++listed;
  return listed == pin.acl_count();
}

}  // namespace

TEST_CASE("sixteen readers under loads, adds and removals see whole sets of entries, and nothing is kept in the end") {
  Authorizer authorizer({});
  load(authorizer, Permission::kAllow);
  std::atomic<bool> stop{false};
  std::atomic<bool> wrong{false};
  std::atomic<uint64_t> requests{0};
  std::vector<std::thread> readers;
  for (uint32_t stripe = 0; stripe < 16; ++stripe) {
    readers.emplace_back([&, stripe] {
      for (uint64_t round = 0; !stop; ++round) {
        if (!request(authorizer, stripe / 2, round % 16 == 0)) wrong = true;  // two share a stripe
        ++requests;
      }
    });
  }
  for (unsigned round = 0; round < 60; ++round) {
    load(authorizer, round % 2 == 0 ? Permission::kDeny : Permission::kAllow);
    for (uint64_t step = 0; step < 20; ++step) {
      const std::string name = std::to_string(step);
      CHECK(authorizer.add({step, 9}, entry(name, Permission::kAllow, "User:other")) == Change::kDone);
      if (step % 2 == 0) CHECK(authorizer.remove({step, 9}) == Change::kDone);
    }
    CHECK(authorizer.statistics().entries == 60);
  }
  while (requests < 1'000) std::this_thread::yield();
  stop = true;
  for (std::thread& reader : readers) reader.join();
  CHECK_FALSE(wrong);
  CHECK(authorizer.statistics().retired_bytes == 0);
}

TEST_CASE("a reader that stays keeps what it sees, whatever else is freed meanwhile") {
  Authorizer authorizer({});
  load(authorizer, Permission::kAllow);
  const Pin pin = authorizer.pin(1);
  std::thread feed([&] {
    for (unsigned round = 0; round < 10; ++round) load(authorizer, Permission::kDeny);
  });
  feed.join();
  CHECK(authorizer.statistics().retired_bytes > 0);
  CHECK(pin.decide({"User:u", "h"}, {Operation::kRead, ResourceType::kTopic, "t-1"}).allowed);
}

TEST_CASE("the last reader of a phase is told, whoever it is, and nobody else") {
  authz::Readers readers;
  const uint32_t early = readers.enter(1);
  const uint32_t twin = readers.enter(1);
  const uint64_t retired_at = readers.ended();
  REQUIRE(readers.try_end_phase());        // the other phase was empty
  REQUIRE_FALSE(readers.try_end_phase());  // this one has two readers
  const uint32_t late = readers.enter(1);
  CHECK_FALSE(readers.may_end());
  CHECK_FALSE(readers.leave(late));  // it came too late to matter
  CHECK_FALSE(readers.leave(twin));
  CHECK(readers.leave(early));
  CHECK(readers.may_end());
  REQUIRE(readers.try_end_phase());
  CHECK(readers.ended() >= retired_at + 2);
}
