// Compiled logic: 32-bit words in postfix order, as they stand in a pack. A word is an operation in its low byte and an
// operand above; what does not fit follows as words of its own.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "klamm/catalog.h"

namespace klamm {

// Numbers of blobs: changing one means another kPackFormat.
enum class Op : uint8_t {
  kBool,        // operand 0 or 1
  kInteger,     // + 2 words
  kDouble,      // + 2 words
  kText,        // + 2 words: a StringRef
  kVersion,     // operand: KafkaVersion::line()
  kTextList,    // operand n, + 2 n words: StringRefs
  kNumberList,  // operand n, + 2 n words: doubles
  kKey,         // operand: KeyOperand
  kRawKey,      // operand: KeyOperand, + 2 words: a StringRef
  kFact,        // operand: Fact
  kIt,
  kSet,       // of what was pushed last: is there a value
  kKnown,     // of what was pushed last: can it be told
  kExplicit,  // of what was pushed last: does the input say it
  kSize,
  kEqual,  // operand 1: ASCII case does not matter
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,  // operand 1: as above
  kLike,
  kNot,
  kAnd,
  kOr,
  kSkipIfFalse,  // operand n: over n words if the truth value on top is false; it stays
  kSkipIfTrue,
  kAny,  // of a list: operand n, the n words that follow judge `it` and leave one truth value
  kAll,
};
inline constexpr uint8_t kOpCount = 30;

inline constexpr uint32_t kMaxOperand = 0xffffff;
// Deeper stacks are refused by the compiler and by the verifier.
inline constexpr uint32_t kMaxStack = 32;
inline constexpr uint32_t kMaxProgramWords = 1 << 14;

constexpr uint32_t make_word(Op op, uint32_t operand = 0) { return static_cast<uint32_t>(op) | operand << 8; }
constexpr Op op_of(uint32_t word) { return static_cast<Op>(word & 0xff); }
constexpr uint32_t operand_of(uint32_t word) { return word >> 8; }

// A key in an operand: its id in the low 16 bits, its KeyType above.
constexpr uint32_t key_operand(KeyId id, KeyType type) { return id | static_cast<uint32_t>(type) << 16; }
constexpr KeyId key_of_operand(uint32_t operand) { return static_cast<KeyId>(operand & 0xffff); }
constexpr uint8_t type_of_operand(uint32_t operand) { return static_cast<uint8_t>(operand >> 16); }
inline constexpr uint8_t kKeyTypeCount = 9;

// Bytes of the section of strings.
struct StringRef {
  uint32_t offset = 0;
  uint32_t size = 0;
};

// One program of a verified pack, with the strings that it names.
struct Program {
  const char* words = nullptr;  // unaligned
  uint32_t size = 0;            // in words; 0: no program
  std::string_view strings;

  uint32_t word(uint32_t index) const {
    uint32_t value;
    std::memcpy(&value, words + size_t{index} * 4, 4);
    return value;
  }
  std::string_view text(uint32_t index) const { return strings.substr(word(index), word(index + 1)); }
  int64_t integer(uint32_t index) const {
    int64_t value;
    std::memcpy(&value, words + size_t{index} * 4, 8);
    return value;
  }
  double number(uint32_t index) const {
    double value;
    std::memcpy(&value, words + size_t{index} * 4, 8);
    return value;
  }
};

// How many words an operation takes together with what follows it; 0 for no operation.
uint32_t op_words(uint32_t word);

// Whether a program of any origin can be run: every operation whole, jumps forward to where they may go, stack never
// empty or too deep, one truth value at the end, strings and keys within bounds.
bool verify_program(const Program& program, uint32_t key_count);

}  // namespace klamm
