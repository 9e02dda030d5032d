#include "klamm/template_policies.h"
#include "model/template_detect.h"

namespace klamm {

Result<std::optional<TemplatePolicies>> policies_in(const std::shared_ptr<const Source>& source, YamlReader yaml,
                                                    Budget& budget) {
  const TemplateForm form = detect_template(source->bytes());
  if (form == TemplateForm::kNone) return std::optional<TemplatePolicies>();
  auto made = form == TemplateForm::kPlan ? read_plan(source, budget) : read_cloudformation(source, yaml, budget);
  if (!made) return made.error();
  if (made.value().refused) {
    const auto& [place, diagnostic] = made.value().diagnostics.front();
    return Error{shown({place, diagnostic})};
  }
  auto found = policies_of(made.value(), budget);
  if (!found) return found.error();
  return std::optional(std::move(found).value());
}

}  // namespace klamm
