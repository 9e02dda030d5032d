// A source, parsed, with the place of everything. One shape for every format.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/result.h"
#include "klamm/source.h"

namespace klamm {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;

// Decoded text of a document: a piece of its source where decoding changed nothing, else of its arena. Encoded as
// WTF-8: UTF-8 that may also hold unpaired surrogates, so that two different Java strings are never alike.
struct Text {
  uint32_t begin = 0;
  uint32_t size : 31 = 0;
  uint32_t arena : 1 = 0;
};

// kUnknown: only in documents that were evaluated (template.h): there is a value, and the input does not tell it.
enum class NodeKind : uint8_t { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull, kUnknown };

struct Node {
  NodeKind kind = NodeKind::kNull;
  bool has_key : 1 = false;  // a member of an object (a line of a properties file)
  // Of a properties file only. separated: `=` or `:` stands behind the key, or a blank and then a value. continued: a
  // backslash at the end of one of its lines. dangling: the last such backslash joined nothing (a blank line, the end).
  bool separated : 1 = false;
  bool continued : 1 = false;
  bool dangling : 1 = false;
  Text key;         // has_key only
  Text value;       // scalars: their decoded text
  Span key_span;    // as written, quotes included
  Span value_span;  // as written, to the end of its last line, a dangling backslash too; of an object or array from
                    // bracket to bracket
  NodeId parent = kNoNode;
  NodeId first_child = kNoNode;
  NodeId next = kNoNode;  // the next child of the parent, in the order of the source
};

// The text of a source that stands for itself.
inline Text view(Span span) {
  Text text;
  text.begin = span.begin;
  text.size = span.size() & 0x7fffffff;
  return text;
}

// What is wrong with the text itself.
struct Diagnostic {
  enum class Kind : uint8_t {
    kRefused,  // Kafka (or the format's own reader) refuses the whole text for this
    kSuspect,  // accepted, but hardly meant
  };
  Kind kind = Kind::kRefused;
  Span span;
  std::string message;
};

// Made by one reader, then immutable; movable. It has a root, whatever was wrong with the text. References to its text
// live as long as it does (and does not move).
class Document {
 public:
  static constexpr size_t kMostDiagnostics = 100;

  explicit Document(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

  const Source& source() const { return *source_; }
  const std::shared_ptr<const Source>& shared_source() const { return source_; }
  NodeId root() const { return 0; }
  size_t size() const { return size_; }
  const Node& node(NodeId id) const { return chunks_[id / kChunk][id % kChunk]; }
  std::string_view text(Text text) const;
  std::string_view key(NodeId id) const { return text(node(id).key); }
  std::string_view value(NodeId id) const { return text(node(id).value); }
  // Bytes [begin, end) of a decoded text, in source() (not yet in its root).
  Span span_of(Text text, uint32_t begin, uint32_t end) const;
  // Where all of a decoded text's bytes came from, in source().
  SpanMap map_of(Text text) const;
  // The last child with that key (the one that counts in every format read here), else kNoNode.
  NodeId find(NodeId object, std::string_view key) const;
  // The first kMostDiagnostics, in the order of the text.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool refused() const { return refused_; }
  // A string value as a source of its own, whose places lead back here; copies the text.
  std::shared_ptr<const Source> embed(NodeId id) const;

  // For readers. The arena's bytes and the places they came from grow together: add to both through write().
  NodeId add(Node node, NodeId parent, NodeId previous);
  Node& edit(NodeId id) { return chunks_[id / kChunk][id % kChunk]; }
  uint32_t arena_size() const { return static_cast<uint32_t>(arena_.size()); }
  void write(std::string_view decoded, Span origin, SpanMap::Kind kind = SpanMap::Kind::kCopy);
  Text arena_text(uint32_t begin) const;
  void complain(Diagnostic diagnostic);

 private:
  // Nodes never move: a vector that doubles would hold three times their size while it grows.
  static constexpr NodeId kChunk = 1024;

  std::shared_ptr<const Source> source_;
  std::vector<std::vector<Node>> chunks_;
  NodeId size_ = 0;
  std::string arena_;
  SpanMap arena_map_;
  std::vector<Diagnostic> diagnostics_;
  bool refused_ = false;
};

// Kafka's own grammar of a properties file: equal to java.util.Properties.load(InputStream) for every input, each
// byte one ISO-8859-1 character. The root is an object; every logical line is a kString child, duplicates included.
// Text that Java refuses (a malformed \u escape) gives a kRefused diagnostic, and reading goes on behind it as if `\u`
// were `u`. The error is the spent budget only.
Result<Document> read_properties(std::shared_ptr<const Source> source, Budget& budget);

// RFC 8259 plus a UTF-8 byte order mark. A syntax error is a kRefused diagnostic with what was read so far.
Result<Document> read_json(std::shared_ptr<const Source> source, Budget& budget);

// YAML 1.2, and of 1.1 what configurations use: the merge key `<<`. The root is an array of the text's documents. Plain
// scalars are what the core schema calls them. An alias is a copy whose places are its anchor's. A tag of the user's
// own makes an object with one member, `!Ref x` as {"!Ref": x}; others only tell strings. A repeated key is a kSuspect
// diagnostic, a syntax error a kRefused one with what was read so far. In the library doc_yaml, which the plug-in
// lacks.
Result<Document> read_yaml(std::shared_ptr<const Source> source, Budget& budget);
// How what must not link that library is handed it; nullptr: the program has no reader for YAML.
using YamlReader = Result<Document> (*)(std::shared_ptr<const Source> source, Budget& budget);

}  // namespace klamm
