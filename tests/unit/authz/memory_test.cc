// Where memory comes from, and what happens when there is none.
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "authz/pool.h"
#include "klamm/authorizer.h"
#include "unit/authz/compare.h"
#include "unit/authz/counted_memory.h"

using namespace klamm;
using namespace klamm::test;

namespace {

// Something of everything: arrays and tables of cells, ranges, prefixes, long names, a malformed entry.
class Sample {
 public:
  Sample() {
    for (unsigned number = 0; number < 40; ++number) {
      add(number % 2 == 0 ? "*" : "topic", PatternType::kLiteral, "User:" + std::to_string(number), "*");
      add("topic-" + std::to_string(number), PatternType::kPrefixed, "User:u",
          "10.0." + std::to_string(number) + ".0/24");
    }
    add(std::string(5000, 'n'), PatternType::kLiteral, "User:u", "10.0.0.1");
    add("topic", PatternType::kLiteral, "nocolon", "*");
  }
  const Acls& acls() const { return acls_; }

 private:
  void add(std::string name, PatternType pattern, std::string principal, std::string host) {
    for (std::string* text : {&name, &principal, &host})
      texts_.push_back(std::make_unique<std::string>(std::move(*text)));
    const size_t at = texts_.size() - 3;
    acls_.push_back({ResourceType::kTopic, pattern, Operation::kRead, Permission::kAllow, *texts_[at], *texts_[at + 1],
                     *texts_[at + 2]});
  }
  std::vector<std::unique_ptr<std::string>> texts_;
  Acls acls_;
};

Change load(Authorizer& authorizer, const Acls& acls) {
  Load loading = authorizer.begin_load();
  for (size_t number = 0; number < acls.size(); ++number) static_cast<void>(loading.add({number, 1}, acls[number]));
  return loading.commit();
}

std::string listing(const Authorizer& authorizer) {
  const Pin pin = authorizer.pin(0);
  AclCursor cursor = pin.acls({});
  Acl acl;
  std::string text;
  while (cursor.next(acl)) text += print(acl);
  return text;
}

}  // namespace

TEST_CASE("deciding allocates nothing") {
  Authorizer authorizer({.cidr_hosts = true});
  const Sample sample;
  REQUIRE(load(authorizer, sample.acls()) == Change::kDone);
  std::vector<Action> actions;
  for (const Acl& acl : sample.acls()) actions.push_back({Operation::kDescribe, ResourceType::kTopic, acl.name});
  std::vector<Decision> decisions(actions.size());
  const Subject subjects[] = {{"User:u", "10.0.3.7"}, {"User:7", "fe80:0:0:0:0:0:0:1%1"}, {"User:none", "host"}};
  size_t decided = 0;
  const uint64_t before = allocations;
  const uint64_t used = authorizer.statistics().used_bytes;
  for (unsigned round = 0; round < 100; ++round) {
    for (const Subject& subject : subjects) {
      const Pin pin = authorizer.pin(round);
      pin.decide(subject, actions, decisions);
      for (size_t number = 0; number < actions.size(); ++number) {
        decided += pin.explain(subject, actions[number], decisions[number]).decided ? 1 : 0;
      }
      decided += pin.authorize_by_resource_type(subject, Operation::kRead, ResourceType::kTopic).allowed ? 1 : 0;
    }
  }
  CHECK(allocations == before);
  CHECK(authorizer.statistics().used_bytes == used);
  CHECK(decided > 1000);
}

TEST_CASE("a change that runs out of memory at any point leaves everything as it was") {
  const Sample sample;
  const Acl more{ResourceType::kTopic, PatternType::kPrefixed, Operation::kWrite, Permission::kDeny, "topic-new",
                 "User:new",           "10.9.0.0/16"};
  const Acl odd{ResourceType::kGroup, PatternType::kLiteral, Operation::kRead, Permission::kDeny, "g", "odd", "*"};
  for (unsigned kind = 0; kind < 5; ++kind) {
    Authorizer authorizer({.cidr_hosts = true});
    REQUIRE(load(authorizer, sample.acls()) == Change::kDone);
    const std::string before = listing(authorizer);
    const Statistics statistics = authorizer.statistics();
    const auto change = [&] {
      switch (kind) {
        case 0:
          return authorizer.add({1000, 1}, more);
        case 1:
          return authorizer.add({1000, 1}, odd);
        case 2:
          return authorizer.remove({1, 1});
        case 3:
          return authorizer.remove({81, 1});
        default:
          return load(authorizer, {more, odd});
      }
    };
    for (int64_t allowed = 0;; ++allowed) {
      Change answer = Change::kNoMemory;
      try {
        allowance = allowed;
        answer = change();  // begin_load() itself may throw
        allowance = -1;
      } catch (const std::bad_alloc&) {
        allowance = -1;
      }
      if (answer == Change::kDone) {
        CHECK(allowed > 2);
        break;
      }
      REQUIRE(answer == Change::kNoMemory);
      REQUIRE(listing(authorizer) == before);
      REQUIRE(authorizer.statistics().used_bytes == statistics.used_bytes);
      REQUIRE(authorizer.statistics().version == statistics.version);
    }
    CHECK(listing(authorizer) != before);
    CHECK(authorizer.statistics().version == statistics.version + 1);
  }
}

TEST_CASE("a change that meets the memory limit at any block leaves everything as it was") {
  const Sample sample;
  const Acl more{ResourceType::kTopic, PatternType::kLiteral, Operation::kWrite, Permission::kDeny, "topic-new",
                 "User:new",           "10.9.0.0/16"};
  Authorizer measured({.cidr_hosts = true});
  REQUIRE(load(measured, sample.acls()) == Change::kDone);
  const uint64_t needed = measured.statistics().used_bytes;
  const std::string before = listing(measured);
  size_t refused = 0;
  for (uint64_t limit = needed + 16;; limit += 16) {
    Authorizer authorizer({.cidr_hosts = true, .memory_limit = limit});
    if (load(authorizer, sample.acls()) != Change::kDone) continue;  // building needs some room besides
    const uint64_t used = authorizer.statistics().used_bytes;
    if (authorizer.add({1000, 1}, more) == Change::kDone) break;
    ++refused;
    REQUIRE(authorizer.statistics().used_bytes == used);
    REQUIRE(listing(authorizer) == before);
    REQUIRE(authorizer.remove({1000, 1}) == Change::kUnknownId);
  }
  CHECK(refused > 10);
}

TEST_CASE("a hundred thousand changes leave no memory behind") {
  Authorizer authorizer({.cidr_hosts = true});
  const Sample sample;
  REQUIRE(load(authorizer, sample.acls()) == Change::kDone);
  std::mt19937 random(3);
  uint64_t used = 0;
  uint64_t native = 0;
  for (unsigned round = 0; round < 20; ++round) {
    for (unsigned step = 0; step < 2'500; ++step) {
      const Acl& acl = sample.acls()[random() % sample.acls().size()];
      Acl twin = acl;
      twin.operation = static_cast<Operation>(4 + random() % 6);
      twin.permission = Permission::kDeny;
      REQUIRE(authorizer.add({5000, step}, twin) == Change::kDone);
      REQUIRE(authorizer.remove({5000, step}) == Change::kDone);
    }
    const Statistics now = authorizer.statistics();
    CHECK(now.retired_bytes == 0);
    if (round > 0) CHECK(now.used_bytes == used);
    if (round > 1) CHECK(now.native_bytes == native);
    used = now.used_bytes;
    native = now.native_bytes;
  }
}

TEST_CASE("a pool names blocks by number, of every size, and unmaps all of them") {
  std::atomic<uint64_t> reserved{0};
  {
    authz::Pool pool(0, reserved);
    std::vector<std::pair<char*, size_t>> blocks;
    std::mt19937 random(5);
    for (unsigned round = 0; round < 4; ++round) {
      for (size_t size = 1; size < 3'000'000; size += 1 + size / 7) {
        auto* block = static_cast<char*>(pool.allocate(size));
        REQUIRE(reinterpret_cast<uintptr_t>(block) % 16 == 0);
        REQUIRE(pool.at(authz::Pool::ref(block)) == block);
        REQUIRE(authz::Pool::ref(block) > authz::kAnyRef);
        REQUIRE(authz::Pool::rounded(size) >= size);
        std::fill_n(block, size, static_cast<char>(size));
        blocks.emplace_back(block, size);
      }
      std::shuffle(blocks.begin(), blocks.end(), random);
      while (blocks.size() > 20) {
        const auto [block, size] = blocks.back();
        const char written = static_cast<char>(size);
        REQUIRE(std::count(block, block + size, written) == static_cast<ptrdiff_t>(size));
        pool.free(block, size);
        blocks.pop_back();
      }
    }
    for (const auto& [block, size] : blocks) pool.free(block, size);
    CHECK(pool.used() == 0);
  }
  CHECK(reserved == 0);
}
