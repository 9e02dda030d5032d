#include "fuzz/template_invariants.h"
#include "model/template_detect.h"

using namespace klamm;

namespace {

Limits tight() {
  Limits limits;
  limits.nodes = 20000;
  limits.pieces = 20000;
  limits.aliases = 50;
  limits.depth = 40;
  limits.steps = 50000;
  return limits;
}

Result<Document> parsed(std::string text, Budget& budget) {
  bool json = text.starts_with('{') || text.starts_with('[');
  auto source = std::make_shared<Source>("template", std::move(text));
  return json ? read_json(source, budget) : read_yaml(source, budget);
}

}  // namespace

// The text is a template; behind a form feed, a file of parameters.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  detect_template(text);
  size_t cut = std::min(text.find('\f'), text.size());
  Budget budget(tight());
  auto document = parsed(text.substr(0, cut), budget);
  auto given = parsed(cut < text.size() ? text.substr(cut + 1) : "", budget);
  if (!document.ok() || !given.ok()) return 0;
  CloudFormationOptions options;
  options.parameters.push_back(&given.value());
  auto read = read_cloudformation(document.value(), budget, options);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (read.ok()) check_template(read.value());
  return 0;
}
