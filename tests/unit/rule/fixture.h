// What the tests of the rules share: the catalog that is built in, rules compiled from text, and one call to lint.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "klamm/linter.h"

namespace klamm {

inline const Catalog& catalog() { return Pack::builtin().catalog(); }

// A rule with all that every rule must have; `logic` adds the rest (it may override `at`, `scope` and the like).
inline std::string rule_text(std::string_view id, std::string_view logic) {
  std::string name(id);
  for (char& c : name) c = static_cast<char>(c | 0x20);
  std::string out = "id = \"" + std::string(id) + "\"\nname = \"" + name + "\"\n";
  auto add = [&](std::string_view field, std::string_view value) {
    if (logic.find("\n" + std::string(field) + " =") == std::string_view::npos) {
      out += std::string(field) + " = \"" + std::string(value) + "\"\n";
    }
  };
  add("title", "A title");
  add("severity", "high");
  add("message", "a message");
  add("why", "A reason.");
  add("mend", "A mend.");
  return out + std::string(logic) + "\n";
}

// A pack of rules beside the catalog of the built-in pack. Each text is one file.
class TestPack {
 public:
  explicit TestPack(const std::vector<std::string>& rules) {
    std::vector<RuleSource> sources;
    for (const std::string& rule : rules) sources.push_back({"rule" + std::to_string(sources.size()) + ".toml", rule});
    auto blob = compile_rules(sources, catalog());
    INFO((blob ? std::string() : blob.error().message));
    REQUIRE(blob.ok());
    auto pack = Pack::own(std::move(blob).value());
    REQUIRE(pack.ok());
    pack_ = std::make_unique<Pack>(std::move(pack).value());
  }

  const Pack& pack() const { return *pack_; }
  std::vector<const Pack*> packs() const { return {&Pack::builtin(), pack_.get()}; }

  // Only the rules of this pack are on.
  Selection selection() const {
    Selection out;
    out.rules.assign(Pack::builtin().rule_count(), Selection::State::kOff);
    out.rules.resize(out.rules.size() + pack_->rule_count(), Selection::State::kOn);
    return out;
  }

  LintResult lint(std::string_view text, LintOptions options = {}) const {
    options.as = InputKind::kServerProperties;
    auto source = std::make_shared<Source>("server.properties", std::string(text));
    auto result = klamm::lint(source, packs(), selection(), options);
    INFO((result ? std::string() : result.error().message));
    REQUIRE(result.ok());
    return std::move(result).value();
  }

 private:
  std::unique_ptr<Pack> pack_;
};

// "KT005 2:39" for each finding, in order.
inline std::vector<std::string> places(const LintResult& result) {
  std::vector<std::string> out;
  for (const Finding& finding : result.findings) {
    std::string place = "file";
    if (finding.place.region) {
      place =
          std::to_string(finding.place.region->begin.line) + ":" + std::to_string(finding.place.region->begin.column);
    }
    out.push_back(finding.rule + " " + place);
  }
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace klamm
