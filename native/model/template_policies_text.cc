#include <algorithm>

#include "klamm/template_policies.h"
#include "model/template_detect.h"

namespace klamm {
namespace {

// The first refusal as an error; none: nothing is refused.
std::optional<Error> refusal(const std::shared_ptr<const Source>& source, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.kind != Diagnostic::Kind::kRefused) continue;
    return Error{shown({source, diagnostic})};
  }
  return {};
}

Result<Template> read_stack(const std::shared_ptr<const Source>& source,
                            Result<Document> (*yaml)(std::shared_ptr<const Source>, Budget&), Budget& budget) {
  std::string_view text = source->bytes();
  const size_t begin = std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), text.size());
  const bool json = text.substr(begin).starts_with('{');
  auto document = json ? read_json(source, budget) : yaml(source, budget);
  if (!document) return document.error();
  if (auto refused = refusal(source, document.value().diagnostics())) return *refused;
  return read_cloudformation(document.value(), budget);
}

}  // namespace

Result<std::optional<TemplatePolicies>> policies_in(const std::shared_ptr<const Source>& source,
                                                    Result<Document> (*yaml)(std::shared_ptr<const Source>, Budget&),
                                                    Budget& budget) {
  const TemplateForm form = detect_template(source->bytes());
  if (form == TemplateForm::kNone) return std::optional<TemplatePolicies>();
  auto made = form == TemplateForm::kPlan ? read_plan(source, budget) : read_stack(source, yaml, budget);
  if (!made) return made.error();
  auto found = policies_of(made.value(), budget);
  if (!found) return found.error();
  return std::optional(std::move(found).value());
}

}  // namespace klamm
