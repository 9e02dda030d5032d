// Reads texts from its standard input, each behind its size and a line end, and prints for each what read_hcl() made of
// it, in the same way: for tests/fuzz/hcl-peer, which does the same with HashiCorp's parser and compares.
#include <cctype>
#include <iostream>
#include <string>

#include "klamm/hcl.h"

using namespace klamm;

namespace {

class Dump {
 public:
  explicit Dump(const HclFile& file) : file_(file) {}

  std::string take(HclId id) {
    show(id);
    return std::move(out_);
  }

 private:
  void word(std::string_view text) {
    if (!out_.empty() && out_.back() != '(') out_ += ' ';
    out_ += text;
  }
  void place(Span span) { word(std::to_string(span.begin) + "-" + std::to_string(span.end)); }
  void quoted(std::string_view text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string shown = "'";
    for (char byte : text) {
      if (std::isalnum(static_cast<unsigned char>(byte)) || byte == '_' || byte == '.' || byte == '-') {
        shown += byte;
      } else {
        shown += {'%', kDigits[static_cast<uint8_t>(byte) >> 4], kDigits[byte & 15]};
      }
    }
    word(shown + "'");
  }
  void open(std::string_view name, Span span) {
    word("(");
    out_ += name;
    place(span);
  }
  HclId child(HclId id, int index) const {
    HclId at = file_.node(id).first_child;
    for (; index > 0; --index) at = file_.node(at).next;
    return at;
  }
  void children(HclId from) {
    for (HclId at = from; at != kNoHcl; at = file_.node(at).next) show(at);
  }

  // The peer keeps no places of the names.
  void for_children(HclId from) {
    for (; from != kNoHcl && file_.node(from).kind == HclKind::kName; from = file_.node(from).next) {
      word("(name ?");
      quoted(file_.text(from));
      out_ += ')';
    }
    children(from);
  }

  void name_of(HclId id) {
    quoted(file_.text(id));
    place(file_.node(id).name_span);
  }

  void object(HclId id) {
    for (HclId at = child(id, 0); at != kNoHcl; at = file_.node(file_.node(at).next).next) {
      if (file_.node(at).kind == HclKind::kVariable) {
        open("key", file_.node(at).span);
        quoted(file_.text(at));
        out_ += ')';
      } else {
        show(at);
      }
      show(file_.node(at).next);
    }
  }

  // An index that is a literal is shown by its value, since the peer keeps no more.
  void key(HclId id) {
    const HclNode& node = file_.node(id);
    if (node.kind == HclKind::kNumber) {
      std::string_view text = file_.text(id);
      bool plain = text.find_first_not_of("0123456789") == std::string_view::npos;
      while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
      return word(plain ? text : "?");
    }
    if (node.kind == HclKind::kTrue) return word("true");
    if (node.kind == HclKind::kFalse) return word("false");
    if (node.kind == HclKind::kNull) return word("null");
    HclId only = node.first_child;
    bool literal = node.kind == HclKind::kTemplate && file_.node(only).kind == HclKind::kLiteral &&
                   file_.node(only).next == kNoHcl;
    literal ? quoted(file_.text(only)) : show(id);
  }

  void show(HclId id) {
    const HclNode& node = file_.node(id);
    switch (node.kind) {
      case HclKind::kLiteral:
        if (file_.text(id).empty()) {
          word("(lit");
        } else {
          open("lit", node.span);
          quoted(file_.text(id));
        }
        break;
      case HclKind::kIndex:
        open("index", node.span);
        show(child(id, 0));
        key(child(id, 1));
        break;
      case HclKind::kObject:
        open("object", node.span);
        object(id);
        break;
      case HclKind::kAttribute:
      case HclKind::kBlock:
      case HclKind::kGet:
      case HclKind::kCall:
        open(name(node.kind), node.span);
        name_of(id);
        if (node.marked) word("...");
        children(node.first_child);
        break;
      default:
        open(name(node.kind), node.span);
        if (node.kind == HclKind::kName || node.kind == HclKind::kVariable) quoted(file_.text(id));
        if (node.marked) word("...");
        if (node.conditional) word("if");
        node.kind == HclKind::kForTuple || node.kind == HclKind::kForObject ? for_children(node.first_child)
                                                                            : children(node.first_child);
    }
    out_ += ')';
  }

  static std::string_view name(HclKind kind) {
    static constexpr std::string_view kNames[] = {
        "body",     "attribute",   "block",    "name",      "broken", "number", "true",  "false",     "null",
        "template", "lit",         "wrapped",  "variable",  "get",    "index",  "splat", "attrsplat", "item",
        "call",     "parentheses", "!",        "neg",       "*",      "/",      "%",     "+",         "-",
        ">",        ">=",          "<",        "<=",        "==",     "!=",     "&&",    "||",        "?",
        "tuple",    "object",      "fortuple", "forobject", "join"};
    return kNames[static_cast<size_t>(kind)];
  }

  const HclFile& file_;
  std::string out_;
};

std::string answer(std::string text) {
  Budget budget;
  auto read = read_hcl(std::make_shared<Source>("text", std::move(text)), budget);
  if (!read.ok()) return "spent: " + read.error().message;
  const HclFile& file = read.value();
  if (!file.refused()) return Dump(file).take(file.root());
  std::string out = "refused";
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    out += " " + std::to_string(diagnostic.span.begin) + "-" + std::to_string(diagnostic.span.end);
  }
  return out;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  size_t size = 0;
  while (std::cin >> size && std::cin.get() == '\n') {
    std::string text(size, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(size));
    std::string shown = answer(std::move(text));
    std::cout << shown.size() << '\n' << shown << std::flush;
  }
  return 0;
}
