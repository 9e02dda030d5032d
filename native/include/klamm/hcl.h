// HCL's native syntax (Terraform's) as it is written: bodies, blocks, attributes and expressions, not evaluated.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "klamm/document.h"

namespace klamm {

using HclId = uint32_t;
inline constexpr HclId kNoHcl = 0xffffffff;

enum class HclKind : uint8_t {
  kBody,       // children: kAttribute and kBlock in the order of the text; span: from brace to brace, or the text
  kAttribute,  // text: its name; child: the expression
  kBlock,      // text: its type; children: kName for each label, then the kBody
  kName,       // text: a label, or a name that `for` gives; no expression
  // Expressions.
  kBroken,  // stands where a syntax error was
  kNumber,  // text: as written
  kTrue,
  kFalse,
  kNull,
  kTemplate,        // a string; children: its pieces, at least one: kLiteral or any expression
  kLiteral,         // text: decoded, indents of `<<-` and what `~` strips left out
  kWrapped,         // "${x}" and nothing beside: x, whatever it is; child: x
  kVariable,        // text: its name. As a key of kObject it is the key itself
  kGet,             // x.name; text: the name; child: x
  kIndex,           // x[key] and x.0; children: x, key
  kSplat,           // x[*].name; children: x, an expression over kItem
  kAttributeSplat,  // x.*.name
  kItem,            // of the nearest splat: an element
  kCall,            // text: the function; children: arguments; marked: the last one is `list...`
  kParentheses,
  kNot,
  kNegate,
  kMultiply,
  kDivide,
  kRemainder,
  kAdd,
  kSubtract,
  kGreater,
  kGreaterOrEqual,
  kLess,
  kLessOrEqual,
  kEqual,
  kNotEqual,
  kAnd,
  kOr,
  kConditional,  // children: condition, then, else; `%{ if }` too, whose branches are templates
  kTuple,
  kObject,     // children: key, value, key, value, …
  kForTuple,   // children: one or two kName (key, value), collection, result, and the condition where `conditional`
  kForObject,  // the same with key and value as results; marked: grouped by `...`
  kJoin,       // `%{ for }`; child: a kForTuple whose results, strings, are joined
};

struct HclNode {
  HclKind kind = HclKind::kBroken;
  bool marked : 1 = false;
  bool conditional : 1 = false;
  Text text;
  Span span;       // an attribute or block to the end of its last token; strings with their quotes or heredoc markers
  Span name_span;  // kAttribute, kBlock, kGet, kCall
  HclId first_child = kNoHcl;
  HclId next = kNoHcl;  // sibling
};

// Made by the reader, then immutable; movable. References to its text live as long as it does (and does not move).
class HclFile {
 public:
  explicit HclFile(std::shared_ptr<const Source> source) : texts_(std::move(source)) {}

  const Source& source() const { return texts_.source(); }
  const std::shared_ptr<const Source>& shared_source() const { return texts_.shared_source(); }
  // A kBody; of a template its kTemplate or kWrapped.
  HclId root() const { return root_; }
  size_t size() const { return size_; }
  const HclNode& node(HclId id) const { return chunks_[id / kChunk][id % kChunk]; }
  std::string_view text(HclId id) const { return texts_.text(node(id).text); }
  // Bytes [begin, end) of a node's text, in source().
  Span span_of(HclId id, uint32_t begin, uint32_t end) const { return texts_.span_of(node(id).text, begin, end); }
  std::string_view written(Span span) const { return source().bytes().substr(span.begin, span.size()); }
  // In the order of the text. All are kRefused: HashiCorp's own parser refuses the text for them.
  const std::vector<Diagnostic>& diagnostics() const { return texts_.diagnostics(); }
  bool refused() const { return texts_.refused(); }

  // For the reader.
  HclId add(const HclNode& node);
  HclNode& edit(HclId id) { return chunks_[id / kChunk][id % kChunk]; }
  void set_root(HclId id) { root_ = id; }
  Document& texts() { return texts_; }

 private:
  static constexpr HclId kChunk = 1024;

  Document texts_;  // decoded texts, their places and what is wrong; it has no nodes
  std::vector<std::vector<HclNode>> chunks_;
  HclId size_ = 0;
  HclId root_ = kNoHcl;
};

// Equal to github.com/hashicorp/hcl/v2/hclsyntax for every text of valid UTF-8, but that strings stay as they are
// written (there they are normalised to NFC). What follows a syntax error is read from the next line on; of several
// only the first is told. The error is the spent budget only.
Result<HclFile> read_hcl(std::shared_ptr<const Source> source, Budget& budget);

// A template alone: a file for templatefile(), or a string of Terraform's JSON syntax.
Result<HclFile> read_hcl_template(std::shared_ptr<const Source> source, Budget& budget);

}  // namespace klamm
