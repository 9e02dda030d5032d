// Builds an HclFile from tokens by recursive descent; each level of nesting costs one of the budget's depth.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "doc_hcl/hcl_lexer.h"
#include "doc_hcl/hcl_literals.h"
#include "klamm/hcl.h"

namespace klamm {

// The children of a node under construction.
struct HclChildren {
  HclId first = kNoHcl;
  HclId last = kNoHcl;

  void append(HclFile& file, HclId child) {
    (last == kNoHcl ? first : file.edit(last).next) = child;
    last = child;
  }
};

class HclParser {
 public:
  HclParser(HclFile& file, Budget& budget, HclLexer::Mode mode);

  void parse_file();
  void parse_template();

 private:
  using Type = HclTokenType;
  class Deeper;
  class NewlineMode;
  struct Piece;
  struct Directive;

  void finish(HclId root);

  // Bodies.
  HclId body(Type end, Span open);
  HclId item();
  HclId attribute(HclToken name, bool single_line);
  HclId block(HclToken type);
  HclId label();
  HclId single_line_body(HclToken open, HclToken type);
  void end_single_line_body(HclToken open);
  void recover(uint32_t nest);

  // Expressions. What comes back is kBroken, with broken_ set, where the syntax is wrong.
  HclId expression();
  HclId operation(int level);
  HclId operand();
  HclId term();
  HclId steps(HclId from);
  HclId dot_step(HclId from);
  HclId bracket_step(HclId from);
  HclId attribute_splat(HclId from, Span dot);
  HclId parentheses();
  HclId call(HclToken name);
  HclId call_arguments(HclToken name, Span name_span, Span open);
  HclId tuple();
  HclId object();
  HclId object_item(Span open, HclChildren& children);
  HclId for_expression(HclToken open);
  bool for_names(HclChildren& children);
  HclId number_node(HclToken token);

  // Templates.
  HclId quoted_template();
  HclId finish_template(Type end, bool flush, HclToken open);
  void pieces_until(Type end);
  void interpolation(HclToken open, Type end, Span begin);
  void directive(HclToken open);
  void for_directive(HclToken open);
  void close_directive(Piece piece, HclToken open);
  void tell_escapes();
  void strip_before(HclToken open);
  void strip_indents(size_t first);
  HclId tree_of(size_t first, Span whole);
  void directive_part(std::vector<Directive>& open, const Piece& piece);
  HclId close_branches(Directive& open, const Piece& end);
  HclId empty_literal(uint32_t place);
  HclId literal_of(size_t first, size_t end);
  HclId branch(HclChildren children, uint32_t empty_at);

  // Tokens.
  HclToken peek();
  HclToken read();
  bool next_is(Type type) { return peek().type == type; }
  bool next_is_word(std::string_view word);
  std::string_view written(Span span) const { return file_.written(span); }

  HclId add(HclKind kind, Span span, HclChildren children = {});
  HclId add(HclKind kind, Span span, std::initializer_list<HclId> children);
  HclId add_named(HclKind kind, Span span, Span name, HclChildren children = {});
  Span span(HclId id) const { return file_.node(id).span; }
  // Tells what is wrong while the syntax is still right; behind an error of syntax it may be an echo.
  void complain(Span span, std::string message);
  // Tells a syntax error, unless one was told before.
  void refuse(Span span, std::string message);
  HclId fail(Span span, std::string message);
  HclId broken(Span span) { return add(HclKind::kBroken, span); }

  HclFile& file_;
  Budget& budget_;
  std::vector<Diagnostic> complaints_;
  HclLexer lexer_;
  std::optional<HclToken> ahead_;
  Span last_{};                // of the token read last
  uint32_t nest_ = 0;          // brackets, quotes and sequences open
  uint32_t depth_ = 0;         // of recursion
  bool newlines_ = true;       // line ends are tokens here
  bool failed_ = false;        // a syntax error was told
  bool broken_ = false;        // one is being unwound, to the end of its body item
  bool strip_next_ = false;    // the sequence before ended with `~}`
  std::vector<Piece> pieces_;  // of the templates under construction, the innermost last
  HclLiterals literals_;
};

// One more level of nesting, while it lives.
class HclParser::Deeper {
 public:
  explicit Deeper(HclParser& parser) : parser_(parser) {
    if (!parser_.budget_.fits_depth(++parser_.depth_)) parser_.broken_ = true;
  }
  ~Deeper() { --parser_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  HclParser& parser_;
};

// Whether line ends count, while it lives.
class HclParser::NewlineMode {
 public:
  NewlineMode(HclParser& parser, bool count) : parser_(parser), before_(parser.newlines_) { parser_.newlines_ = count; }
  ~NewlineMode() { parser_.newlines_ = before_; }
  NewlineMode(const NewlineMode&) = delete;
  NewlineMode& operator=(const NewlineMode&) = delete;

 private:
  HclParser& parser_;
  bool before_;
};

struct HclParser::Piece {
  enum class Kind : uint8_t { kText, kValue, kIf, kElse, kEndIf, kFor, kEndFor };
  Kind kind = Kind::kText;
  Span span;
  HclLiterals::Literal text{};  // kText
  HclChildren children{};       // kValue, kIf: the expression; kFor: names and collection
};

// `%{ if }` or `%{ for }` whose end was not met yet, or, below all of them, the template itself.
struct HclParser::Directive {
  size_t piece = 0;
  bool has_else = false;
  HclChildren then{};
  HclChildren otherwise{};

  HclChildren& children() { return has_else ? otherwise : then; }
};

}  // namespace klamm
