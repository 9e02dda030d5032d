// An expression of any text is refused at one of its bytes, or compiles to a program that the verifier accepts and that
// runs at every listener.
#include <cstdlib>
#include <memory>

#include "klamm/document.h"
#include "klamm/rules.h"
#include "rule/broker_facts.h"
#include "rule/codegen.h"

namespace klamm {
namespace {

const BrokerConfig& broker() {
  static const BrokerConfig made = [] {
    Budget budget;
    std::string text =
        "listeners=A://:9092,B://127.0.0.1:1,C://{{ x "
        "}}:2\nlistener.security.protocol.map=A:SSL,B:SASL_SSL,C:PLAINTEXT\n"
        "super.users=User:a;User:b\nprocess.roles=broker\nnum.partitions=x\nauto.create.topics.enable={{ x }}\n"
        "log.retention.ms=5\nsasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512\n";
    auto source = std::make_shared<Source>("server.properties", text);
    auto document = std::make_shared<const Document>(read_properties(source, budget).value());
    return BrokerConfig::build(document, Pack::builtin().catalog(), {});
  }();
  return made;
}

}  // namespace
}  // namespace klamm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace klamm;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  NameContext context{&Pack::builtin().catalog(), VersionRange{}, false, true};
  std::vector<uint32_t> words;
  Complaint complaint;
  std::string strings;
  auto intern = [&](std::string_view one) {
    strings += one;
    return StringRef{static_cast<uint32_t>(strings.size() - one.size()), static_cast<uint32_t>(one.size())};
  };
  if (!compile_expression(text, context, intern, words, complaint)) {
    if (complaint.at > size || complaint.message.empty()) std::abort();
    return 0;
  }
  Program program{reinterpret_cast<const char*>(words.data()), static_cast<uint32_t>(words.size()), strings};
  if (!verify_program(program, static_cast<uint32_t>(context.catalog->size()))) std::abort();
  RefusedValues refused(broker());
  BrokerFacts facts(broker(), refused);
  Trace trace;
  for (size_t listener = 0; listener < broker().listeners().size(); ++listener) {
    facts.stand_at(static_cast<ListenerIndex>(listener));
    trace.clear();
    if (evaluate(program, facts, trace) > Kleene::kUnknown) std::abort();
  }
  return 0;
}
