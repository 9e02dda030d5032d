#include "klamm/template.h"
#include "model/template_detect.h"

namespace klamm {

Result<Template> read_cloudformation(std::shared_ptr<const Source> source, YamlReader yaml, Budget& budget) {
  const bool json = begins_json(source->bytes());
  if (!json && yaml == nullptr) return Error{"this program reads no YAML"};
  auto document = json ? read_json(source, budget) : yaml(source, budget);
  if (!document) return document.error();
  if (!document.value().refused()) return read_cloudformation(document.value(), budget);
  Template out;
  out.refused = true;
  for (const Diagnostic& diagnostic : document.value().diagnostics()) {
    if (diagnostic.kind == Diagnostic::Kind::kRefused) out.diagnostics.emplace_back(source, diagnostic);
  }
  return out;
}

}  // namespace klamm
