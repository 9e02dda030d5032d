#include "model/terraform_json.h"

#include <algorithm>
#include <array>

#include "klamm/document.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 9> kMaps = {"tags",       "tags_all",    "connector_configuration",
                                                   "triggers",   "keepers",     "vars",
                                                   "parameters", "environment", "variables"};

struct Children {
  HclId first = kNoHcl;
  HclId last = kNoHcl;

  void append(HclFile& file, HclId child) {
    (last == kNoHcl ? first : file.edit(last).next) = child;
    last = child;
  }
};

class JsonReader {
 public:
  JsonReader(const Document& document, HclFile& file, Budget& budget)
      : document_(document), file_(file), budget_(budget) {}

  void read() {
    Children blocks;
    each_body(document_.root(),
              [&](NodeId root) { each_member(root, [&](NodeId member) { top_level(member, blocks); }); });
    file_.set_root(add(HclKind::kBody, document_.node(document_.root()).value_span, blocks));
  }

 private:
  // The object, or each of an array's.
  template <class Take>
  void each_body(NodeId id, Take take) {
    if (document_.node(id).kind == NodeKind::kObject) return take(id);
    if (document_.node(id).kind != NodeKind::kArray) return;
    for (NodeId at = document_.node(id).first_child; at != kNoNode; at = document_.node(at).next) {
      if (document_.node(at).kind == NodeKind::kObject) take(at);
    }
  }

  template <class Take>
  void each_member(NodeId object, Take take) {
    if (document_.node(object).kind != NodeKind::kObject) return;
    for (NodeId at = document_.node(object).first_child; at != kNoNode && !budget_.spent();
         at = document_.node(at).next) {
      if (document_.key(at) != "//") take(at);  // a comment
    }
  }

  void top_level(NodeId member, Children& blocks) {
    std::string_view type = document_.key(member);
    if (type == "resource" || type == "data") {
      each_body(member, [&](NodeId types) {
        each_member(types, [&](NodeId one) {
          each_body(one, [&](NodeId names) {
            each_member(names, [&](NodeId name) { block(member, {one, name}, name, true, blocks); });
          });
        });
      });
    } else if (type == "variable" || type == "output" || type == "module") {
      each_body(member, [&](NodeId names) {
        each_member(names, [&](NodeId name) { block(member, {name}, name, false, blocks); });
      });
    } else if (type == "locals") {
      block(member, {}, member, false, blocks);
    }
  }

  // Blocks of the type that `type` is the key of, one for each body of `bodies`.
  void block(NodeId type, std::initializer_list<NodeId> labels, NodeId bodies, bool nested, Children& blocks) {
    each_body(bodies, [&](NodeId body) {
      Children children;
      for (NodeId label : labels) {
        HclId name = add(HclKind::kName, document_.node(label).key_span, {});
        file_.edit(name).text = copied(document_.node(label).key);
        children.append(file_, name);
      }
      children.append(file_, inside(body, nested));
      blocks.append(file_, named(HclKind::kBlock, type, children));
    });
  }

  HclId inside(NodeId body, bool nested) {
    Children children;
    each_member(body, [&](NodeId member) {
      if (nested && document_.key(member) == "dynamic") {
        each_body(member, [&](NodeId types) {
          each_member(types, [&](NodeId type) { block(member, {type}, type, true, children); });
        });
      } else if (nested && holds_blocks(member)) {
        block(member, {}, member, true, children);
      } else {
        Children value;
        value.append(file_, expression(member));
        children.append(file_, named(HclKind::kAttribute, member, value));
      }
    });
    return add(HclKind::kBody, document_.node(body).value_span, children);
  }

  bool holds_blocks(NodeId member) const {
    const Node& node = document_.node(member);
    if (std::find(kMaps.begin(), kMaps.end(), document_.key(member)) != kMaps.end()) return false;
    if (node.kind != NodeKind::kArray || node.first_child == kNoNode) return node.kind == NodeKind::kObject;
    for (NodeId at = node.first_child; at != kNoNode; at = document_.node(at).next) {
      if (document_.node(at).kind != NodeKind::kObject) return false;
    }
    return true;
  }

  HclId expression(NodeId id) {
    const Node& node = document_.node(id);
    Children children;
    switch (node.kind) {
      case NodeKind::kTrue:
        return add(HclKind::kTrue, node.value_span, {});
      case NodeKind::kFalse:
        return add(HclKind::kFalse, node.value_span, {});
      case NodeKind::kNumber: {
        HclId number = add(HclKind::kNumber, node.value_span, {});
        file_.edit(number).text = view(node.value_span);
        return number;
      }
      case NodeKind::kString:
        return string(id);
      case NodeKind::kArray:
        for (NodeId at = node.first_child; at != kNoNode; at = document_.node(at).next) {
          children.append(file_, expression(at));
        }
        return add(HclKind::kTuple, node.value_span, children);
      case NodeKind::kObject:
        each_member(id, [&](NodeId member) {
          children.append(file_, literal(document_.node(member).key, document_.node(member).key_span));
          children.append(file_, expression(member));
        });
        return add(HclKind::kObject, node.value_span, children);
      default:
        return add(HclKind::kNull, node.value_span, {});
    }
  }

  HclId string(NodeId id) {
    const Node& node = document_.node(id);
    std::string_view text = document_.value(id);
    bool plain = text.find("${") == std::string_view::npos && text.find("%{") == std::string_view::npos;
    if (plain) return literal(node.value, node.value_span);
    std::shared_ptr<const Source> inner = document_.embed(id);
    auto read = read_hcl_template(inner, budget_);
    if (!read.ok()) return add(HclKind::kBroken, node.value_span, {});
    for (const Diagnostic& wrong : read.value().diagnostics()) {
      file_.texts().complain({wrong.kind, inner->to_root(wrong.span), wrong.message});
    }
    decoded_ = document_.map_of(node.value);
    HclId made = grafted(read.value(), read.value().root());
    file_.edit(made).span = node.value_span;
    return made;
  }

  // A copy of a tree that was read from a string, its places those of the string's bytes.
  HclId grafted(const HclFile& from, HclId id) {
    const HclNode& old = from.node(id);
    Children children;
    for (HclId at = old.first_child; at != kNoHcl; at = from.node(at).next) children.append(file_, grafted(from, at));
    HclId made = add(old.kind, from.source().to_root(old.span), children);
    std::string_view text = from.text(id);
    SpanMap map = from.map_of(id);
    uint32_t begin = file_.texts().arena_size();
    for (auto piece = map.pieces().begin(); piece != map.pieces().end(); ++piece) {
      size_t end = piece + 1 == map.pieces().end() ? text.size() : (piece + 1)->begin;
      std::string_view bytes = text.substr(piece->begin, end - piece->begin);
      if (piece->kind == SpanMap::Kind::kCopy) {
        write_through(bytes, piece->origin, from.source());
      } else if (budget_.take_pieces()) {
        file_.texts().write(bytes, from.source().to_root(piece->origin), SpanMap::Kind::kBlock);
      }
    }
    HclNode& node = file_.edit(made);
    node.text = file_.texts().arena_text(begin);
    node.name_span = from.source().to_root(old.name_span);
    node.marked = old.marked;
    node.conditional = old.conditional;
    return made;
  }

  // Bytes of a string as they stand, cut where escapes of the string begin and end.
  void write_through(std::string_view bytes, Span within, const Source& inner) {
    for (uint32_t at = within.begin; at < within.end && budget_.take_pieces();) {
      const auto& pieces = decoded_.pieces();
      auto next = std::upper_bound(pieces.begin(), pieces.end(), at,
                                   [](uint32_t offset, const SpanMap::Piece& piece) { return offset < piece.begin; });
      uint32_t stop = next == pieces.end() ? within.end : std::min(within.end, next->begin);
      Span home = inner.to_root({at, stop});
      SpanMap::Kind kind = home.size() == stop - at ? SpanMap::Kind::kCopy : SpanMap::Kind::kBlock;
      file_.texts().write(bytes.substr(at - within.begin, stop - at), home, kind);
      at = stop;
    }
  }

  HclId literal(Text text, Span span) {
    HclId id = add(HclKind::kLiteral, span, {});
    file_.edit(id).text = copied(text);
    Children children;
    children.append(file_, id);
    return add(HclKind::kTemplate, span, children);
  }

  Text copied(Text text) {
    if (!text.arena) return text;
    uint32_t begin = file_.texts().arena_size();
    std::string_view bytes = document_.text(text);
    SpanMap map = document_.map_of(text);
    for (auto piece = map.pieces().begin(); piece != map.pieces().end() && budget_.take_pieces(); ++piece) {
      size_t end = piece + 1 == map.pieces().end() ? bytes.size() : (piece + 1)->begin;
      file_.texts().write(bytes.substr(piece->begin, end - piece->begin), piece->origin, piece->kind);
    }
    return file_.texts().arena_text(begin);
  }

  HclId add(HclKind kind, Span span, Children children) {
    budget_.take_nodes();
    HclNode node;
    node.kind = kind;
    node.span = span;
    node.first_child = children.first;
    return file_.add(node);
  }

  HclId named(HclKind kind, NodeId member, Children children) {
    const Node& node = document_.node(member);
    HclId id = add(kind, {node.key_span.begin, node.value_span.end}, children);
    file_.edit(id).text = copied(node.key);
    file_.edit(id).name_span = node.key_span;
    return id;
  }

  const Document& document_;
  HclFile& file_;
  Budget& budget_;
  SpanMap decoded_;  // of the string whose template is grafted
};

}  // namespace

Result<HclFile> tf_read_json(std::shared_ptr<const Source> source, Budget& budget) {
  auto document = read_json(source, budget);
  if (!document.ok()) return document.error();
  HclFile file(std::move(source));
  for (const Diagnostic& wrong : document.value().diagnostics()) file.texts().complain(wrong);
  JsonReader(document.value(), file, budget).read();
  if (budget.spent()) return budget.error();
  return file;
}

}  // namespace klamm
