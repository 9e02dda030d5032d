#include <algorithm>
#include <array>

#include "doc/base64.h"
#include "klamm/document.h"
#include "model/terraform_functions.h"

namespace klamm {
namespace {

// A decoded text of the document that was read from `text`, its places those of `text`.
TfText composed(const Document& document, Text piece, const TfText& text) {
  TfText out;
  out.bytes = document.text(piece);
  out.source = text.source;
  SpanMap map = document.map_of(piece);
  auto size = static_cast<uint32_t>(text.bytes.size());
  for (const SpanMap::Piece& part : map.pieces()) {
    Span origin = text.map.to_origin(part.origin, size);
    bool copies = part.kind == SpanMap::Kind::kCopy && origin.size() == part.origin.size();
    out.map.add(part.begin, origin, copies ? SpanMap::Kind::kCopy : SpanMap::Kind::kBlock);
  }
  return out;
}

TfRef value_of(const Document& document, NodeId id, const TfText& text, Budget& budget) {
  const Node& node = document.node(id);
  TfPlace place{text.source, text.map.to_origin(node.value_span, static_cast<uint32_t>(text.bytes.size()))};
  if (!budget.take_steps()) return tf_unknown(place);
  switch (node.kind) {
    case NodeKind::kNull:
      return tf_null(place);
    case NodeKind::kTrue:
    case NodeKind::kFalse:
      return tf_bool(node.kind == NodeKind::kTrue, place);
    case NodeKind::kNumber:
      return tf_number(document.value(id), place);
    case NodeKind::kString:
      return tf_string(composed(document, node.value, text), place);
    case NodeKind::kUnknown:
      return tf_unknown(place);
    case NodeKind::kArray: {
      std::vector<TfRef> items;
      for (NodeId at = node.first_child; at != kNoNode; at = document.node(at).next) {
        items.push_back(value_of(document, at, text, budget));
      }
      return tf_sequence(TfKind::kTuple, std::move(items), place);
    }
    case NodeKind::kObject: {
      std::vector<TfMember> members;
      for (NodeId at = node.first_child; at != kNoNode; at = document.node(at).next) {
        members.push_back({composed(document, document.node(at).key, text), value_of(document, at, text, budget)});
      }
      return tf_mapping(TfKind::kObject, std::move(members), place);
    }
  }
  return tf_unknown(place);
}

TfRef decoded(const TfCall& call, Result<Document> (*reader)(std::shared_ptr<const Source>, Budget&), bool documents) {
  if (call.size() != 1) return call.failed();
  TfRef text = tf_to_string(call.at(0));
  if (!text->known()) return text->failed ? call.failed() : call.unknown();
  if (text->kind != TfKind::kString) return call.failed();
  auto read = reader(std::make_shared<Source>("", text->text.bytes), call.budget);
  if (!read.ok()) return call.unknown();
  const Document& document = read.value();
  if (document.refused()) return call.failed();
  NodeId root = document.root();
  if (!documents) return value_of(document, root, text->text, call.budget);
  NodeId only = document.node(root).first_child;
  if (only == kNoNode || document.node(only).next != kNoNode) return call.failed();
  return value_of(document, only, text->text, call.budget);
}

TfRef json_decode(const TfCall& call) { return decoded(call, read_json, false); }
TfRef yaml_decode(const TfCall& call) { return decoded(call, read_yaml, true); }

TfRef json_encode(const TfCall& call) {
  return call.size() == 1 ? tf_json_encode(call.at(0), call.place, call.budget) : call.failed();
}

TfRef base64_encode(const TfCall& call) {
  if (call.size() != 1) return call.failed();
  TfRef text = tf_to_string(call.at(0));
  if (!text->known()) return text->failed ? call.failed() : call.unknown();
  if (text->kind != TfKind::kString) return call.failed();
  return tf_string(base64_encoded(text->text.bytes), call.place);
}

struct Named {
  std::string_view name;
  TfFunction function;
};

constexpr std::array<Named, 4> kFunctions = {{{"base64encode", base64_encode},
                                              {"jsondecode", json_decode},
                                              {"jsonencode", json_encode},
                                              {"yamldecode", yaml_decode}}};

}  // namespace

TfRef tf_of_document(const Document& document, const TfText& text, Budget& budget) {
  return value_of(document, document.root(), text, budget);
}

TfFunction tf_encoding_function(std::string_view name) {
  auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Named& one) { return one.name == name; });
  return found == kFunctions.end() ? nullptr : found->function;
}

}  // namespace klamm
