#include "doc_hcl/hcl_parser.h"

#include <algorithm>
#include <unordered_set>

#include "base/quote.h"

namespace klamm {
namespace {

using Type = HclTokenType;

bool opens(Type type) {
  return type == Type::kOpenBrace || type == Type::kOpenBracket || type == Type::kOpenParenthesis ||
         type == Type::kOpenQuote || type == Type::kOpenHeredoc || type == Type::kOpenInterpolation ||
         type == Type::kOpenDirective;
}

bool closes(Type type) {
  return type == Type::kCloseBrace || type == Type::kCloseBracket || type == Type::kCloseParenthesis ||
         type == Type::kCloseQuote || type == Type::kCloseHeredoc || type == Type::kCloseSequence;
}

}  // namespace

HclParser::HclParser(HclFile& file, Budget& budget, HclLexer::Mode mode)
    : file_(file), budget_(budget), lexer_(file.source().bytes(), mode, budget, complaints_), literals_(file, budget) {}

void HclParser::parse_file() {
  auto size = static_cast<uint32_t>(file_.source().bytes().size());
  HclId root = body(Type::kEnd, {0, 0});
  file_.edit(root).span = {0, size};
  finish(root);
}

void HclParser::parse_template() { finish(finish_template(Type::kEnd, false, {Type::kEnd, {0, 0}})); }

void HclParser::finish(HclId root) {
  file_.set_root(root);
  std::stable_sort(complaints_.begin(), complaints_.end(),
                   [](const Diagnostic& one, const Diagnostic& other) { return one.span.begin < other.span.begin; });
  for (Diagnostic& complaint : complaints_) file_.texts().complain(std::move(complaint));
}

HclToken HclParser::peek() {
  for (;;) {
    if (!ahead_) ahead_ = lexer_.next();
    if (newlines_ || ahead_->type != Type::kNewline) return *ahead_;
    ahead_.reset();
  }
}

HclToken HclParser::read() {
  HclToken token = peek();
  ahead_.reset();
  last_ = token.span;
  if (opens(token.type)) ++nest_;
  if (closes(token.type) && nest_ > 0) --nest_;
  return token;
}

bool HclParser::next_is_word(std::string_view word) {
  HclToken token = peek();
  return token.type == Type::kIdentifier && written(token.span) == word;
}

HclId HclParser::add(HclKind kind, Span span, HclChildren children) {
  // What the budget does not cover is never seen: the text is refused as a whole.
  if (!budget_.take_nodes()) broken_ = true;
  HclNode node;
  node.kind = kind;
  node.span = span;
  node.first_child = children.first;
  return file_.add(node);
}

HclId HclParser::add(HclKind kind, Span span, std::initializer_list<HclId> children) {
  HclChildren list;
  for (HclId child : children) list.append(file_, child);
  return add(kind, span, list);
}

HclId HclParser::add_named(HclKind kind, Span span, Span name, HclChildren children) {
  HclId id = add(kind, span, children);
  file_.edit(id).text = view(name);
  file_.edit(id).name_span = name;
  return id;
}

void HclParser::complain(Span span, std::string message) {
  if (failed_ || complaints_.size() >= Document::kMostDiagnostics) return;
  complaints_.push_back({Diagnostic::Kind::kRefused, span, std::move(message)});
}

void HclParser::refuse(Span span, std::string message) {
  // A token that is none was told already.
  bool told = failed_ || std::any_of(complaints_.begin(), complaints_.end(),
                                     [&](const Diagnostic& complaint) { return complaint.span == span; });
  failed_ = true;
  if (!told) complaints_.push_back({Diagnostic::Kind::kRefused, span, std::move(message)});
}

HclId HclParser::fail(Span span, std::string message) {
  refuse(span, std::move(message));
  broken_ = true;
  return broken(span);
}

HclId HclParser::body(Type end, Span open) {
  Deeper deeper(*this);
  HclChildren children;
  std::unordered_set<std::string_view> names;
  while (!budget_.spent()) {
    HclToken next = peek();
    if (next.type == end || next.type == Type::kEnd) {
      if (next.type != end) fail(open, "the block has no end");
      read();
      break;
    }
    if (next.type == Type::kNewline) {
      read();
      continue;
    }
    uint32_t nest = nest_;
    HclId added = item();
    children.append(file_, added);
    const HclNode& node = file_.node(added);
    if (node.kind == HclKind::kAttribute && !names.insert(file_.text(added)).second) {
      complain(node.name_span, in_backticks(file_.text(added)) + " is set twice in one block");
    }
    if (broken_) recover(nest);
  }
  return add(HclKind::kBody, {open.begin, last_.end}, children);
}

// Passes over the rest of a broken item: to the end of its line, or before what closes the body that it stands in.
void HclParser::recover(uint32_t nest) {
  newlines_ = true;
  while (!budget_.spent()) {
    HclToken next = peek();
    if (next.type == Type::kEnd || (nest_ <= nest && nest > 0 && next.type == Type::kCloseBrace)) break;
    read();
    if (next.type == Type::kNewline && nest_ <= nest) break;
  }
  broken_ = false;
}

HclId HclParser::item() {
  HclToken first = peek();
  if (first.type == Type::kOpenQuote) return fail(first.span, "an argument's name stands without quotes");
  if (first.type != Type::kIdentifier) return fail(first.span, "expected an argument or a block");
  read();
  switch (peek().type) {
    case Type::kAssign:
      return attribute(first, false);
    case Type::kOpenQuote:
    case Type::kOpenBrace:
    case Type::kIdentifier:
      return block(first);
    default:
      return fail(first.span, "expected an argument or a block: `=` or `{` must follow the name");
  }
}

HclId HclParser::attribute(HclToken name, bool single_line) {
  read();
  HclId value = expression();
  Span whole{name.span.begin, last_.end};
  if (!broken_ && !single_line) {
    HclToken end = peek();
    if (end.type == Type::kNewline) {
      read();
    } else if (end.type != Type::kEnd) {
      fail(end.span, "expected the end of the line behind the argument");
    }
  }
  HclChildren children;
  children.append(file_, value);
  return add_named(HclKind::kAttribute, whole, name.span, children);
}

HclId HclParser::label() {
  HclToken first = read();
  HclId id = add(HclKind::kName, first.span);
  if (first.type == Type::kIdentifier) {
    file_.edit(id).text = view(first.span);
    return id;
  }
  HclLiterals::Literal text = literals_.begin();
  for (;;) {
    HclToken next = read();
    if (next.type == Type::kText) {
      literals_.add(text, next.span, true);
      tell_escapes();
      continue;
    }
    if (next.type == Type::kOpenInterpolation || next.type == Type::kOpenDirective) {
      fail(next.span, "a label holds no template; `$${` stands for `${`");
    } else if (next.type == Type::kEnd) {
      fail(next.span, "the string has no end");
    } else if (next.type != Type::kCloseQuote) {
      fail(next.span, "this cannot stand in a label");
    }
    file_.edit(id).span = {first.span.begin, next.span.end};
    file_.edit(id).text = literals_.text(text, first.span.begin + 1);
    literals_.drop(text);
    return id;
  }
}

HclId HclParser::block(HclToken type) {
  HclChildren children;
  while (!next_is(Type::kOpenBrace) && !broken_) {
    HclToken next = peek();
    if (next.type == Type::kOpenQuote || next.type == Type::kIdentifier) {
      children.append(file_, label());
    } else if (next.type == Type::kAssign) {
      fail(next.span, "`=` sets an argument; a block has none before its `{`");
    } else if (next.type == Type::kNewline) {
      fail(next.span, "expected `{` on the line of the block's name");
    } else {
      fail(next.span, "expected a label or `{`");
    }
  }
  HclId inside;
  if (broken_) {
    inside = add(HclKind::kBody, {last_.end, last_.end});
  } else {
    HclToken open = read();
    HclToken next = peek();
    bool lines = next.type == Type::kNewline || next.type == Type::kEnd || next.type == Type::kCloseBrace;
    inside = lines ? body(Type::kCloseBrace, open.span) : single_line_body(open, type);
  }
  children.append(file_, inside);
  Span whole{type.span.begin, last_.end};
  if (!broken_) {
    HclToken end = peek();
    if (end.type == Type::kNewline) {
      read();
    } else if (end.type != Type::kEnd) {
      fail(end.span, "expected the end of the line behind the block");
    }
  }
  return add_named(HclKind::kBlock, whole, type.span, children);
}

// `name { argument = 1 }`: one argument, closed on its line.
HclId HclParser::single_line_body(HclToken open, HclToken) {
  HclChildren children;
  HclToken name = peek();
  if (name.type != Type::kIdentifier) {
    fail(name.span, "expected an argument or a block");
  } else {
    read();
    HclToken next = peek();
    if (next.type == Type::kAssign) {
      children.append(file_, attribute(name, true));
    } else if (next.type == Type::kOpenQuote || next.type == Type::kOpenBrace || next.type == Type::kIdentifier) {
      fail({name.span.begin, next.span.end}, "a block within a block on one line; it must stand on a line of its own");
    } else {
      fail(name.span, "expected an argument: `=` must follow the name");
    }
  }
  if (!broken_) end_single_line_body(open);
  return add(HclKind::kBody, {open.span.begin, last_.end}, children);
}

void HclParser::end_single_line_body(HclToken open) {
  HclToken end = peek();
  switch (end.type) {
    case Type::kCloseBrace:
      read();
      return;
    case Type::kComma:
      fail(end.span, "a block on one line has one argument only, and no comma");
      return;
    case Type::kNewline:
      fail(end.span, "a block that has an argument on its first line must end on that line");
      return;
    case Type::kEnd:
      fail(open.span, "the block has no end");
      return;
    default:
      fail(end.span, "expected `}` behind the only argument of a block on one line");
      return;
  }
}

}  // namespace klamm
