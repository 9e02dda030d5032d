// The format of a pack: one relocatable run of bytes, little-endian, offsets only.
//
//   header    magic (8 bytes), format, size of the whole, keys of the catalog it was compiled against, fingerprint of
//             that catalog (2 words), then per Section: offset, size in bytes
//   sections  strings (bytes), catalog (model's own format, may be empty), rules (kRuleWords words each), words
//             (programs and lists)
//
// A text is {offset, size} in strings, a list {first word, count} in words, a program {first word, words}.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "rule/program.h"

namespace klamm {

inline constexpr std::string_view kPackMagic = "KlammPk\n";
inline constexpr uint32_t kPackFormat = 3;

enum class Section : uint8_t { kStrings, kCatalog, kRules, kWords };
inline constexpr uint32_t kSectionCount = 4;

// Words of the header behind the magic.
namespace header {
inline constexpr uint32_t kFormat = 0;
inline constexpr uint32_t kSize = 1;
inline constexpr uint32_t kKeyCount = 2;
inline constexpr uint32_t kCatalogPrint = 3;  // 2 words
inline constexpr uint32_t kSections = 5;      // 2 words each
inline constexpr uint32_t kWords = kSections + 2 * kSectionCount;
inline constexpr uint32_t kBytes = 8 + 4 * kWords;
}  // namespace header

// Words of a rule. Texts, lists and programs take two each.
namespace rule_field {
enum : uint32_t {
  kId = 0,
  kName = 2,
  kTitle = 4,
  kWhenText = 6,
  kFailText = 8,
  kCheck = 10,
  kMessage = 12,
  kLabel = 14,
  kWhy = 16,
  kMend = 18,
  kFixTitle = 20,
  kFixKey = 22,
  kFixValue = 24,
  kWhen = 26,  // program
  kFail = 28,  // program
  kAt = 30,    // lists of texts
  kReferences = 32,
  kPractices = 34,
  kYields = 36,
  kFormer = 38,
  kProfiles = 40,
  kYieldIndexes = 42,  // list of rules of this pack, one word each
  kExamples = 44,      // list of kExampleWords each
  kParams = 46,        // list of kParamWords each
  kRange = 48,         // first line << 16 | last line
  kBits = 49,          // severity, scope, needs, status: 4 bits each; then as below
};
}  // namespace rule_field
inline constexpr uint32_t kRuleWords = 50;

// Of kBits.
inline constexpr uint32_t kBitFatal = 1u << 16;
inline constexpr uint32_t kBitKraft = 1u << 17;
inline constexpr uint32_t kBitZooKeeper = 1u << 18;
inline constexpr uint32_t kBitFixSafe = 1u << 19;
inline constexpr uint32_t kFixKindShift = 20;  // 4 bits
inline constexpr uint32_t kAboutShift = 24;    // 4 bits
inline constexpr uint32_t kBitMsk = 1u << 28;

namespace example_field {
enum : uint32_t {
  kBase = 0,
  kText = 2,
  kAt = 4,
  kKafka = 6,
  kFixed = 8,
  kLayer = 10,
  kCluster = 12,
  kForm = 14,
  kToday = 16,
  kBits = 18,  // 1 bad, 2 fixed, 4 rendered; then a MskKind
};
inline constexpr uint32_t kMskShift = 4;  // 2 bits
}  // namespace example_field
inline constexpr uint32_t kExampleWords = 19;

namespace param_field {
enum : uint32_t { kName = 0, kType = 2, kValue = 3 };  // value: text, list, or 64 bits
}
inline constexpr uint32_t kParamWords = 5;

// Reads within a verified blob.
struct BlobView {
  std::string_view strings;
  std::string_view catalog;
  std::string_view rules;
  std::string_view words;

  static uint32_t load(std::string_view section, uint32_t index) {
    uint32_t value;
    std::memcpy(&value, section.data() + size_t{index} * 4, 4);
    return value;
  }
  uint32_t rule_count() const { return static_cast<uint32_t>(rules.size() / (size_t{4} * kRuleWords)); }
  uint32_t rule_word(uint32_t rule, uint32_t field) const { return load(rules, rule * kRuleWords + field); }
  uint32_t word(uint32_t index) const { return load(words, index); }
  std::string_view text(uint32_t offset, uint32_t size) const { return strings.substr(offset, size); }
  std::string_view rule_text(uint32_t rule, uint32_t field) const {
    return text(rule_word(rule, field), rule_word(rule, field + 1));
  }
  // Item `index` of a list of texts.
  std::string_view item(uint32_t rule, uint32_t field, uint32_t index) const {
    uint32_t at = rule_word(rule, field) + 2 * index;
    return text(word(at), word(at + 1));
  }
  uint32_t count(uint32_t rule, uint32_t field) const { return rule_word(rule, field + 1); }
  Program program(uint32_t rule, uint32_t field) const {
    return {words.data() + size_t{rule_word(rule, field)} * 4, rule_word(rule, field + 1), strings};
  }
};

// Splits and checks a blob wholly; false for anything that could lead a reader out of it. `key_count` and `print` are
// the catalog's that it was compiled against.
bool verify_blob(std::string_view blob, BlobView& view, uint32_t& key_count, uint64_t& print);

// Tells catalogs apart by their keys, so that a pack is not run against another catalog's numbers.
uint64_t catalog_print(const Catalog& catalog);

}  // namespace klamm
