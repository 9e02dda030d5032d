// Names of any bytes and any length.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "unit/authz/compare.h"

using namespace klamm;
using namespace klamm::test;

namespace {

Acl entry(std::string_view name, PatternType pattern, Permission permission = Permission::kAllow) {
  return {ResourceType::kTopic, pattern, Operation::kRead, permission, name, "User:u", "*"};
}
const Subject kUser{"User:u", "10.0.0.1"};

bool allowed(const Authorizer& authorizer, std::string_view name) {
  return authorizer.pin(0).decide(kUser, {Operation::kRead, ResourceType::kTopic, name}).allowed;
}

}  // namespace

TEST_CASE("every byte at every place of a name counts") {
  Authorizer authorizer({});
  std::vector<std::string> names;
  for (unsigned byte = 0; byte < 256; ++byte) names.push_back(std::string("a") + static_cast<char>(byte) + "c");
  for (uint64_t number = 0; number < 256; number += 2) {
    const auto pattern = number % 4 == 0 ? PatternType::kLiteral : PatternType::kPrefixed;
    REQUIRE(authorizer.add({number, 0}, entry(names[number], pattern)) == Change::kDone);
  }
  for (uint64_t number = 0; number < 256; ++number) {
    CHECK(allowed(authorizer, names[number]) == (number % 2 == 0));
    CHECK(allowed(authorizer, names[number] + std::string(1, '\0')) == (number % 4 == 2));
    CHECK_FALSE(allowed(authorizer, std::string_view(names[number]).substr(0, 2)));
  }
}

TEST_CASE("names of a hundred thousand bytes are told apart at their last byte") {
  Authorizer authorizer({});
  for (const size_t size : {63u, 64u, 65u, 32'767u, 98'301u, 3'000'000u}) {
    const std::string name(size, 'n');
    REQUIRE(authorizer.add({size, 1}, entry(name, PatternType::kLiteral)) == Change::kDone);
    CHECK(allowed(authorizer, name));
    CHECK_FALSE(allowed(authorizer, name + "n"));
    CHECK_FALSE(allowed(authorizer, std::string_view(name).substr(1)));
    REQUIRE(authorizer.add({size, 2}, entry(name, PatternType::kPrefixed)) == Change::kDone);
    CHECK(allowed(authorizer, name + "n"));
    CHECK_FALSE(allowed(authorizer, std::string_view(name).substr(1)));
    REQUIRE(authorizer.remove({size, 1}) == Change::kDone);
    CHECK(allowed(authorizer, name));
    REQUIRE(authorizer.remove({size, 2}) == Change::kDone);
  }
  CHECK(authorizer.statistics().patterns == 0);
}

TEST_CASE("a thousand names that share ten thousand bytes answer as the oracle") {
  const std::string shared(10'000, 's');
  std::vector<std::string> names;
  for (unsigned number = 0; number < 1'000; ++number) names.push_back(shared + std::to_string(number));
  Authorizer authorizer({});
  Load load = authorizer.begin_load();
  for (uint64_t number = 0; number < names.size(); ++number) {
    const auto pattern = number % 3 == 0 ? PatternType::kPrefixed : PatternType::kLiteral;
    REQUIRE(load.add({number, 0}, entry(names[number], pattern,
                                        number % 7 == 0 ? Permission::kDeny : Permission::kAllow)) == Change::kDone);
  }
  REQUIRE(load.commit() == Change::kDone);
  for (uint64_t number = 0; number < names.size(); ++number) {
    bool allow = false;
    bool deny = false;
    for (uint64_t other = 0; other < names.size(); ++other) {
      const bool meets = other % 3 == 0 ? names[number].starts_with(names[other]) : names[number] == names[other];
      (other % 7 == 0 ? deny : allow) |= meets;
    }
    REQUIRE(allowed(authorizer, names[number]) == (allow && !deny));
  }
}

TEST_CASE("ten thousand prefixes, each one byte longer than the last, can be loaded, walked, changed and listed") {
  const std::string whole(10'000, 'p');
  Authorizer authorizer({});
  Load load = authorizer.begin_load();
  for (uint64_t size = 1; size <= whole.size(); ++size) {
    REQUIRE(load.add({size, 0}, entry(std::string_view(whole).substr(0, size), PatternType::kPrefixed)) ==
            Change::kDone);
  }
  REQUIRE(load.commit() == Change::kDone);
  CHECK(allowed(authorizer, whole + "x"));
  CHECK(allowed(authorizer, "p"));
  CHECK_FALSE(allowed(authorizer, "q"));
  REQUIRE(authorizer.add({0, 1}, entry(whole, PatternType::kPrefixed, Permission::kDeny)) == Change::kDone);
  CHECK_FALSE(allowed(authorizer, whole));
  CHECK(allowed(authorizer, std::string_view(whole).substr(1)));
  const Pin pin = authorizer.pin(0);
  CHECK(pin.authorize_by_resource_type(kUser, Operation::kRead, ResourceType::kTopic).allowed);
  AclCursor cursor = pin.acls({});
  Acl acl;
  size_t listed = 0;
  while (cursor.next(acl)) ++listed;
  CHECK(listed == whole.size() + 1);
}

TEST_CASE("unpaired surrogates and NUL are bytes like any other, and a surrogate is no prefix of a pair by chance") {
  // As the border encodes them: U+D83D alone, and U+1F600 as its two surrogates.
  const std::string high = "\xed\xa0\xbd";
  const std::string pair = high + "\xed\xb8\x80";
  Authorizer authorizer({});
  REQUIRE(authorizer.add({1, 0}, entry(high, PatternType::kPrefixed)) == Change::kDone);
  CHECK(allowed(authorizer, pair));
  CHECK_FALSE(allowed(authorizer, "\xed\xa0\xbe"));
  REQUIRE(authorizer.add({2, 0}, entry(std::string_view("\0", 1), PatternType::kLiteral)) == Change::kDone);
  CHECK(allowed(authorizer, std::string_view("\0", 1)));
  CHECK_FALSE(allowed(authorizer, ""));
  CHECK_FALSE(allowed(authorizer, std::string_view("\0\0", 2)));
}
