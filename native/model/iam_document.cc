#include <fmt/format.h>

#include <algorithm>

#include "base/quote.h"
#include "base/utf8.h"
#include "model/iam_reading.h"

namespace klamm {
namespace {

// AWS takes the characters from U+0020 to U+00FF, tab and line ends.
void look_at_characters(const IamJson& json, NodeId id) {
  const Span span = json.node(id).value_span;
  std::string_view text = json.document().source().bytes().substr(0, span.end);
  for (size_t at = span.begin; at < text.size(); at += utf8_step(text, at)) {
    const auto lead = static_cast<uint8_t>(text[at]);
    if (lead < 0xC4) continue;
    const auto begin = static_cast<uint32_t>(at);
    json.refuse({begin, begin + static_cast<uint32_t>(utf8_step(text, at))},
                "a character beyond U+00FF, which AWS refuses in policies");
    return;
  }
}

void look_at_size(const IamJson& json, NodeId id, const IamSize& size) {
  if (size.most == 0) return;
  const Span span = json.node(id).value_span;
  std::string_view text = json.document().source().bytes().substr(span.begin, span.size());
  size_t count = utf8_count(text);
  if (!size.blanks) {
    count -= static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
      return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    }));
  }
  const Span begin{span.begin, span.begin + 1};
  if (count > size.most) {
    json.refuse(begin, fmt::format("{} characters{}: {} may have {}", count, size.blanks ? "" : " without blanks",
                                   size.what, size.most));
  } else if (size.suspect != 0 && count > size.suspect) {
    json.suspect(begin, fmt::format("{} characters without blanks: a managed policy may have {}", count, size.suspect));
  }
}

void read_members(const IamJson& json, NodeId id, IamLayer layer, IamPolicy& policy) {
  if (json.open(id)) {
    policy.partial = true;
    return;
  }
  if (!json.is_object(id, "a policy")) return;
  for (NodeId member = json.node(id).first_child; member != kNoNode; member = json.node(member).next) {
    const std::string name = json.key(member);
    if (name == "Version" || name == "Statement") continue;
    if (json.holed(name)) {
      policy.partial = true;
      continue;
    }
    if (name != "Id") {
      json.refuse(json.node(member).key_span, "a policy has no element " + in_backticks(name));
    } else if (layer != IamLayer::kCluster && layer != IamLayer::kRcp) {
      json.refuse(json.node(member).key_span, "only a resource's policy has an `Id`");
    } else if (!json.is(member, NodeKind::kString)) {
      json.refuse(json.node(member).value_span, "`Id` must be a string");
    }
  }
  if (const NodeId version = json.find(id, "Version"); version != kNoNode) {
    const std::string text = json.value(version);
    policy.variables = text == "2012-10-17" || json.holed(text);
    policy.version = json.node(version).value_span;
    if (json.holed(text)) {
      policy.partial = true;
    } else if (!json.is(version, NodeKind::kString) || (!policy.variables && text != "2008-10-17")) {
      json.refuse(json.node(version).value_span, "`Version` must be `2012-10-17` or `2008-10-17`");
    }
  }
  const NodeId statements = json.find(id, "Statement");
  if (statements == kNoNode) return json.refuse(json.node(id).value_span, "a policy without `Statement`");
  if (json.open(statements)) {
    policy.partial = true;
    return;
  }
  std::vector<std::string> sids;
  const bool list = json.is(statements, NodeKind::kArray);
  NodeId each = list ? json.node(statements).first_child : statements;
  if (each == kNoNode) return json.refuse(json.node(statements).value_span, "a policy without statements");
  for (uint32_t index = 0; each != kNoNode; ++index, each = list ? json.node(each).next : kNoNode) {
    const bool object = json.node(each).kind == NodeKind::kObject;
    if (json.open(each) || (object && json.open(json.find(each, "Effect")))) {
      policy.partial = true;
      continue;
    }
    policy.statements.push_back(read_iam_statement(json, each, layer, policy.variables, sids));
    policy.statements.back().index = index;
  }
}

// A string value without its percent escapes, as a source whose places lead back.
std::shared_ptr<const Source> embed_decoded(const Document& document, NodeId id) {
  const Text text = document.node(id).value;
  std::string_view encoded = document.text(text);
  const auto digit = [](char byte) -> int {
    if (byte >= '0' && byte <= '9') return byte - '0';
    const char low = static_cast<char>(byte | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
  };
  std::string decoded;
  SpanMap map;
  for (uint32_t at = 0; at < encoded.size();) {
    const bool escape =
        encoded[at] == '%' && at + 2 < encoded.size() && digit(encoded[at + 1]) >= 0 && digit(encoded[at + 2]) >= 0;
    const uint32_t step = escape ? 3 : 1;
    const Span origin = document.span_of(text, at, at + step);
    map.add(static_cast<uint32_t>(decoded.size()), origin,
            origin.size() == 1 ? SpanMap::Kind::kCopy : SpanMap::Kind::kBlock);
    decoded += escape ? static_cast<char>(digit(encoded[at + 1]) * 16 + digit(encoded[at + 2])) : encoded[at];
    at += step;
  }
  return std::make_shared<const Source>(document.shared_source(), std::move(decoded), std::move(map));
}

void take_diagnostics(const Document& document, IamFile& file) {
  for (const Diagnostic& diagnostic : document.diagnostics())
    file.diagnostics.push_back({document.shared_source(), diagnostic});
}

}  // namespace

void read_iam_document(const Document& document, NodeId id, IamLayer layer, const std::string& name,
                       const IamSize& size, IamFile& file, Budget& budget, const IamHoles* holes) {
  if (document.node(id).kind == NodeKind::kString) {
    std::string_view text = document.value(id);
    const size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    auto source = text.substr(begin).starts_with('{') ? document.embed(id) : embed_decoded(document, id);
    auto inner = read_json(std::move(source), budget);
    if (!inner) return;
    take_diagnostics(inner.value(), file);
    if (inner.value().refused()) return;
    if (inner.value().node(0).kind == NodeKind::kString) {
      IamJson(inner.value(), file.diagnostics).refuse(inner.value().node(0).value_span, "a policy must be an object");
      return;
    }
    return read_iam_document(inner.value(), inner.value().root(), layer, name, size, file, budget);
  }
  const IamJson json(document, file.diagnostics, holes);
  IamPolicy policy;
  policy.name = name;
  policy.source = document.shared_source();
  policy.span = document.node(id).value_span;
  // A document in YAML has other bytes than its policy.
  if (holes == nullptr || !holes->text) {
    look_at_characters(json, id);
    look_at_size(json, id, size);
  }
  read_members(json, id, layer, policy);
  file.policies.push_back(std::move(policy));
}

IamSize iam_size(IamLayer layer) {
  switch (layer) {
    case IamLayer::kIdentity:
      return {10'240, false, 6'144, "a role's inline policies"};
    case IamLayer::kBoundary:
      return {6'144, false, 0, "a managed policy"};
    case IamLayer::kSession:
      return {2'048, true, 0, "a session policy"};
    case IamLayer::kScp:
      return {10'240, true, 0, "a service control policy"};
    case IamLayer::kRcp:
      return {5'120, true, 0, "a resource control policy"};
    case IamLayer::kCluster:
      return {20'480, true, 0, "a cluster policy"};
  }
  return {};
}

bool IamFile::refused() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const IamDiagnostic& diagnostic) {
    return diagnostic.diagnostic.kind == Diagnostic::Kind::kRefused;
  });
}

std::string shown(const IamDiagnostic& diagnostic) {
  const Position begin = diagnostic.source->region(diagnostic.diagnostic.span).begin;
  return fmt::format("{}:{}:{}: {}", diagnostic.source->name(), begin.line, begin.column,
                     diagnostic.diagnostic.message);
}

}  // namespace klamm
