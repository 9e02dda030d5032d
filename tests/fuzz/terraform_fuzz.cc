#include "fuzz/template_invariants.h"
#include "klamm/template_policies.h"

using namespace klamm;

// The text is a module, in JSON if it begins with a brace; behind a form feed, one that it may call and a file that it
// may read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  size_t cut = std::min(text.find('\f'), text.size());
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put(text.starts_with('{') ? "main.tf.json" : "main.tf", text.substr(0, cut));
  if (cut < text.size()) {
    files.put("m/main.tf", text.substr(cut + 1));
    files.put("f", text.substr(cut + 1));
  }
  Limits limits;
  limits.nodes = 20000;
  limits.pieces = 20000;
  limits.aliases = 50;
  limits.depth = 40;
  limits.steps = 50000;
  Budget budget(limits);
  auto read = read_terraform(files, ".", budget);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return 0;
  check_template(read.value());
  auto policies = policies_of(read.value(), budget);
  must(policies.ok() != budget.spent(), "the error is the spent budget");
  if (!policies.ok()) return 0;
  const auto check = [](const IamPolicy& policy) {
    const Span home = policy.source->to_root(policy.span);
    must(home.end <= policy.source->root().bytes().size(), "a policy stands in its file");
  };
  for (const IamPolicy& policy : policies.value().identity.policies) check(policy);
  for (const IamIdentity& identity : policies.value().identity.identities) {
    for (const IamPolicy& policy : identity.policies) check(policy);
  }
  return 0;
}
