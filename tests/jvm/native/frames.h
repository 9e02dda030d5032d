// How a test in Java talks to a program here: frames on standard input, one answer frame for each on standard output.
// A frame is its size, four bytes, and then its bytes; numbers are big-endian.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

class Answer {
 public:
  void put_byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void put_number(uint32_t value);
  void put_text(std::string_view text);  // its size first

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Answers every frame to the end of the input; what main() returns.
int answer_frames(const std::function<void(std::string frame, Answer& answer)>& answer_one);
