// Frames as Java writes them, for tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace klamm::jni {

class FrameBuilder {
 public:
  FrameBuilder& u8(uint8_t value) { return put(&value, sizeof value); }
  FrameBuilder& u32(uint32_t value) { return put(&value, sizeof value); }
  FrameBuilder& u64(uint64_t value) { return put(&value, sizeof value); }
  FrameBuilder& text(std::string_view value) {
    u32(static_cast<uint32_t>(value.size()));
    return put(value.data(), value.size());
  }
  FrameBuilder& action(uint8_t type, uint8_t operation, uint8_t explain, std::string_view name) {
    return u8(type).u8(operation).u8(explain).text(name);
  }

  std::vector<std::byte> bytes;

 private:
  FrameBuilder& put(const void* data, size_t size) {
    const auto* from = static_cast<const std::byte*>(data);
    for (size_t index = 0; index < size; ++index) bytes.push_back(from[index]);
    return *this;
  }
};

}  // namespace klamm::jni
