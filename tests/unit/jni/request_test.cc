#include "cpp/request.h"

#include <catch2/catch.hpp>
#include <string>

#include "cpp/acls.h"
#include "cpp/frame.h"
#include "unit/jni/frame_builder.h"

using namespace klamm;
using namespace klamm::jni;

namespace {

constexpr uint8_t kTopic = 2, kRead = 3, kWrite = 4;

struct Fixture {
  Fixture() {
    CHECK(authorizer.add({0, 1}, {ResourceType::kTopic, PatternType::kPrefixed, Operation::kRead, Permission::kAllow,
                                  "orders", "User:alice", "*"}) == Change::kDone);
  }

  FrameBuilder request(uint32_t actions) const {
    return FrameBuilder().u32(actions).text("User:alice").text("10.0.0.1").u8(0);
  }

  // The answer to a request in a frame with so much room behind it.
  int32_t decide(const FrameBuilder& builder, size_t room) {
    frame = builder.bytes;
    answer = (frame.size() + 7) / 8 * 8;
    const size_t length = frame.size();
    frame.resize(answer + room, std::byte{0xff});
    const Pin pin = authorizer.pin(0);
    return decide_frame({pin}, frame, length);
  }
  int verdict(size_t action) const { return static_cast<int>(frame[answer + action]); }

  Authorizer authorizer{AuthorizerOptions{}};
  std::vector<std::byte> frame;
  size_t answer = 0;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "each action gets its verdict, in order, over several batches") {
  FrameBuilder request = Fixture::request(200);
  for (int i = 0; i < 200; ++i) request.action(kTopic, i % 3 == 0 ? kWrite : kRead, 0, "orders.v" + std::to_string(i));
  REQUIRE(decide(request, 200) == 200);
  for (size_t i = 0; i < 200; ++i) CHECK(verdict(i) == (i % 3 == 0 ? 0 : 1));
}

TEST_CASE_METHOD(Fixture, "explanations follow the verdicts for those that ask") {
  FrameBuilder request = Fixture::request(4);
  request.action(kTopic, kRead, 1, "orders").action(kTopic, kRead, 2, "orders");
  request.action(kTopic, kRead, 2, "bills").action(kTopic, kRead, 1, "bills");
  REQUIRE(decide(request, 1000) == 4);
  CHECK(verdict(0) == 3);
  CHECK(verdict(1) == 1);
  CHECK(verdict(2) == 2);
  CHECK(verdict(3) == 0);
  FrameReader explanations{std::span(frame).subspan(answer + 4)};
  CHECK(explanations.u8() == static_cast<uint8_t>(Reason::kAcl));
  CHECK(explanations.acl().name == "orders");
  CHECK(explanations.u8() == static_cast<uint8_t>(Reason::kDefaultDeny));
}

TEST_CASE_METHOD(Fixture, "an answer without room is refused, whatever part of it does not fit") {
  const FrameBuilder request = Fixture::request(1).action(kTopic, kRead, 1, "orders");
  constexpr size_t kAnswer = 1 + 1 + 4 + 4 + 6 + 4 + 10 + 4 + 1;
  for (size_t room = 0; room < kAnswer; ++room) CHECK(decide(request, room) == kTooSmall);
  CHECK(decide(request, kAnswer) == 1);
}

TEST_CASE_METHOD(Fixture, "a request that is cut anywhere, or goes on, is refused") {
  FrameBuilder request = Fixture::request(2).action(kTopic, kRead, 0, "orders").action(kTopic, kRead, 0, "orders");
  FrameBuilder cut;
  for (size_t size = 0; size < request.bytes.size(); ++size) {
    cut.bytes.assign(request.bytes.begin(), request.bytes.begin() + static_cast<ptrdiff_t>(size));
    CHECK(decide(cut, 100) == kBadFrame);
  }
  CHECK(decide(request, 100) == 2);
  CHECK(decide(request.u8(0), 100) == kBadFrame);
  CHECK(decide(Fixture::request(0xffffffff), 100) == kBadFrame);
}

TEST_CASE_METHOD(Fixture, "a length beyond the frame is refused") {
  std::vector<std::byte> small(4);
  const Pin pin = authorizer.pin(0);
  CHECK(decide_frame({pin}, small, 5) == kBadFrame);
}

TEST_CASE_METHOD(Fixture, "a listing goes page by page and tells when an entry fits on none") {
  for (uint64_t i = 2; i < 100; ++i) {
    const std::string name = "topic-" + std::to_string(i);
    REQUIRE(authorizer.add({0, i}, {ResourceType::kTopic, PatternType::kLiteral, Operation::kRead, Permission::kAllow,
                                    name, "User:bob", "*"}) == Change::kDone);
  }
  Listing listing(authorizer.pin(0), AclFilter{});
  std::vector<std::byte> page(100);
  CHECK(listing.page(std::span(page).first(10)) == kTooSmall);
  int total = 0;
  for (int count = listing.page(page); count > 0; count = listing.page(page)) total += count;
  CHECK(total == 99);
  CHECK(listing.page(page) == 0);
}

TEST_CASE_METHOD(Fixture, "a load takes frames of whole entries only") {
  const FrameBuilder whole =
      FrameBuilder().u64(1).u64(2).u8(kTopic).u8(3).u8(kRead).u8(3).text("a").text("User:bob").text("*");
  for (size_t size = 1; size < whole.bytes.size(); ++size) {
    Load load = authorizer.begin_load();
    CHECK(load_frame(load, std::span(whole.bytes).first(size)) == kBadFrame);
  }
  Load load = authorizer.begin_load();
  CHECK(load_frame(load, whole.bytes) == 1);
  CHECK(load_frame(load, {}) == 0);
  REQUIRE(load.commit() == Change::kDone);
  CHECK(authorizer.statistics().entries == 1);
}
