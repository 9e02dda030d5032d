#include <algorithm>

#include "base/quote.h"
#include "model/cloudformation_evaluator.h"
#include "model/terraform_text.h"

namespace klamm {
namespace {

constexpr std::string_view kResolve = "{{resolve:";

// Where the bytes [begin, end) of a text were written.
TfPlace place_of(const TfText& text, size_t begin, size_t end) {
  Span span = text.map.to_origin({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)},
                                 static_cast<uint32_t>(text.bytes.size()));
  return {text.source, span};
}

// A piece of a text that keeps its places.
void add_piece(const TfText& text, size_t begin, size_t end, TfTextBuilder& out) {
  if (begin < end) out.item(tf_slice(text, begin, end));
}

std::string_view without_blanks(std::string_view text) {
  size_t begin = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(begin);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

TfRef CfnEvaluator::settled(const TfText& text, TfPlace at) {
  size_t found = text.bytes.find(kResolve);
  if (found == std::string::npos) return tf_string(text, at);
  TfTextBuilder out(budget_, at);
  size_t begin = 0;
  for (; found != std::string::npos; found = text.bytes.find(kResolve, begin)) {
    size_t end = text.bytes.find("}}", found);
    if (end == std::string::npos) break;
    if (found == 0 && end + 2 == text.bytes.size()) return tf_unknown(at);
    add_piece(text, begin, found, out);
    TfPlace place = place_of(text, found, end + 2);
    out.add(tf_unknown(place), place, false);
    begin = end + 2;
  }
  add_piece(text, begin, text.bytes.size(), out);
  return out.finish();
}

// A text, or a list of a text and an object of values that count before all other names.
TfRef CfnEvaluator::substitute(NodeId argument, TfPlace at) {
  Variables variables;
  if (is_string(argument)) return substituted(text(argument), variables, at);
  Items both = items(argument);
  bool fits = !both.empty() && both.size() <= 2 && is_string(both[0]) && (both.size() == 1 || is_object(both[1]));
  if (!fits) return refuse(at, "a Sub takes a text, and perhaps an object of values");
  if (both.size() == 2) {
    for (NodeId one = document_.node(both[1]).first_child; one != kNoNode; one = document_.node(one).next) {
      variables[std::string(document_.key(one))] = evaluate(one);
    }
  }
  return substituted(text(both[0]), variables, at);
}

TfRef CfnEvaluator::substituted(const TfText& text, const Variables& variables, TfPlace at) {
  TfTextBuilder out(budget_, at);
  const std::string& bytes = text.bytes;
  size_t begin = 0;
  for (size_t found = bytes.find("${"); found != std::string::npos && !budget_.spent();
       found = bytes.find("${", begin)) {
    size_t end = bytes.find('}', found);
    if (end == std::string::npos) break;
    if (bytes[found + 2] == '!') {  // `${!x}` stands for `${x}`
      add_piece(text, begin, found + 2, out);
      add_piece(text, found + 3, end + 1, out);
      begin = end + 1;
      continue;
    }
    add_piece(text, begin, found, out);
    TfPlace place = place_of(text, found, end + 1);
    TfRef value = named(without_blanks(std::string_view(bytes).substr(found + 2, end - found - 2)), variables, place);
    if (value == nullptr || !out.add(value, place, false)) out.add(tf_unknown(place, "unknown"), place, false);
    begin = end + 1;
  }
  add_piece(text, begin, bytes.size(), out);
  TfRef made = out.finish();
  return made->known() ? settled(made->text, at) : made;
}

TfRef CfnEvaluator::named(std::string_view name, const Variables& variables, TfPlace at) {
  auto own = variables.find(name);
  if (own != variables.end()) return own->second;
  size_t dot = name.find('.');
  return dot == std::string_view::npos ? reference(name, at) : attribute(name.substr(0, dot), name.substr(dot + 1), at);
}

}  // namespace klamm
