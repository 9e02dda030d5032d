#include <array>

#include "base/scan.h"
#include "doc/text_writer.h"
#include "klamm/document.h"

namespace klamm {
namespace {

enum ByteClass : uint8_t {
  kBlank = 1,      // what Java's reader calls white space: no vertical tab, no other control character
  kSeparator = 2,  // = :
  kLineEnd = 4,
  kBackslash = 8,
  kLatin1 = 16,  // one byte here, two in UTF-8
};

constexpr std::array<uint8_t, 256> kClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (char byte : {' ', '\t', '\f'}) classes[static_cast<uint8_t>(byte)] = kBlank;
  for (char byte : {'=', ':'}) classes[static_cast<uint8_t>(byte)] = kSeparator;
  for (char byte : {'\n', '\r'}) classes[static_cast<uint8_t>(byte)] = kLineEnd;
  classes['\\'] = kBackslash;
  for (size_t byte = 0x80; byte < classes.size(); ++byte) classes[byte] = kLatin1;
  return classes;
}();

uint8_t class_of(char byte) { return kClasses[static_cast<uint8_t>(byte)]; }

constexpr uint8_t kEndsKey = kBlank | kSeparator | kLineEnd;
constexpr uint8_t kEndsValue = kLineEnd;
constexpr uint8_t kNeedsDecoding = kBackslash | kLatin1;

// -1 for what is no hexadecimal digit.
int hex_digit(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

class PropertiesReader {
 public:
  PropertiesReader(std::shared_ptr<const Source> source, Budget& budget)
      : document_(std::move(source)),
        budget_(budget),
        text_(document_.source().bytes()),
        end_(static_cast<uint32_t>(text_.size())) {}

  Result<Document> read() {
    if (budget_.fits_bytes(text_.size()) && budget_.take_nodes()) {
      Node root;
      root.kind = NodeKind::kObject;
      root.value_span = {0, end_};
      document_.add(root, kNoNode, kNoNode);
      NodeId last = kNoNode;
      while (find_setting() && budget_.take_nodes()) last = document_.add(read_setting(), document_.root(), last);
    }
    if (budget_.spent()) return budget_.error();
    return std::move(document_);
  }

 private:
  // Moves to the first byte of the next setting: over blanks, blank lines, comments, and lines with nothing but a
  // continuation (behind which a comment is still a comment).
  bool find_setting() {
    while (at_ < end_) {
      char byte = text_[at_];
      if (class_of(byte) & (kBlank | kLineEnd)) {
        ++at_;
      } else if (byte == '#' || byte == '!') {
        at_ = find_line_end(text_, at_);
      } else if (!at_continuation() || end_ - at_ <= 2) {
        return true;  // Java makes a setting even of a lone backslash, if nothing follows but one byte of line end
      } else {
        at_ += 2;
      }
    }
    return false;
  }

  Node read_setting() {
    continued_ = dangling_ = false;
    Node node;
    node.kind = NodeKind::kString;
    node.has_key = true;
    node.key = read_text<kEndsKey>(node.key_span);
    uint32_t value_begin = node.key_span.end;
    bool sign = skip_separators(value_begin);
    node.value = read_text<kEndsValue>(node.value_span);
    if (node.value.size == 0) {
      node.value_span = {value_begin, value_begin};
      node.value = view(node.value_span);
    }
    node.separated = sign || node.value.size != 0;
    node.continued = continued_;
    node.dangling = dangling_;
    if (dangling_) node.value_span.end = std::max(node.value_span.end, backslash_end_);
    return node;
  }

  // Blanks and at most one sign; says whether there was one. `behind` moves behind the last of them.
  bool skip_separators(uint32_t& behind) {
    bool sign = false;
    while (at_ < end_) {
      uint8_t kind = class_of(text_[at_]);
      if (kind == kBlank || (kind == kSeparator && !sign)) {
        sign = sign || kind == kSeparator;
        behind = ++at_;
      } else if (at_continuation()) {
        skip_continuation();
      } else {
        break;
      }
    }
    return sign;
  }

  // From here to a byte of the classes `ends`. `span` is from the first byte that gave text to behind the last one.
  template <uint8_t ends>
  Text read_text(Span& span) {
    uint32_t begin = at_;
    at_ = find<ends>();
    if (at_ == end_ || (class_of(text_[at_]) & ends)) {
      span = {begin, at_};
      return view(span);
    }
    span = {begin, begin};
    Text text = decode<ends>(begin, span);
    return text.size == 0 ? view(span) : text;
  }

  template <uint8_t ends>
  Text decode(uint32_t begin, Span& span) {
    TextWriter writer(document_, budget_);
    auto gave_text = [&](uint32_t from) {
      if (span.empty()) span.begin = from;
      span.end = at_;
    };
    for (;;) {
      if (at_ > begin) {
        writer.copy({begin, at_});
        gave_text(begin);
      }
      if (at_ == end_ || budget_.spent()) break;
      begin = at_;
      uint8_t kind = class_of(text_[at_]);
      if (kind & ends) break;
      if (kind == kLatin1) {
        ++at_;
        writer.unit(static_cast<uint8_t>(text_[begin]), {begin, at_});
        gave_text(begin);
      } else if (at_continuation()) {
        skip_continuation();
      } else {
        char16_t unit = read_escape();
        writer.unit(unit, {begin, at_});
        gave_text(begin);
      }
      begin = at_;
      at_ = find<ends>();
    }
    return writer.finish();
  }

  // Behind a backslash and what it escapes; the character that both mean.
  char16_t read_escape() {
    char escaped = text_[at_ + 1];
    at_ += 2;
    switch (escaped) {
      case 't':
        return '\t';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'u':
        return read_unicode();
      default:
        return static_cast<uint8_t>(escaped);
    }
  }

  // Behind `\u`: four digits, between which lines may be continued.
  char16_t read_unicode() {
    uint32_t digits_begin = at_;
    uint32_t digits_end = at_;
    unsigned unit = 0;
    for (int count = 0; count < 4; ++count) {
      while (at_continuation()) skip_continuation();
      int digit = at_ < end_ ? hex_digit(text_[at_]) : -1;
      if (digit < 0) {
        document_.complain({Diagnostic::Kind::kRefused,
                            {digits_begin - 2, digits_end},
                            "malformed `\\u` escape: four hexadecimal digits must follow"});
        at_ = digits_begin;
        return 'u';
      }
      unit = unit << 4 | static_cast<unsigned>(digit);
      digits_end = ++at_;
    }
    return static_cast<char16_t>(unit);
  }

  bool at_continuation() const {
    return at_ < end_ && text_[at_] == '\\' && (at_ + 1 == end_ || (class_of(text_[at_ + 1]) & kLineEnd));
  }

  // To the first byte of the next line that is not blank; that may be its end.
  void skip_continuation() {
    backslash_end_ = ++at_;
    if (text_.substr(at_).starts_with("\r\n")) ++at_;
    if (at_ < end_) ++at_;
    while (at_ < end_ && class_of(text_[at_]) == kBlank) ++at_;
    continued_ = true;
    dangling_ = at_ == end_ || (class_of(text_[at_]) & kLineEnd);
  }

  template <uint8_t ends>
  uint32_t find() const;

  Document document_;
  Budget& budget_;
  std::string_view text_;
  uint32_t at_ = 0;
  uint32_t end_;
  // Of the setting that is being read.
  uint32_t backslash_end_ = 0;  // behind the last backslash that continued a line
  bool continued_ = false;
  bool dangling_ = false;
};

template <>
uint32_t PropertiesReader::find<kEndsKey>() const {
  uint32_t at = at_;
  while (at < end_ && class_of(text_[at]) == 0) ++at;
  return at;
}

template <>
uint32_t PropertiesReader::find<kEndsValue>() const {
  return scan(
      text_, at_,
      [](EightBytes bytes) { return bytes.equal('\n') | bytes.equal('\r') | bytes.equal('\\') | bytes.beyond_ascii(); },
      [](char byte) { return (class_of(byte) & (kEndsValue | kNeedsDecoding)) != 0; });
}

}  // namespace

Result<Document> read_properties(std::shared_ptr<const Source> source, Budget& budget) {
  return PropertiesReader(std::move(source), budget).read();
}

}  // namespace klamm
