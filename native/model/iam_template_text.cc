// Policies as texts of a template: heredocs and jsonencode(), of which some parts may not be told.
#include <utility>

#include "base/iam_hole.h"
#include "model/iam_reading.h"

namespace klamm {
namespace {

// The text with quotes around every hole that stands where JSON has a value, so that it is JSON again.
std::shared_ptr<const Source> with_quoted_holes(const std::shared_ptr<const Source>& text, Budget& budget) {
  std::string_view bytes = text->bytes();
  std::string out;
  SpanMap map;
  bool in_string = false;
  bool changed = false;
  size_t copied = 0;
  const auto copy_to = [&](size_t end) {
    if (end == copied) return;
    map.add(static_cast<uint32_t>(out.size()), {static_cast<uint32_t>(copied), static_cast<uint32_t>(end)});
    out += bytes.substr(copied, end - copied);
    copied = end;
  };
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (in_string && bytes[at] == '\\') {
      ++at;
    } else if (bytes[at] == '"') {
      in_string = !in_string;
    } else if (const size_t behind = iam_hole_end(bytes, at); behind != std::string_view::npos) {
      if (!in_string && budget.take_pieces(2)) {
        copy_to(at);
        map.add(static_cast<uint32_t>(out.size()), {static_cast<uint32_t>(at), static_cast<uint32_t>(behind)},
                SpanMap::Kind::kBlock);
        out += '"' + std::string(bytes.substr(at, behind - at)) + '"';
        copied = behind;
        changed = true;
      }
      at = behind - 1;
    }
  }
  if (!changed) return text;
  copy_to(bytes.size());
  return std::make_shared<const Source>(text, std::move(out), std::move(map));
}

}  // namespace

void read_iam_text(const std::shared_ptr<const Source>& text, IamLayer layer, const std::string& name,
                   const IamSize& size, IamFile& file, Budget& budget, const IamHoles& holes) {
  const bool told = !has_iam_hole(text->bytes());
  auto json = read_json(told ? text : with_quoted_holes(text, budget), budget);
  if (!json) return;
  const Document& document = json.value();
  if (told) {
    for (const Diagnostic& diagnostic : document.diagnostics()) {
      file.diagnostics.push_back({document.shared_source(), diagnostic});
    }
    if (document.refused()) return;
  }
  const NodeId root = document.root();
  if (!document.refused() && document.node(root).kind != NodeKind::kString) {
    return read_iam_document(document, root, layer, name, told ? size : IamSize{}, file, budget, &holes);
  }
  if (told)
    return IamJson(document, file.diagnostics).refuse(document.node(root).value_span, "a policy must be an object");
  IamPolicy policy;
  policy.name = name;
  policy.source = text;
  policy.span = {0, static_cast<uint32_t>(text->bytes().size())};
  policy.partial = true;
  file.policies.push_back(std::move(policy));
}

}  // namespace klamm
