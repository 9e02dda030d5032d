#include <utility>

#include "model/terraform_text.h"

namespace klamm {
namespace {

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

}  // namespace

TfRef tf_json_encode(const TfRef& value, TfPlace place, Budget& budget) {
  JsonText text(place, budget);
  return text.add(value) ? text.finish() : tf_failed(place);
}

}  // namespace klamm
