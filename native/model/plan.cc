#include "doc/json_value.h"
#include "klamm/template.h"
#include "model/plan_body.h"
#include "model/plan_policies.h"

namespace klamm {

Result<Template> read_plan(std::shared_ptr<const Source> source, Budget& budget,
                           bool (*wanted)(std::string_view type)) {
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  Template out;
  auto document = std::make_shared<Document>(std::move(source));
  if (!refuse_what_is_no_json(*document)) {
    auto index = index_plan(*document, budget, wanted);
    if (!index.ok()) return index.error();
    PlanBodies bodies(*document, index.value(), budget);
    out.resources.reserve(index.value().resources.size());
    for (PlanResource& resource : index.value().resources) {
      Resource made;
      made.body = bodies.add(resource);
      if (budget.spent()) return budget.error();
      if (made.body == kNoNode) continue;
      made.address = std::move(resource.address);
      made.type = resource.type;
      made.data = resource.data;
      made.document = document;
      out.resources.push_back(std::move(made));
    }
    write_planned_policies(out, *document, budget);
    if (budget.spent()) return budget.error();
  }
  for (const Diagnostic& wrong : document->diagnostics()) out.diagnostics.push_back({document->shared_source(), wrong});
  return out;
}

}  // namespace klamm
