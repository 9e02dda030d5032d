#include "fuzz/document_invariants.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 2000;
  limits.pieces = 2000;
  limits.aliases = 50;
  limits.depth = 20;
  Budget budget(limits);
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  auto read = read_yaml(source, budget);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (read.ok()) check_document(read.value(), limits);
  return 0;
}
