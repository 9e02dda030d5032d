#include "klamm/authorizer.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "unit/authz/oracle.h"

using namespace klamm;

namespace {

AclId id(uint64_t number) { return {number, ~number}; }

Acl allow(std::string_view name, Operation operation = Operation::kRead, std::string_view principal = "User:u",
          std::string_view host = "*") {
  return {ResourceType::kTopic, PatternType::kLiteral, operation, Permission::kAllow, name, principal, host};
}
Acl prefixed(Acl acl) {
  acl.pattern = PatternType::kPrefixed;
  return acl;
}
Acl deny(Acl acl) {
  acl.permission = Permission::kDeny;
  return acl;
}

const Subject kUser{"User:u", "10.0.0.1"};

Decision ask(const Authorizer& authorizer, std::string_view name, Operation operation = Operation::kRead,
             const Subject& subject = kUser) {
  return authorizer.pin(0).decide(subject, {operation, ResourceType::kTopic, name});
}

}  // namespace

TEST_CASE("an authorizer without entries denies, or allows everyone if it is told to") {
  const Authorizer closed({});
  CHECK_FALSE(ask(closed, "a").allowed);
  CHECK(ask(closed, "a").reason == Reason::kDefaultDeny);
  const Authorizer open({.allow_everyone_if_no_acl = true});
  CHECK(ask(open, "a").allowed);
  CHECK(ask(open, "a").reason == Reason::kDefaultAllow);
}

TEST_CASE("an entry that touches a name takes it out of allow.everyone") {
  Authorizer authorizer({.allow_everyone_if_no_acl = true});
  REQUIRE(authorizer.add(id(1), prefixed(allow("f", Operation::kRead, "User:other"))) == Change::kDone);
  CHECK_FALSE(ask(authorizer, "foo").allowed);
  CHECK(ask(authorizer, "bar").allowed);
  REQUIRE(authorizer.remove(id(1)) == Change::kDone);
  CHECK(ask(authorizer, "foo").allowed);
}

TEST_CASE("a DENY of any kind of pattern outweighs every ALLOW") {
  for (const Acl& denying : {deny(allow("foo")), deny(prefixed(allow("fo"))), deny(allow("*"))}) {
    Authorizer authorizer({});
    REQUIRE(authorizer.add(id(1), allow("foo")) == Change::kDone);
    REQUIRE(authorizer.add(id(2), prefixed(allow("f"))) == Change::kDone);
    REQUIRE(authorizer.add(id(3), allow("*")) == Change::kDone);
    CHECK(ask(authorizer, "foo").allowed);
    REQUIRE(authorizer.add(id(4), denying) == Change::kDone);
    const Pin pin = authorizer.pin(0);
    const Action action{Operation::kRead, ResourceType::kTopic, "foo"};
    const Decision decision = pin.decide(kUser, action);
    CHECK_FALSE(decision.allowed);
    CHECK(pin.explain(kUser, action, decision).acl == denying);
  }
}

TEST_CASE("the feed refuses known ids, equal entries and unknown ids, and then nothing has changed") {
  Authorizer authorizer({});
  REQUIRE(authorizer.add(id(1), allow("a")) == Change::kDone);
  const Statistics before = authorizer.statistics();
  CHECK(authorizer.add(id(1), allow("b")) == Change::kKnownId);
  CHECK(authorizer.add(id(2), allow("a")) == Change::kKnownAcl);
  CHECK(authorizer.remove(id(2)) == Change::kUnknownId);
  const Statistics after = authorizer.statistics();
  CHECK(after.version == before.version);
  CHECK(after.used_bytes == before.used_bytes);
  CHECK(after.entries == 1);
}

TEST_CASE("a load replaces everything, or nothing when it is refused or given up") {
  Authorizer authorizer({});
  REQUIRE(authorizer.add(id(1), allow("old")) == Change::kDone);
  {
    Load given_up = authorizer.begin_load();
    CHECK(given_up.add(id(2), allow("new")) == Change::kDone);
  }
  CHECK(ask(authorizer, "old").allowed);
  Load refused = authorizer.begin_load();
  CHECK(refused.add(id(2), allow("new")) == Change::kDone);
  CHECK(refused.add(id(2), allow("newer")) == Change::kDone);
  CHECK(refused.commit() == Change::kKnownId);
  CHECK(refused.add(id(3), allow("newest")) == Change::kKnownId);
  CHECK(refused.commit() == Change::kKnownId);
  CHECK(ask(authorizer, "old").allowed);
  Load twins = authorizer.begin_load();
  CHECK(twins.add(id(2), allow("new")) == Change::kDone);
  CHECK(twins.add(id(3), allow("new")) == Change::kDone);
  CHECK(twins.commit() == Change::kKnownAcl);
  Load load = authorizer.begin_load(1);
  CHECK(load.add(id(2), allow("new")) == Change::kDone);
  CHECK(load.commit() == Change::kDone);
  CHECK_FALSE(ask(authorizer, "old").allowed);
  CHECK(ask(authorizer, "new").allowed);
  CHECK(authorizer.statistics().retired_bytes == 0);
}

TEST_CASE("a pin sees the entries of its moment, and they are freed when it ends") {
  Authorizer authorizer({});
  REQUIRE(authorizer.add(id(1), allow("a")) == Change::kDone);
  {
    const Pin pin = authorizer.pin(7);
    REQUIRE(authorizer.remove(id(1)) == Change::kDone);
    const Action action{Operation::kRead, ResourceType::kTopic, "a"};
    CHECK(pin.decide(kUser, action).allowed);
    CHECK_FALSE(ask(authorizer, "a").allowed);
    CHECK(pin.acl_count() == 1);
    CHECK(authorizer.statistics().retired_bytes > 0);
  }
  CHECK(authorizer.statistics().retired_bytes == 0);
}

TEST_CASE("a pin that is never given back stops the feed before it fills the memory") {
  Authorizer authorizer({.retired_limit = 100'000});
  uint64_t number = 0;
  const auto add = [&] {
    const std::string name = std::to_string(++number);
    return authorizer.add(id(number), allow(name));
  };
  {
    const Pin pin = authorizer.pin(0);
    while (add() == Change::kDone) REQUIRE(number < 1'000);
    CHECK(authorizer.statistics().retired_bytes > 100'000);
    CHECK(authorizer.statistics().retired_bytes < 200'000);
    Load load = authorizer.begin_load();
    CHECK(load.commit() == Change::kNoMemory);
    CHECK_FALSE(ask(authorizer, std::to_string(number)).allowed);
    CHECK(ask(authorizer, std::to_string(number - 1)).allowed);
  }
  CHECK(authorizer.statistics().retired_bytes == 0);
  CHECK(add() == Change::kDone);
}

TEST_CASE("a pin can be taken apart and put together again") {
  Authorizer authorizer({});
  REQUIRE(authorizer.add(id(1), allow("a")) == Change::kDone);
  const Pin::Token token = authorizer.pin(3).detach();
  REQUIRE(authorizer.remove(id(1)) == Change::kDone);
  CHECK(authorizer.statistics().retired_bytes > 0);
  {
    const Pin pin = Pin::adopt(authorizer, token);
    CHECK(pin.decide(kUser, {Operation::kRead, ResourceType::kTopic, "a"}).allowed);
  }
  CHECK(authorizer.statistics().retired_bytes == 0);
}

TEST_CASE("a batch gives one decision per action, in order") {
  Authorizer authorizer({});
  REQUIRE(authorizer.add(id(1), allow("*", Operation::kWrite)) == Change::kDone);
  REQUIRE(authorizer.add(id(2), deny(allow("no", Operation::kAll))) == Change::kDone);
  const std::vector<Action> actions{
      {Operation::kWrite, ResourceType::kTopic, "a"}, {Operation::kWrite, ResourceType::kTopic, "no"},
      {Operation::kRead, ResourceType::kTopic, "a"},  {Operation::kDescribe, ResourceType::kTopic, "a"},
      {Operation::kWrite, ResourceType::kGroup, "a"}, {Operation::kWrite, ResourceType{200}, "a"}};
  std::vector<Decision> decisions(actions.size());
  authorizer.pin(0).decide(kUser, actions, decisions);
  std::vector<bool> allowed;
  for (const Decision& decision : decisions) allowed.push_back(decision.allowed);
  CHECK(allowed == std::vector<bool>{true, false, false, true, false, false});
}

TEST_CASE("an entry that cannot be understood allows nothing, is counted and listed, and touches its names") {
  Authorizer authorizer({.allow_everyone_if_no_acl = true, .cidr_hosts = true});
  const std::vector<Acl> entries{
      allow("principal", Operation::kRead, "nocolon"), deny(allow("host", Operation::kRead, "User:u", "10.0.0.0/33")),
      allow("operation", Operation{77}),
      Acl{ResourceType{9}, PatternType::kLiteral, Operation::kRead, Permission::kAllow, "t", "User:u", "*"}};
  for (size_t number = 0; number < entries.size(); ++number) {
    REQUIRE(authorizer.add(id(number), entries[number]) == Change::kDone);
    CHECK(authorizer.add(id(99), entries[number]) == Change::kKnownAcl);
  }
  for (const char* name : {"principal", "host", "operation"}) CHECK_FALSE(ask(authorizer, name).allowed);
  CHECK(ask(authorizer, "t").allowed);
  CHECK(authorizer.statistics().malformed == 4);
  CHECK(authorizer.statistics().malformed_denies == 1);
  {
    const Pin pin = authorizer.pin(0);
    AclCursor cursor = pin.malformed();
    Acl acl;
    size_t listed = 0;
    while (cursor.next(acl)) {
      CHECK(std::count(entries.begin(), entries.end(), acl) == 1);
      ++listed;
    }
    CHECK(listed == 4);
  }
  REQUIRE(authorizer.add(id(50), Acl{ResourceType::kTopic, PatternType{5}, Operation::kRead, Permission::kDeny, "x",
                                     "User:u", "*"}) == Change::kDone);
  CHECK_FALSE(ask(authorizer, "anything").allowed);
  for (const uint64_t number : {0u, 1u, 2u, 3u, 50u}) REQUIRE(authorizer.remove(id(number)) == Change::kDone);
  for (const char* name : {"principal", "host", "operation", "anything"}) CHECK(ask(authorizer, name).allowed);
  CHECK(authorizer.statistics().patterns == 0);
}

TEST_CASE("an entry that is no ALLOW denies, whatever else of it cannot be understood") {
  const auto strange = [](Acl acl, Permission permission) {
    acl.permission = permission;
    return acl;
  };
  Acl no_pattern = deny(allow("topic"));
  no_pattern.pattern = PatternType{9};
  struct Case {
    Acl entry;
    bool denies;
  };
  const std::vector<Case> cases{
      {strange(allow("topic"), Permission::kUnknown), true},
      {strange(allow("topic"), Permission::kAny), true},
      {strange(allow("topic"), Permission{77}), true},
      {strange(allow("*", Operation::kAll, "User:*"), Permission::kUnknown), true},
      {strange(allow("topic", Operation::kRead, "User:u", "10.0.0.0/8"), Permission::kUnknown), true},
      {strange(allow("topic", Operation::kRead, "User:v"), Permission::kUnknown), false},
      {strange(allow("topic", Operation::kRead, "User:u", "10.0.0.2"), Permission::kUnknown), false},
      {strange(allow("topic", Operation::kRead, "User:u", "10.0.0.0/77"), Permission::kUnknown), false},
      {strange(allow("topic", Operation::kDescribe), Permission::kUnknown), false},
      {strange(allow("topic", Operation{77}), Permission::kDeny), false},
      {strange(allow("topic", Operation::kRead, "nocolon"), Permission::kUnknown), false},
      {no_pattern, true},
  };
  for (const Case& each : cases) {
    CAPTURE(&each - cases.data());
    Authorizer authorizer({.allow_everyone_if_no_acl = true, .cidr_hosts = true});
    REQUIRE(authorizer.add(id(1), allow("topic", Operation::kAll)) == Change::kDone);
    CHECK(ask(authorizer, "topic").allowed);
    REQUIRE(authorizer.add(id(2), each.entry) == Change::kDone);
    {
      const Pin pin = authorizer.pin(0);
      const Action action{Operation::kRead, ResourceType::kTopic, "topic"};
      const Decision decision = pin.decide(kUser, action);
      CHECK(decision.allowed != each.denies);
      const Explanation explanation = pin.explain(kUser, action, decision);
      REQUIRE(explanation.decided);
      CHECK((explanation.acl == each.entry) == each.denies);
    }
    REQUIRE(authorizer.remove(id(2)) == Change::kDone);
    CHECK(ask(authorizer, "topic").allowed);
  }
}

TEST_CASE("nobody may use what is of an unknown type once an entry of an unknown type is stored") {
  Authorizer authorizer({.allow_everyone_if_no_acl = true});
  const Action action{Operation::kRead, ResourceType{9}, "t"};
  CHECK(authorizer.pin(0).decide(kUser, action).allowed);
  Acl entry = allow("other");
  entry.type = ResourceType{9};
  REQUIRE(authorizer.add(id(1), entry) == Change::kDone);
  CHECK_FALSE(authorizer.pin(0).decide(kUser, action).allowed);
}

TEST_CASE("two authorizers know nothing of each other") {
  Authorizer one({});
  const Authorizer two({.allow_everyone_if_no_acl = true});
  REQUIRE(one.add(id(1), deny(allow("a"))) == Change::kDone);
  CHECK(ask(two, "a").allowed);
}

TEST_CASE("a change past the memory limit fails and leaves the entries in force") {
  Authorizer authorizer({.memory_limit = 64 * 1024});
  uint64_t number = 0;
  Change change = Change::kDone;
  while (change == Change::kDone) change = authorizer.add(id(number), allow(std::to_string(number))), ++number;
  CHECK(change == Change::kNoMemory);
  CHECK(number > 10);
  CHECK(authorizer.statistics().entries == number - 1);
  for (uint64_t stored = 0; stored + 1 < number; ++stored) {
    CHECK(ask(authorizer, std::to_string(stored)).allowed);
    if (stored % 2 == 0) REQUIRE(authorizer.remove(id(stored)) == Change::kDone);
  }
  CHECK(authorizer.add(id(number), allow("again")) == Change::kDone);
}

TEST_CASE("among many entries of one pattern the only one that matches is found, whatever makes it match") {
  const std::vector<Acl> only{allow("t", Operation::kRead, "User:*"),
                              allow("t", Operation::kRead, "User:*", "10.0.0.1"),
                              allow("t", Operation::kRead, "User:*", "10.0.0.0/24"),
                              allow("t"),
                              allow("t", Operation::kRead, "User:u", "10.0.0.1"),
                              allow("t", Operation::kRead, "User:u", "10.0.0.77/24")};
  for (const Acl& matching : only) {
    for (const unsigned others : {3u, 15u, 16u, 17u, 300u}) {
      Authorizer authorizer({.cidr_hosts = true});
      std::vector<std::string> texts;
      for (unsigned number = 0; number < others; ++number) {
        texts = {"User:" + std::to_string(number), "10.0.1." + std::to_string(number)};
        REQUIRE(authorizer.add(id(number), allow("t", Operation::kRead, texts[0], texts[1])) == Change::kDone);
      }
      CHECK_FALSE(ask(authorizer, "t").allowed);
      REQUIRE(authorizer.add(id(1'000), matching) == Change::kDone);
      CHECK(ask(authorizer, "t").allowed);
      for (unsigned number = 0; number < others; ++number) REQUIRE(authorizer.remove(id(number)) == Change::kDone);
      CHECK(ask(authorizer, "t").allowed);
      REQUIRE(authorizer.remove(id(1'000)) == Change::kDone);
      CHECK_FALSE(ask(authorizer, "t").allowed);
    }
  }
}

TEST_CASE("authorizeByResourceType answers the reference's cases") {
  const auto by_type = [](const AuthorizerOptions& options, const std::vector<Acl>& acls, Operation operation) {
    Authorizer authorizer(options);
    for (size_t number = 0; number < acls.size(); ++number)
      REQUIRE(authorizer.add(id(number), acls[number]) == Change::kDone);
    return authorizer.pin(0).authorize_by_resource_type(kUser, operation, ResourceType::kTopic).allowed;
  };
  const AuthorizerOptions everyone{.allow_everyone_if_no_acl = true};
  CHECK_FALSE(by_type(everyone, {deny(allow("*"))}, Operation::kRead));
  CHECK(by_type(everyone, {deny(allow("foo"))}, Operation::kRead));
  CHECK(by_type(everyone, {}, Operation::kRead));
  CHECK_FALSE(by_type(everyone, {allow("hardcode", Operation::kRead, "User:other")}, Operation::kRead));
  CHECK(by_type({}, {prefixed(allow("foo")), deny(prefixed(allow("foob")))}, Operation::kRead));
  CHECK_FALSE(by_type({}, {allow("foo")}, Operation::kDescribe));
  CHECK(by_type({}, {prefixed(allow("hard"))}, Operation::kDescribe));
  CHECK_FALSE(by_type(everyone, {}, Operation::kAny));
  const AuthorizerOptions corrected{.corrected_by_resource_type = true};
  CHECK(by_type(corrected, {allow("foo")}, Operation::kDescribe));
  CHECK_FALSE(by_type(corrected, {allow("foo"), deny(allow("foo", Operation::kDescribe))}, Operation::kDescribe));
}
