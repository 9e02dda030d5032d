#include "frames.h"

#include <cstdio>

namespace {

constexpr size_t kNumberSize = 4;

std::string number(uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  return bytes;
}

}  // namespace

void Answer::put_number(uint32_t value) { bytes_ += number(value); }

void Answer::put_text(std::string_view text) {
  put_number(static_cast<uint32_t>(text.size()));
  bytes_ += text;
}

int answer_frames(const std::function<void(std::string frame, Answer& answer)>& answer_one) {
  uint8_t head[kNumberSize];
  while (std::fread(head, 1, kNumberSize, stdin) == kNumberSize) {
    size_t size = 0;
    for (uint8_t byte : head) size = size << 8 | byte;
    std::string frame(size, '\0');
    if (std::fread(frame.data(), 1, size, stdin) != size) return 1;
    Answer answer;
    answer_one(std::move(frame), answer);
    std::string out = number(static_cast<uint32_t>(answer.bytes().size())) + answer.bytes();
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 1;
  }
  return 0;
}
