// The bytes of a catalog section: a header, then tables of fixed records and one pool of text, all found by offsets
// from the section's first byte. Relocatable, little-endian, read with memcpy (no alignment is asked for).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace klamm::section {

static_assert(std::endian::native == std::endian::little, "sections are little-endian");

inline constexpr char kMagic[8] = {'k', 'l', 'a', 'm', 'm', 'c', 'a', 't'};
inline constexpr uint32_t kFormat = 2;
inline constexpr uint16_t kNone = 0xffff;  // in place of an index

struct Text {
  uint32_t offset;
  uint32_t size;
};
struct Table {
  uint32_t offset;
  uint32_t count;  // of records
};

struct Header {
  char magic[8];
  uint32_t format;
  uint32_t size;         // of the whole section
  uint32_t broker_keys;  // keys[0, broker_keys) are the broker's, the rest the topics'; each part sorted by name
  Table versions;        // uint16_t lines (KafkaVersion::line), ascending
  Table slots;           // uint16_t indexes of names, kNone where empty; a power of two, never full
  Table names;           // Name
  Table keys;            // Key
  Table runs;            // Run
  Table validators;      // ValidatorRecord
  Table values;          // Text, of validators
  Table foreign;         // Foreign
  Table clients;         // Client
  Table misplaced;       // Misplaced
  Table msk;             // Msk, sorted by name
};

// Everything known by exact name, found by hash.
struct Name {
  Text text;
  uint16_t broker;  // key
  uint16_t topic;   // key
  uint16_t foreign;
  uint16_t client;
  uint16_t misplaced;
  uint16_t unused;
};

// What tells most names apart at a glance: near_miss.cc looks closer only where it lets through.
struct Shape {
  uint32_t letters;   // a bit for each letter that occurs, in either case, one for digits, one for the rest
  uint32_t segments;  // between dots
};

struct Key {
  enum Flag : uint16_t { kSecret = 1, kSecurity = 2, kPerListener = 4, kPerMechanism = 8 };
  Text name;
  Text replacement;
  uint32_t first_run;
  uint16_t runs;
  uint16_t flags;
  uint16_t synonym;     // key
  uint16_t successor;   // key
  uint16_t deprecated;  // line, 0: not
  Shape shape;
};

// How a key stands from one line on, until the next run.
struct Run {
  enum Flag : uint8_t { kPresent = 1, kRequired = 2, kInternal = 4, kDefault = 8 };
  Text default_value;
  uint16_t line;
  uint16_t validator;  // kNone: no validator
  uint8_t flags;
  uint8_t type;
  uint8_t importance;
  uint8_t mode;
};

struct ValidatorRecord {
  enum Flag : uint8_t { kLow = 1, kHigh = 2, kOther = 4, kEmptyAllowed = 8 };
  double low;
  double high;
  double other;
  Text text;
  uint32_t first_value;
  uint16_t values;
  uint8_t kind;
  uint8_t flags;
};

struct Foreign {
  enum Flag : uint8_t { kPrefix = 1, kSecurity = 2, kSecret = 4 };
  Text name;
  Text reader;
  uint8_t flags;
  uint8_t type;
  uint16_t unused;
  Shape shape;
};

struct Client {
  enum Flag : uint8_t { kSecurity = 1 };
  Text note;
  uint16_t equivalent;  // key
  uint8_t readers;
  uint8_t flags;
};

struct Misplaced {
  Text name;
  Text where;
  uint32_t prefix;
};

struct Msk {
  enum Flag : uint8_t { kStandard = 1, kStandardDefault = 2, kExpressDefault = 4, kVaries = 8 };
  Text name;
  Text standard_default;
  Text express_default;
  uint8_t flags;
  uint8_t express;  // MskKey::Express
  uint16_t unused;
};

// FNV-1a.
inline uint32_t hash(std::string_view text) {
  uint32_t value = 2166136261u;
  for (char c : text) value = (value ^ static_cast<uint8_t>(c)) * 16777619u;
  return value ^ value >> 15;
}

inline Shape shape(std::string_view name) {
  Shape out{0, 1};
  for (char c : name) {
    unsigned letter = (static_cast<unsigned>(c) | 0x20u) - 'a';
    if (letter < 26) {
      out.letters |= 1u << letter;
    } else if (c == '.') {
      ++out.segments;
    } else if (c != '_' && c != '-') {
      out.letters |= c >= '0' && c <= '9' ? 1u << 26 : 1u << 27;
    }
  }
  return out;
}

// A verified section, as its accessors read it. Indexes are the caller's to check.
class View {
 public:
  explicit View(std::string_view bytes) : bytes_(bytes) { std::memcpy(&header_, bytes.data(), sizeof header_); }

  const Header& header() const { return header_; }
  template <class T>
  T at(Table table, uint32_t index) const {
    static_assert(std::is_trivially_copyable_v<T>);
    T record;
    std::memcpy(&record, bytes_.data() + table.offset + size_t{index} * sizeof(T), sizeof(T));
    return record;
  }
  std::string_view text(Text text) const { return {bytes_.data() + text.offset, text.size}; }
  Key key(uint32_t index) const { return at<Key>(header_.keys, index); }
  // The name's record; all of its indexes are kNone if nobody knows it.
  Name find(std::string_view name) const;

 private:
  std::string_view bytes_;
  Header header_;
};

}  // namespace klamm::section
