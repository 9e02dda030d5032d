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

enum class NodeKind : uint8_t { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull };

struct Node {
  NodeKind kind = NodeKind::kNull;
  bool has_key = false;    // a member of an object (a line of a properties file)
  bool separated = false;  // properties: `=`, `:` or blank stood between key and value
  Text key;                // has_key only
  Text value;              // scalars: their decoded text
  Span key_span;           // as written, quotes included
  Span value_span;         // as written; of an object or array from bracket to bracket
  NodeId parent = kNoNode;
  NodeId first_child = kNoNode;
  NodeId next = kNoNode;  // the next child of the parent, in the order of the source
};

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

// Made by one reader, then immutable; movable. References to its text live as long as it does.
class Document {
 public:
  explicit Document(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

  const Source& source() const { return *source_; }
  const std::shared_ptr<const Source>& shared_source() const { return source_; }
  NodeId root() const { return 0; }
  size_t size() const { return nodes_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  std::string_view text(Text text) const;
  std::string_view key(NodeId id) const { return text(nodes_[id].key); }
  std::string_view value(NodeId id) const { return text(nodes_[id].value); }
  // Bytes [begin, end) of a decoded text, in source() (not yet in its root).
  Span span_of(Text text, uint32_t begin, uint32_t end) const;
  // The last child with that key (the one that counts in every format read here), else kNoNode.
  NodeId find(NodeId object, std::string_view key) const;
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool refused() const;
  // A string value as a source of its own, whose places lead back here; copies the text.
  std::shared_ptr<const Source> embed(NodeId id) const;

  // For readers. The arena's bytes and the places they came from grow together: add to both through write().
  NodeId add(Node node, NodeId parent, NodeId previous);
  Node& edit(NodeId id) { return nodes_[id]; }
  uint32_t arena_size() const { return static_cast<uint32_t>(arena_.size()); }
  void write(std::string_view decoded, Span origin, SpanMap::Kind kind = SpanMap::Kind::kCopy);
  Text arena_text(uint32_t begin) const;
  void complain(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

 private:
  std::shared_ptr<const Source> source_;
  std::vector<Node> nodes_;
  std::string arena_;
  SpanMap arena_map_;
  std::vector<Diagnostic> diagnostics_;
};

// Kafka's own grammar of a properties file: equal to java.util.Properties.load(InputStream) for every input, each
// byte one ISO-8859-1 character. The root is an object; every logical line is a kString child, duplicates included.
// Text that Java refuses (a malformed \u escape) gives a kRefused diagnostic, and reading goes on behind it. The error
// is the spent budget only.
Result<Document> read_properties(std::shared_ptr<const Source> source, Budget& budget);

// RFC 8259 plus a UTF-8 byte order mark. A syntax error is a kRefused diagnostic with what was read so far.
Result<Document> read_json(std::shared_ptr<const Source> source, Budget& budget);

}  // namespace klamm
