#include "cpp/frame.h"

#include <catch2/catch.hpp>

#include "unit/jni/frame_builder.h"

using namespace klamm;
using namespace klamm::jni;

TEST_CASE("a reader gives back what was written and then is at its end") {
  const FrameBuilder frame = FrameBuilder().u8(7).u32(1u << 31).u64(~uint64_t{0}).text("orders").text("");
  FrameReader reader(frame.bytes);
  CHECK(reader.u8() == 7);
  CHECK(reader.u32() == 1u << 31);
  CHECK(reader.u64() == ~uint64_t{0});
  CHECK(reader.text() == "orders");
  CHECK(reader.text().empty());
  CHECK(reader.ok());
  CHECK(reader.at_end());
}

TEST_CASE("a text longer than the frame is refused and everything after it is zero") {
  for (const uint32_t size : {5u, 0x7fffffffu, 0xffffffffu}) {
    FrameBuilder frame;
    frame.u32(size);
    frame.bytes.resize(frame.bytes.size() + 4, std::byte{'x'});
    FrameReader reader(frame.bytes);
    CHECK(reader.text().empty());
    CHECK_FALSE(reader.ok());
    CHECK(reader.u8() == 0);
    CHECK(reader.at_end());
  }
}

TEST_CASE("every shorter frame of an entry is refused") {
  const FrameBuilder whole = FrameBuilder().u8(2).u8(3).u8(3).u8(3).text("orders").text("User:alice").text("*");
  for (size_t size = 0; size < whole.bytes.size(); ++size) {
    FrameReader reader(std::span(whole.bytes).first(size));
    reader.acl();
    CHECK_FALSE(reader.ok());
  }
  FrameReader reader(whole.bytes);
  const Acl acl = reader.acl();
  CHECK(reader.ok());
  CHECK(acl == Acl{ResourceType::kTopic, PatternType::kLiteral, Operation::kRead, Permission::kAllow, "orders",
                   "User:alice", "*"});
}

TEST_CASE("what does not fit is not written, nor anything after it") {
  const Acl acl{
      ResourceType::kTopic, PatternType::kLiteral, Operation::kRead, Permission::kAllow, "orders", "User:alice", "*"};
  constexpr size_t kSize = 4 + 4 + 6 + 4 + 10 + 4 + 1;
  std::vector<std::byte> bytes(kSize + 1, std::byte{0xee});
  FrameWriter exact{std::span(bytes).first(kSize)};
  exact.acl(acl);
  CHECK(exact.ok());
  CHECK(exact.rest().empty());
  CHECK(bytes[kSize] == std::byte{0xee});
  FrameReader back{std::span(bytes).first(kSize)};
  CHECK(back.acl() == acl);
  for (size_t size = 0; size < kSize; ++size) {
    FrameWriter writer{std::span(bytes).first(size)};
    writer.acl(acl);
    CHECK_FALSE(writer.ok());
  }
}
