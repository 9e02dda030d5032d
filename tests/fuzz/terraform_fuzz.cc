#include "fuzz/template_invariants.h"

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
  return 0;
}
