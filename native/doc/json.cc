#include <rapidjson/reader.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "doc/json_value.h"
#include "doc/text_writer.h"

namespace klamm {
namespace {

// RapidJSON's parser reads in place from here, and what it would write back is dropped: texts are decoded by us, with
// their places. Its own streams are copied while they are read, and so tell stale offsets inside a handler.
class JsonStream {
 public:
  using Ch = char;

  JsonStream(std::string_view text, uint32_t at) : begin_(text.data()), at_(text.data() + at) {}

  Ch Peek() const { return *at_; }
  Ch Take() { return *at_++; }
  size_t Tell() const { return static_cast<size_t>(at_ - begin_); }
  // Where a text begins that is then handed to a handler; the const is kept, since Put() writes nothing.
  Ch* PutBegin() { return const_cast<Ch*>(at_); }
  void Put(Ch) {}
  size_t PutEnd(Ch*) { return 1; }
  void Flush() {}

 private:
  const char* begin_;
  const char* at_;
};

uint32_t offset(size_t place) { return static_cast<uint32_t>(place); }

unsigned hex4(std::string_view digits) {
  unsigned value = 0;
  for (char digit : digits.substr(0, 4)) {
    value = value << 4 | static_cast<unsigned>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
  }
  return value;
}

// Receives RapidJSON's events; each says false once the budget is spent.
class JsonBuilder {
 public:
  // What is read becomes a child of `parent` behind `previous`, or the document's root.
  JsonBuilder(Document& document, Budget& budget, const JsonStream& stream, NodeId parent, NodeId previous)
      : document_(document),
        budget_(budget),
        stream_(stream),
        text_(document.source().bytes()),
        parent_(parent),
        previous_(previous) {}

  bool Null() { return word(NodeKind::kNull, 4); }
  bool Bool(bool value) { return value ? word(NodeKind::kTrue, 4) : word(NodeKind::kFalse, 5); }
  bool RawNumber(const char*, rapidjson::SizeType size, bool) { return word(NodeKind::kNumber, size); }
  bool String(const char* begin, rapidjson::SizeType, bool) {
    Node node;
    node.kind = NodeKind::kString;
    node.value_span = quoted(begin);
    node.value = decode(node.value_span);
    return add(node) != kNoNode;
  }
  bool Key(const char* begin, rapidjson::SizeType, bool) {
    key_span_ = quoted(begin);
    key_ = decode(key_span_);
    return !budget_.spent();
  }
  bool StartObject() { return open(NodeKind::kObject); }
  bool StartArray() { return open(NodeKind::kArray); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  // Numbers come raw.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  // What was still open where the text broke off reaches to there.
  void abandon(uint32_t end) {
    for (const Open& open : open_) document_.edit(open.id).value_span.end = end;
  }

 private:
  struct Open {
    NodeId id;
    NodeId last_child = kNoNode;
  };

  // From quote to quote, of the string whose first byte within is `begin` and which the parser has just left.
  Span quoted(const char* begin) const {
    return {offset(static_cast<size_t>(begin - text_.data()) - 1), offset(stream_.Tell())};
  }

  // A word that the parser has just left.
  bool word(NodeKind kind, size_t size) {
    Node node;
    node.kind = kind;
    node.value_span = {offset(stream_.Tell() - size), offset(stream_.Tell())};
    node.value = view(node.value_span);
    return add(node) != kNoNode;
  }

  bool open(NodeKind kind) {
    Node node;
    node.kind = kind;
    node.value_span = {offset(stream_.Tell()), offset(stream_.Tell() + 1)};
    if (!budget_.fits_depth(offset(open_.size() + 1))) return false;
    NodeId id = add(node);
    if (id == kNoNode) return false;
    open_.push_back({id});
    return true;
  }

  bool close() {
    document_.edit(open_.back().id).value_span.end = offset(stream_.Tell() + 1);
    open_.pop_back();
    return true;
  }

  NodeId add(Node node) {
    if (!budget_.take_nodes()) return kNoNode;
    if (open_.empty()) return document_.add(node, parent_, previous_);
    Open& parent = open_.back();
    if (document_.node(parent.id).kind == NodeKind::kObject) {
      node.has_key = true;
      node.key = key_;
      node.key_span = key_span_;
    }
    parent.last_child = document_.add(node, parent.id, parent.last_child);
    return parent.last_child;
  }

  // The text between the quotes of a string without errors.
  Text decode(Span quoted) {
    Span inside{quoted.begin + 1, quoted.end - 1};
    std::string_view text = text_.substr(0, inside.end);
    size_t escape = text.find('\\', inside.begin);
    if (escape == std::string_view::npos) return view(inside);
    TextWriter writer(document_, budget_);
    uint32_t at = inside.begin;
    for (; escape != std::string_view::npos && !budget_.spent(); escape = text.find('\\', at)) {
      uint32_t begin = offset(escape);
      writer.copy({at, begin});
      bool unicode = text[begin + 1] == 'u';
      at = begin + (unicode ? 6 : 2);
      writer.unit(unicode ? static_cast<char16_t>(hex4(text.substr(begin + 2))) : escaped(text[begin + 1]),
                  {begin, at});
    }
    writer.copy({at, inside.end});
    return writer.finish();
  }

  static char16_t escaped(char byte) {
    switch (byte) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return static_cast<uint8_t>(byte);
    }
  }

  Document& document_;
  Budget& budget_;
  const JsonStream& stream_;
  std::string_view text_;
  NodeId parent_;
  NodeId previous_;
  std::vector<Open> open_;
  Text key_;
  Span key_span_;
};

std::string_view words_for(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return "no JSON value";
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return "something follows the JSON value";
    case rapidjson::kParseErrorObjectMissName:
      return "expected a quoted name";
    case rapidjson::kParseErrorObjectMissColon:
      return "expected `:` behind the name";
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return "expected `,` or `}`";
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return "expected `,` or `]`";
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return "malformed `\\u` escape: four hexadecimal digits must follow";
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return "unpaired surrogate";
    case rapidjson::kParseErrorStringEscapeInvalid:
      return "malformed escape, or a control character in a string";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return "the string has no end";
    case rapidjson::kParseErrorNumberTooBig:
      return "number too large";
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
      return "expected a digit";
    default:
      return "expected a JSON value";
  }
}

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr unsigned kFlags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;

void refuse(Document& document, size_t begin, std::string_view why) {
  uint32_t end = offset(std::min(begin + 1, document.source().bytes().size()));
  document.complain({Diagnostic::Kind::kRefused, {offset(begin), end}, std::string(why)});
}

}  // namespace

bool refuse_what_is_no_json(Document& document) {
  std::string_view text = document.source().bytes();
  size_t nul = text.find('\0');
  size_t malformed = find_malformed_utf8(text);
  if (nul != std::string_view::npos) {
    refuse(document, nul, "a NUL byte in JSON");
  } else if (malformed != std::string_view::npos) {
    refuse(document, malformed, "malformed UTF-8");
  }
  return document.refused();
}

bool read_json_value(Document& document, uint32_t begin, NodeId parent, NodeId previous, Budget& budget) {
  JsonStream stream(document.source().bytes(), begin);
  JsonBuilder builder(document, budget, stream, parent, previous);
  auto result = rapidjson::Reader().Parse < kFlags | rapidjson::kParseStopWhenDoneFlag > (stream, builder);
  if (budget.spent()) return false;
  if (result.IsError()) {
    refuse(document, result.Offset(), words_for(result.Code()));
    builder.abandon(offset(document.source().bytes().size()));
  }
  return !result.IsError();
}

Result<Document> read_json(std::shared_ptr<const Source> source, Budget& budget) {
  Document document(std::move(source));
  std::string_view text = document.source().bytes();
  if (!budget.fits_bytes(text.size())) return budget.error();

  // The parser ends at a NUL, and takes bytes as they are.
  if (!refuse_what_is_no_json(document)) {
    JsonStream stream(text, 0);
    if (text.starts_with(kByteOrderMark)) {
      for (size_t count = 0; count < kByteOrderMark.size(); ++count) stream.Take();
    }
    JsonBuilder builder(document, budget, stream, kNoNode, kNoNode);
    auto result = rapidjson::Reader().Parse<kFlags>(stream, builder);
    if (budget.spent()) return budget.error();
    if (result.IsError()) {
      refuse(document, result.Offset(), words_for(result.Code()));
      builder.abandon(offset(text.size()));
    }
  }
  if (document.size() == 0) {
    if (!budget.take_nodes()) return budget.error();
    document.add(Node{}, kNoNode, kNoNode);
  }
  return document;
}

}  // namespace klamm
