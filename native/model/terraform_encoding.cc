#include <algorithm>
#include <array>
#include <utility>

#include "klamm/document.h"
#include "model/terraform_functions.h"

namespace klamm {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// A text within the quotes of JSON: the text itself where nothing in it needs an escape.
TfText json_escaped(const TfText& text) {
  std::string out;
  bool changed = false;
  for (size_t at = 0; at < text.bytes.size(); ++at) {
    char byte = text.bytes[at];
    std::string_view escape;
    switch (byte) {
      case '"':
        escape = "\\\"";
        break;
      case '\\':
        escape = "\\\\";
        break;
      case '\n':
        escape = "\\n";
        break;
      case '\r':
        escape = "\\r";
        break;
      case '\t':
        escape = "\\t";
        break;
      case '\b':
        escape = "\\b";
        break;
      case '\f':
        escape = "\\f";
        break;
      default:
        break;
    }
    bool control = static_cast<uint8_t>(byte) < 0x20 || byte == '<' || byte == '>' || byte == '&';
    bool separator = text.bytes.compare(at, 2, "\xe2\x80") == 0 && at + 2 < text.bytes.size() &&
                     (text.bytes[at + 2] == '\xa8' || text.bytes[at + 2] == '\xa9');
    if (!escape.empty()) {
      out += escape;
    } else if (control) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[static_cast<uint8_t>(byte) >> 4];
      out += kDigits[byte & 15];
    } else if (separator) {
      out += text.bytes[at + 2] == '\xa8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      out += byte;
      continue;
    }
    changed = true;
  }
  if (!changed) return text;
  Span whole =
      text.map.to_origin({0, static_cast<uint32_t>(text.bytes.size())}, static_cast<uint32_t>(text.bytes.size()));
  return {std::move(out), {text.source, whole}};
}

class JsonText {
 public:
  JsonText(TfPlace place, Budget& budget) : out_(budget, place), budget_(budget), place_(place) {}

  // False: Terraform would refuse it.
  bool add(const TfRef& value) {
    if (!budget_.take_steps()) return true;
    switch (value->kind) {
      case TfKind::kNull:
        out_.mark("null");
        return true;
      case TfKind::kBool:
        out_.item(TfText(value->truth ? "true" : "false", value->place));
        return true;
      case TfKind::kNumber:
        out_.item(value->text);
        return true;
      case TfKind::kString:
        quoted(value->text);
        return true;
      case TfKind::kUnknown:
        return hole(value);
      case TfKind::kObject:
      case TfKind::kMap:
        return object(*value);
      default:
        return list(*value);
    }
  }

  TfRef finish() { return out_.finish(); }

 private:
  void quoted(const TfText& text) {
    out_.mark("\"");
    out_.item(json_escaped(text));
    out_.mark("\"");
  }

  bool hole(const TfRef& value) {
    if (value->failed) return false;
    out_.mark("\"");
    if (value->holes) {
      TfRef escaped = tf_holed(json_escaped(value->text), value->place);
      out_.add(escaped, value->place.source != nullptr ? value->place : place_, true);
    } else {
      out_.add(value, value->place.source != nullptr ? value->place : place_, false);
    }
    out_.mark("\"");
    return true;
  }

  bool object(const TfValue& value) {
    out_.mark("{");
    bool first = true;
    for (const TfMember& member : value.members) {
      if (!std::exchange(first, false)) out_.mark(",");
      quoted(member.key);
      out_.mark(":");
      if (!add(member.value)) return false;
    }
    out_.mark("}");
    return true;
  }

  bool list(const TfValue& value) {
    out_.mark("[");
    bool first = true;
    for (const TfRef& item : value.items) {
      if (!std::exchange(first, false)) out_.mark(",");
      if (!add(item)) return false;
    }
    out_.mark("]");
    return true;
  }

  TfTextBuilder out_;
  Budget& budget_;
  TfPlace place_;
};

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
  const std::string& bytes = text->text.bytes;
  std::string out;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    uint32_t group = 0;
    for (size_t index = at; index < at + 3; ++index) {
      group = group << 8 | (index < bytes.size() ? static_cast<uint8_t>(bytes[index]) : 0);
    }
    for (int letter = 0; letter < 4; ++letter) {
      bool padding = static_cast<size_t>(letter) > bytes.size() - at;
      out += padding ? '=' : kBase64[group >> (18 - 6 * letter) & 63];
    }
  }
  return tf_string(std::move(out), call.place);
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

TfRef tf_json_encode(const TfRef& value, TfPlace place, Budget& budget) {
  JsonText text(place, budget);
  return text.add(value) ? text.finish() : tf_failed(place);
}

TfFunction tf_encoding_function(std::string_view name) {
  auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Named& one) { return one.name == name; });
  return found == kFunctions.end() ? nullptr : found->function;
}

}  // namespace klamm
