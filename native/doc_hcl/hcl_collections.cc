#include "doc_hcl/hcl_parser.h"

namespace klamm {
namespace {

using Type = HclTokenType;

}  // namespace

HclId HclParser::tuple() {
  HclToken open = read();
  NewlineMode newlines(*this, false);
  if (next_is_word("for")) return for_expression(open);
  HclChildren children;
  while (!next_is(Type::kCloseBracket)) {
    children.append(file_, expression());
    if (broken_) return children.last;
    HclToken next = peek();
    if (next.type == Type::kCloseBracket) break;
    if (next.type == Type::kEnd) return fail(open.span, "the list has no end");
    if (next.type != Type::kComma) return fail(next.span, "expected `,` or `]` behind an item");
    read();
  }
  HclToken close = read();
  return add(HclKind::kTuple, {open.span.begin, close.span.end}, children);
}

HclId HclParser::object() {
  HclToken open = read();
  {
    NewlineMode newlines(*this, false);
    if (next_is_word("for")) return for_expression(open);
  }
  NewlineMode newlines(*this, true);
  HclChildren children;
  for (;;) {
    if (next_is(Type::kNewline)) {
      read();
      continue;
    }
    if (next_is(Type::kCloseBrace)) break;
    HclId wrong = object_item(open.span, children);
    if (broken_) return wrong;
    HclToken next = peek();
    if (next.type == Type::kCloseBrace) break;
    if (next.type == Type::kEnd) return fail(open.span, "the map has no end");
    if (next.type != Type::kComma && next.type != Type::kNewline) {
      return fail(next.span, "expected `,` or the end of the line behind a value");
    }
    read();
  }
  HclToken close = read();
  return add(HclKind::kObject, {open.span.begin, close.span.end}, children);
}

// What it returns counts only where the syntax is broken.
HclId HclParser::object_item(Span open, HclChildren& children) {
  HclId key = expression();
  if (broken_) return key;
  HclToken next = peek();
  if (next.type == Type::kEnd) return fail(open, "the map has no end");
  if (next.type != Type::kAssign && next.type != Type::kColon) {
    return fail(next.span, "expected `=` or `:` behind a key");
  }
  read();
  HclId value = expression();
  children.append(file_, key);
  children.append(file_, value);
  return value;
}

bool HclParser::for_names(HclChildren& children) {
  for (int count = 0; count < 2; ++count) {
    HclToken name = peek();
    if (name.type != Type::kIdentifier) {
      fail(name.span, "expected a variable's name");
      return false;
    }
    read();
    HclId id = add(HclKind::kName, name.span);
    file_.edit(id).text = view(name.span);
    children.append(file_, id);
    if (!next_is(Type::kComma)) break;
    if (count == 0) read();
  }
  if (!next_is_word("in")) {
    fail(peek().span, "expected `in`");
    return false;
  }
  read();
  return true;
}

HclId HclParser::for_expression(HclToken open) {
  NewlineMode newlines(*this, false);
  read();
  bool makes_object = open.type == Type::kOpenBrace;
  HclChildren children;
  if (!for_names(children)) return broken(open.span);
  children.append(file_, expression());
  if (broken_) return children.last;
  if (!next_is(Type::kColon)) return fail(peek().span, "expected `:` behind the collection");
  read();
  HclId first = expression();
  if (broken_) return first;
  children.append(file_, first);
  bool has_key = next_is(Type::kArrow);
  if (has_key) {
    read();
    children.append(file_, expression());
    if (broken_) return children.last;
  }
  HclToken group = peek();
  bool grouped = group.type == Type::kEllipsis;
  if (grouped) read();
  bool conditional = next_is_word("if");
  if (conditional) {
    read();
    children.append(file_, expression());
    if (broken_) return children.last;
  }
  HclToken close = peek();
  if (close.type != (makes_object ? Type::kCloseBrace : Type::kCloseBracket)) {
    return fail(close.span, "expected the end of the `for` expression");
  }
  read();
  Span whole{open.span.begin, close.span.end};
  if (has_key != makes_object) {
    refuse(span(first), has_key ? "a list has no keys" : "expected a key and `=>`");
    return broken(whole);
  }
  if (grouped && !makes_object) refuse(group.span, "`...` groups the values of a map only");
  HclId id = add(makes_object ? HclKind::kForObject : HclKind::kForTuple, whole, children);
  file_.edit(id).marked = grouped;
  file_.edit(id).conditional = conditional;
  return id;
}

}  // namespace klamm
