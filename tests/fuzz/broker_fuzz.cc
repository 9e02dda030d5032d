// Any properties file is understood in bounds and shown, and no secret is: behind the input stand lines whose values
// must not come out of any way of showing but the one that reveals. The first two bytes choose version and options.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "klamm/broker.h"
#include "klamm/show.h"
#include "project_catalog.h"

using namespace klamm;

namespace {

constexpr std::string_view kSecret = "Xq7vK9wZ";
// A line end first, twice, so that no continuation of the input swallows a line.
constexpr std::string_view kPlanted =
    "\n\nssl.keystore.password=Xq7vK9wZ\nlistener.name.a.plain.sasl.jaas.config=M required password=\"Xq7vK9wZ\";\n"
    "my.own.secret=Xq7vK9wZ\nssl.keystore.key=-----BEGIN PRIVATE KEY----- Xq7vK9wZ\nsasl.jaas.config=Xq7vK9wZ=\"\n"
    "ssl.truststore.certificates=-----BEGIN Xq7vK9wZ\nx=M required password=\"Xq7vK9wZ\";\n";

void demand(bool holds) {
  if (!holds) std::abort();
}

void check(const BrokerConfig& node) {
  auto bytes = static_cast<uint32_t>(node.document().source().bytes().size());
  auto within = [&](Span span) { demand(span.begin <= span.end && span.end <= bytes); };
  size_t last = 0;
  for (const Setting& setting : node.settings()) {
    last += setting.last ? 1 : 0;
    if (setting.last) demand(node.setting(setting.key) == &setting);
    demand(setting.listener == kNoListener || setting.listener < node.listeners().size());
  }
  for (const Endpoint& endpoint : node.endpoints()) within(endpoint.span);
  for (const Endpoint& endpoint : node.advertised()) within(endpoint.span);
  for (const ProtocolMapping& mapping : node.protocol_map()) within(mapping.span);
  for (const Voter& voter : node.voters()) within(voter.span);
  for (const SuperUser& user : node.super_users()) within(user.span);
  for (size_t index = 0; index < node.listeners().size(); ++index) {
    const Listener& listener = node.listeners()[index];
    auto at = static_cast<ListenerIndex>(index);
    demand(node.find_listener(listener.name) == at);
    anonymous(listener);
    for (KeyId key = 0; key < node.catalog().size() && index < 2; ++key) {
      if (!node.catalog().per_listener(key)) continue;
      node.get(key, at, "PLAIN");
    }
  }
  for (const JaasEntry& entry : node.jaas()) {
    demand(entry.setting < node.settings().size());
    if (entry.error) within(entry.error->span);
    for (const JaasModule& module : entry.modules) {
      within(module.span);
      for (const JaasOption& option : module.options) within(option.span);
    }
  }
  demand(last <= node.settings().size());
}

bool leaks(const BrokerConfig& node, ShowOptions::Format format, bool raw, bool reveal) {
  ShowOptions options;
  options.format = format;
  options.raw = raw;
  options.reveal = reveal;
  return show(node, options).find(kSecret) != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  auto versions = project_catalog().versions();
  BrokerOptions options;
  if (data[0] != 0) options.version = versions[data[0] % versions.size()];
  options.rendered = data[1] & 1;
  options.values_only = data[1] & 2;
  std::string text(reinterpret_cast<const char*>(data + 2), size - 2);
  if (text.find(kSecret) != std::string::npos) return 0;
  Budget budget;
  auto read = read_properties(std::make_shared<Source>("fuzz", text + std::string(kPlanted)), budget);
  if (!read) return 0;
  BrokerConfig node =
      BrokerConfig::build(std::make_shared<const Document>(std::move(read).value()), project_catalog(), options);
  check(node);
  for (auto format : {ShowOptions::Format::kText, ShowOptions::Format::kJson}) {
    demand(!leaks(node, format, false, false));
    demand(!leaks(node, format, false, true));
    demand(!leaks(node, format, true, false));
    demand(leaks(node, format, true, true));
  }
  return 0;
}
