// Asks a pack for everything it has, and lints with it.
#pragma once

#include <memory>
#include <string>

#include "klamm/linter.h"
#include "klamm/rule_page.h"

namespace klamm {

inline size_t use_pack(const Pack& pack) {
  size_t seen = pack.blob_size();
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    RuleInfo rule = pack.rule(index);
    seen += rule_markdown(rule).size() + rule_text(rule).size() + pack.find_rule(rule.name);
    seen += severity_name(pack.severity(index)).size() + pack.rule_id(index).size();
  }
  std::vector<const Pack*> packs = {&Pack::builtin(), &pack};
  if (pack.has_catalog()) {
    packs = {&pack};
    for (size_t key = 0; key < pack.catalog().size(); ++key)
      seen += pack.catalog().name(static_cast<KeyId>(key)).size();
  }
  seen += rule_index_markdown(packs).size();
  LintOptions options;
  options.profile = "all";
  options.as = InputKind::kServerProperties;
  Selection selection;
  for (const Pack* one : packs) {
    bool on = one == &pack;
    selection.rules.resize(selection.rules.size() + one->rule_count(),
                           on ? Selection::State::kOn : Selection::State::kOff);
  }
  (void)select_rules(packs, options);
  for (std::string_view text : {"listeners=A://:9092,B://127.0.0.1:1\nlistener.security.protocol.map=A:SSL,B:SASL_SSL\n"
                                "ssl.keystore.password=hunter2\nsuper.users=User:a;User:b\nprocess.roles=broker\n"
                                "num.partitions=x\nauto.create.topics.enable={{ x }}\nlog.retention.ms=5\n",
                                "zookeeper.connect=a:1\nbroker.id=1\nbroker.id=2\n", ""}) {
    auto source = std::make_shared<Source>("server.properties", std::string(text));
    auto result = lint(source, packs, selection, options);
    if (result) seen += result.value().findings.size();
  }
  return seen;
}

}  // namespace klamm
