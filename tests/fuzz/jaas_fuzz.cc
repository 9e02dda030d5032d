// Any value of sasl.jaas.config is read in bounds: spans lie in the text, in order, and lead to what was read.
#include <cstdint>
#include <cstdlib>
#include <forward_list>

#include "model/jaas.h"

using namespace klamm;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void within(Span inner, Span outer) {
  demand(inner.begin <= inner.end);
  demand(outer.begin <= inner.begin && inner.end <= outer.end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  JaasEntry entry;
  std::forward_list<std::string> owned;
  parse_jaas(text, entry, owned);
  Span whole{0, static_cast<uint32_t>(size)};
  if (entry.error) within(entry.error->span, whole);
  demand(entry.error || entry.modules.size() == 1);
  for (const JaasModule& module : entry.modules) {
    within(module.span, whole);
    within(module.class_span, module.span);
    uint32_t behind = module.class_span.end;
    for (const JaasOption& option : module.options) {
      within(option.name_span, module.span);
      within(option.span, module.span);
      demand(option.name_span.begin >= behind && option.span.begin >= option.name_span.end);
      behind = option.span.end;
      std::string_view written = text.substr(option.span.begin, option.span.size());
      bool escaped = written.find('\\') != std::string_view::npos;
      demand(escaped || option.value == written);
      demand(option.quoted || !escaped);
    }
  }
  return 0;
}
