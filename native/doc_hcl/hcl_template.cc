#include <algorithm>
#include <limits>
#include <utility>

#include "doc_hcl/hcl_parser.h"

namespace klamm {
namespace {

using Type = HclTokenType;

}  // namespace

HclId HclParser::quoted_template() {
  HclToken open = read();
  bool flush = open.type == Type::kOpenHeredoc && written(open.span).starts_with("<<-");
  return finish_template(open.type == Type::kOpenQuote ? Type::kCloseQuote : Type::kCloseHeredoc, flush, open);
}

HclId HclParser::finish_template(Type end, bool flush, HclToken open) {
  size_t first = pieces_.size();
  HclLiterals::Literal literals = literals_.begin();
  bool strip_outer = std::exchange(strip_next_, false);
  pieces_until(end);
  strip_next_ = strip_outer;
  Span whole{open.span.begin, last_.end};
  HclId id = kNoHcl;
  if (broken_) {
    id = broken(whole);
  } else {
    if (flush) strip_indents(first);
    bool wrapped = pieces_.size() == first + 1 && pieces_[first].kind == Piece::Kind::kValue;
    id = wrapped ? add(HclKind::kWrapped, whole, pieces_[first].children) : tree_of(first, whole);
  }
  pieces_.resize(first);
  literals_.drop(literals);
  return id;
}

void HclParser::pieces_until(Type end) {
  Span begin = peek().span;
  while (!broken_) {
    HclToken next = read();
    if (next.type == end) return;
    switch (next.type) {
      case Type::kText: {
        Piece piece;
        piece.span = next.span;
        piece.text = literals_.begin();
        literals_.add(piece.text, next.span, end == Type::kCloseQuote);
        tell_escapes();
        if (std::exchange(strip_next_, false)) literals_.strip_left(piece.text);
        pieces_.push_back(piece);
        break;
      }
      case Type::kOpenInterpolation:
        interpolation(next, end, begin);
        break;
      case Type::kOpenDirective:
        directive(next);
        break;
      default:
        fail(next.span, "the string has no end");
    }
  }
}

void HclParser::tell_escapes() {
  for (Diagnostic& wrong : literals_.take_wrong()) complain(wrong.span, std::move(wrong.message));
}

// `${~` strips the text before it.
void HclParser::strip_before(HclToken open) {
  if (written(open.span).ends_with('~') && !pieces_.empty() && pieces_.back().kind == Piece::Kind::kText &&
      pieces_.back().span.end == open.span.begin) {
    literals_.strip_right(pieces_.back().text);
  }
  strip_next_ = false;
}

void HclParser::interpolation(HclToken open, Type end, Span begin) {
  strip_before(open);
  NewlineMode newlines(*this, false);
  Piece piece;
  piece.kind = Piece::Kind::kValue;
  piece.children.append(file_, expression());
  if (broken_) return;
  HclToken close = peek();
  bool quote = close.type == Type::kCloseQuote || close.type == Type::kOpenQuote;
  if (close.type == Type::kEnd || (quote && end == Type::kCloseQuote)) {
    fail(begin, "`${` without its `}`");
  } else if (close.type != Type::kCloseSequence) {
    fail(close.span, "expected `}`; `$${` stands for `${` itself");
  } else {
    read();
    strip_next_ = written(close.span).starts_with('~');
    piece.span = {open.span.begin, close.span.end};
    pieces_.push_back(piece);
  }
}

void HclParser::directive(HclToken open) {
  strip_before(open);
  NewlineMode newlines(*this, false);
  HclToken word = peek();
  if (word.type != Type::kIdentifier) {
    fail(word.span, "expected `if`, `else`, `endif`, `for` or `endfor`");
    return;
  }
  read();
  Piece piece;
  std::string_view name = written(word.span);
  if (name == "if") {
    piece.kind = Piece::Kind::kIf;
    piece.children.append(file_, expression());
  } else if (name == "else") {
    piece.kind = Piece::Kind::kElse;
  } else if (name == "endif") {
    piece.kind = Piece::Kind::kEndIf;
  } else if (name == "endfor") {
    piece.kind = Piece::Kind::kEndFor;
  } else if (name == "for") {
    piece.kind = Piece::Kind::kFor;
    if (for_names(piece.children)) piece.children.append(file_, expression());
  } else {
    fail(word.span, "expected `if`, `else`, `endif`, `for` or `endfor`");
  }
  if (!broken_) close_directive(piece, open);
}

void HclParser::close_directive(Piece piece, HclToken open) {
  HclToken close = peek();
  if (close.type != Type::kCloseSequence) {
    fail(close.span, "expected `}` behind the directive");
    return;
  }
  read();
  strip_next_ = written(close.span).starts_with('~');
  piece.span = {open.span.begin, close.span.end};
  pieces_.push_back(piece);
}

// `<<-`: the blanks that every line begins with, but those of lines of blanks, are no text. Only what is written
// counts, not what is interpolated.
void HclParser::strip_indents(size_t first) {
  uint32_t least = std::numeric_limits<uint32_t>::max();
  std::vector<size_t> lines;
  bool begins = true;
  for (size_t index = first; index < pieces_.size(); ++index) {
    const Piece& piece = pieces_[index];
    bool text = piece.kind == Piece::Kind::kText;
    if (begins) {
      bool blank = false;
      uint32_t count = text ? literals_.count_blanks(piece.text, blank) : 0;
      bool blank_line = blank && literals_.ends_line(piece.text);
      if (!blank_line) least = std::min(least, count);
      if (text && !blank_line) lines.push_back(index);
    }
    begins = text && literals_.ends_line(piece.text);
  }
  for (size_t index : lines) {
    Piece& piece = pieces_[index];
    uint32_t before = literals_.place(piece.text, piece.span.begin);
    literals_.remove_blanks(piece.text, least);
    piece.span.begin += literals_.place(piece.text, piece.span.end) - before;
  }
}

HclId HclParser::literal_of(size_t first, size_t end) {
  std::vector<HclLiterals::Literal> texts;
  for (size_t index = first; index < end; ++index) texts.push_back(pieces_[index].text);
  Span whole{pieces_[first].span.begin, pieces_[end - 1].span.end};
  HclId id = add(HclKind::kLiteral, whole);
  file_.edit(id).text = literals_.text(texts.data(), texts.size(), whole.begin);
  return id;
}

HclId HclParser::empty_literal(uint32_t place) {
  HclId id = add(HclKind::kLiteral, {place, place});
  file_.edit(id).text = view({place, place});
  return id;
}

// A branch without pieces is the empty string.
HclId HclParser::branch(HclChildren children, uint32_t empty_at) {
  if (children.first == kNoHcl) children.append(file_, empty_literal(empty_at));
  return add(HclKind::kTemplate, {span(children.first).begin, span(children.last).end}, children);
}

// The node of a directive whose end is `end`, an `endif` or `endfor`.
HclId HclParser::close_branches(Directive& open, const Piece& end) {
  Piece& begin = pieces_[open.piece];
  Span whole{begin.span.begin, end.span.end};
  HclId then = branch(open.then, begin.span.end);
  if (begin.kind == Piece::Kind::kIf) {
    HclId otherwise = branch(open.otherwise, end.span.begin);
    return add(HclKind::kConditional, whole, {begin.children.first, then, otherwise});
  }
  begin.children.append(file_, then);
  return add(HclKind::kJoin, whole, {add(HclKind::kForTuple, whole, begin.children)});
}

// An `else`, `endif` or `endfor`; `open` are the directives that it may belong to.
void HclParser::directive_part(std::vector<Directive>& open, const Piece& piece) {
  using Kind = Piece::Kind;
  Directive& inner = open.back();
  Kind opened = open.size() == 1 ? Kind::kText : pieces_[inner.piece].kind;
  Kind wanted = piece.kind == Kind::kEndFor ? Kind::kFor : Kind::kIf;
  if (opened != wanted || (piece.kind == Kind::kElse && inner.has_else)) {
    refuse(piece.span, "a directive that nothing opened");
  } else if (piece.kind == Kind::kElse) {
    inner.has_else = true;
  } else {
    HclId made = close_branches(inner, piece);
    open.pop_back();
    open.back().children().append(file_, made);
  }
}

HclId HclParser::tree_of(size_t first, Span whole) {
  using Kind = Piece::Kind;
  std::vector<Directive> open(1);  // the template itself, then directives within each other
  for (size_t index = first; index < pieces_.size() && !broken_; ++index) {
    const Piece& piece = pieces_[index];
    if (piece.kind == Kind::kText) {
      size_t end = index + 1;
      while (end < pieces_.size() && pieces_[end].kind == Kind::kText) ++end;
      open.back().children().append(file_, literal_of(index, end));
      index = end - 1;
    } else if (piece.kind == Kind::kValue) {
      open.back().children().append(file_, piece.children.first);
    } else if (piece.kind == Kind::kIf || piece.kind == Kind::kFor) {
      if (!budget_.fits_depth(depth_ + static_cast<uint32_t>(open.size()))) broken_ = true;
      open.push_back({index});
    } else {
      directive_part(open, piece);
    }
  }
  if (open.size() > 1) refuse(last_, "a directive without its end");
  HclChildren& children = open.front().then;
  // "" has one piece too.
  if (children.first == kNoHcl) children.append(file_, empty_literal(std::max(whole.begin, last_.begin)));
  return add(HclKind::kTemplate, whole, children);
}

}  // namespace klamm
