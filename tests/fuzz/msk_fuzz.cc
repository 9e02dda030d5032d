// Answers of the AWS command line: every value and every place of what is read lies within the text.
#include "fuzz/document_invariants.h"
#include "klamm/msk.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 4000;
  limits.depth = 24;
  limits.steps = 200'000;
  Budget budget(limits);
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  is_msk_answer(source->bytes());
  auto read = read_msk_answers(source, budget);
  if (!read.ok()) return 0;
  for (const MskInventory::Refusal& refusal : read.value().refusals) {
    check_span(*refusal.source, refusal.span);
    must(!refusal.message.empty(), "a refusal has a text");
  }
  for (const MskResource& resource : read.value().resources) {
    check_span(resource.document->source(), resource.place);
    must(!resource.name.empty(), "a thing has a name");
    for (const MskValue& value : resource.values) {
      check_span(resource.document->source(), resource.place_of(value));
      must(!value.written || value.node != kNoNode, "what is written stands somewhere");
    }
    if (resource.text != nullptr) check_span(*resource.text, {0, static_cast<uint32_t>(resource.text->bytes().size())});
    must(!resource.configuration || *resource.configuration < read.value().resources.size(), "a join leads somewhere");
  }
  return 0;
}
