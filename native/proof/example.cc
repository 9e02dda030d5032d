#include "proof/example.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "klamm/files.h"
#include "klamm/fix.h"
#include "rule/template.h"

namespace klamm {

namespace {

// Whether a rule is about the release alone, whatever a text says: nothing of an example.
bool of_release(const std::vector<const Pack*>& packs, std::string_view id) {
  return std::any_of(packs.begin(), packs.end(), [&](const Pack* pack) {
    size_t rule = pack->find_rule(id);
    return rule != SIZE_MAX && pack->rule(rule).check == "vulnerable-release";
  });
}

}  // namespace

ExampleText compose(const RecordSet& set, const ExampleRecord& example, std::string_view own_text) {
  ExampleText out;
  if (const BaseRecord* base = set.base(example.base)) out.text = base->text;
  if (!out.text.empty() && out.text.back() != '\n') out.text += '\n';
  out.lines_before = static_cast<uint32_t>(std::count(out.text.begin(), out.text.end(), '\n'));
  out.text += own_text;
  return out;
}

LintOptions options_of(const RuleRecord& rule, const ExampleRecord& example) {
  LintOptions options;
  constexpr std::array<InputKind, 5> kKinds = {InputKind::kServerProperties, InputKind::kIamPolicy,
                                               InputKind::kTopicScript, InputKind::kMskAnswer, InputKind::kSnapshot};
  options.as = example.msk ? InputKind::kMskConfiguration : kKinds[static_cast<size_t>(rule.about)];
  if (!example.form.empty()) options.as = parse_input_kind(example.form).value_or(InputKind::kTerraform);
  options.yaml = read_yaml;
  options.terraform = read_terraform;
  options.today = example.today;
  options.msk = example.msk;
  options.iam_layer = parse_iam_layer(example.layer);
  if (!example.cluster.empty()) options.iam_cluster = parse_iam_cluster(example.cluster);
  options.rendered = example.rendered;
  std::string_view kafka = example.kafka;
  size_t to = kafka.find(kUpgradeTo);
  if (!kafka.empty()) options.kafka_version = parse_version(kafka.substr(0, to));
  if (to != kafka.npos) options.upgrade_to = parse_version(kafka.substr(to + kUpgradeTo.size()));
  return options;
}

Result<LintResult> lint_example(const RuleRecord& rule, const ExampleRecord& example, std::string text,
                                const std::vector<const Pack*>& packs, const Selection& selection) {
  constexpr std::array<const char*, 5> kNames = {"server.properties", "policy.json", "topics.sh", "answer.json",
                                                 "snapshot.json"};
  const LintOptions options = options_of(rule, example);
  if (options.as != InputKind::kTerraform) {
    const char* name = kNames[static_cast<size_t>(rule.about)];
    return lint(std::make_shared<Source>(name, std::move(text)), packs, selection, options);
  }
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put("main.tf", std::move(text));
  auto linted = lint_terraform(files, {"."}, packs, selection, options);
  if (!linted) return linted.error();
  if (linted.value().size() != 1) return Error{"the example is not one file of Terraform"};
  return std::move(linted.value().front().result);
}

std::string place_of(const Finding& finding, uint32_t lines_before) {
  if (!finding.place.region) return "file";
  Position begin = finding.place.region->begin;
  if (begin.line <= lines_before) return fmt::format("base {}:{}", begin.line, begin.column);
  return fmt::format("{}:{}", begin.line - lines_before, begin.column);
}

Selection select_all(const std::vector<const Pack*>& packs) {
  Selection out;
  const Pack& own = *packs.back();
  std::map<std::string_view, uint32_t>
      others;  // ids and former ids are looked up by the pack; these are global numbers
  uint32_t global = 0;
  for (const Pack* pack : packs) {
    for (size_t rule = 0; rule < pack->rule_count(); ++rule, ++global) {
      bool replaced = pack != &own && own.find_rule(pack->rule_id(rule)) != SIZE_MAX;
      out.rules.push_back(replaced ? Selection::State::kOff : Selection::State::kOn);
      if (pack != &own) others.emplace(pack->rule_id(rule), global);
    }
  }
  uint32_t first_own = global - static_cast<uint32_t>(own.rule_count());
  for (size_t rule = 0; rule < own.rule_count(); ++rule) {
    for (std::string_view yield : own.rule(rule).yields_to) {
      auto other = others.find(yield);
      if (other != others.end()) out.yields.emplace_back(first_own + static_cast<uint32_t>(rule), other->second);
    }
  }
  return out;
}

void ExampleJudge::fail(const RuleRecord& rule, const ExampleRecord& example, std::string concern,
                        std::string message) {
  report_.failures.push_back(
      {rule.id.text, std::move(concern), set_.files[rule.file].place(example.text.quote), std::move(message)});
}

Result<LintResult> ExampleJudge::lint_text(const RuleRecord& rule, const std::string& text,
                                           const ExampleRecord& example) const {
  return lint_example(rule, example, text, packs_, selection_);
}

void ExampleJudge::judge(const RuleRecord& rule) {
  for (bool bad : {true, false}) {
    bool any = std::any_of(rule.examples.begin(), rule.examples.end(),
                           [&](const ExampleRecord& example) { return example.bad == bad; });
    if (any) continue;
    report_.failures.push_back({rule.id.text, "example", set_.files[rule.file].place(rule.id.quote),
                                bad ? "no bad example" : "no good example"});
  }
  for (const ExampleRecord& example : rule.examples) judge(rule, example);
  bool fixed = std::any_of(rule.examples.begin(), rule.examples.end(),
                           [](const ExampleRecord& example) { return example.has_fixed; });
  if (rule.fix.kind != FixKind::kNone && !fixed) {
    report_.failures.push_back({rule.id.text, "fix", set_.files[rule.file].place(rule.fix.title.quote),
                                "no bad example says what the fix makes of it (`fixed`)"});
  }
}

void ExampleJudge::judge(const RuleRecord& rule, const ExampleRecord& example) {
  ++report_.examples;
  ExampleText composed = compose(set_, example, example.text.text);
  Result<LintResult> result = lint_text(rule, composed.text, example);
  if (!result) {
    fail(rule, example, "example", result.error().message);
    return;
  }
  std::vector<std::string> places;
  for (const Finding& finding : result.value().findings) {
    if (finding.rule != rule.id.text) continue;
    places.push_back(finding.verdict == Verdict::kError ? finding.message : place_of(finding, composed.lines_before));
    judge_words(rule, example, finding);
  }
  if (!example.bad && !places.empty()) {
    fail(rule, example, "example", fmt::format("a good example, but found at {}", fmt::join(places, ", ")));
  }
  if (!example.bad) return;
  if (places != std::vector<std::string>{example.at.text}) {
    fail(rule, example, "example",
         fmt::format("should be found at {} and nowhere else; {}", example.at.text,
                     places.empty() ? std::string("is not found") : fmt::format("is at {}", fmt::join(places, ", "))));
  }
  judge_others(rule, example, result.value());
  judge_fix(rule, example);
}

void ExampleJudge::judge_others(const RuleRecord& rule, const ExampleRecord& example, const LintResult& result) {
  std::map<std::pair<uint32_t, uint32_t>, const Finding*> high;  // by line and column
  for (const Finding& finding : result.findings) {
    if (finding.rule != rule.id.text && of_release(packs_, finding.rule)) continue;
    if (finding.rule != rule.id.text && finding.severity > rule.severity) {
      fail(rule, example, "severity",
           fmt::format("{} ({}) is worse than {} ({}) and found too", finding.rule, severity_name(finding.severity),
                       rule.id.text, severity_name(rule.severity)));
    }
    if (finding.severity < Severity::kHigh) continue;
    Position place = finding.place.region ? finding.place.region->begin : Position{};
    auto [other, alone] = high.emplace(std::pair(place.line, place.column), &finding);
    if (alone || other->second->logical != finding.logical) continue;
    fail(rule, example, "one-cause",
         fmt::format("{} and {} are both {} or worse at one place: one should yield", other->second->rule, finding.rule,
                     severity_name(Severity::kHigh)));
  }
}

void ExampleJudge::judge_words(const RuleRecord& rule, const ExampleRecord& example, const Finding& finding) {
  for (const std::string* words : {&finding.message, &finding.label, &finding.why, &finding.mend}) {
    for (const RuleText* text : {&rule.message, &rule.label, &rule.why, &rule.mend}) {
      std::vector<TemplatePiece> pieces;
      Complaint complaint;
      parse_template(text->text, pieces, complaint);
      for (const TemplatePiece& piece : pieces) {
        std::string open = fmt::format("{{{}}}", piece.text);
        if (!piece.hole || words->find(open) == std::string::npos) continue;
        fail(rule, example, "words", fmt::format("nothing fills the hole {}", open));
        return;
      }
    }
  }
}

void ExampleJudge::judge_fix(const RuleRecord& rule, const ExampleRecord& example) {
  if (!example.has_fixed) return;
  auto find = [&](const std::string& text) -> Result<std::vector<Fix>> {
    Result<LintResult> result = lint_text(rule, text, example);
    if (!result) return result.error();
    std::vector<Fix> fixes;
    for (const Finding& finding : result.value().findings) {
      if (finding.rule == rule.id.text && finding.fix) fixes.push_back(*finding.fix);
    }
    return fixes;
  };
  std::string text = compose(set_, example, example.text.text).text;
  std::string wanted = compose(set_, example, example.fixed).text;
  Result<FixOutcome> outcome = fix_until_settled(text, find);
  if (!outcome) {
    fail(rule, example, "fix", outcome.error().message);
  } else if (!outcome.value().settled) {
    fail(rule, example, "fix", "the fix does not settle");
  } else if (outcome.value().applied.empty()) {
    fail(rule, example, "fix", "there is no machine fix");
  } else if (outcome.value().text != wanted) {
    fail(rule, example, "fix",
         fmt::format("the fix makes this of it: {:?}",
                     std::string_view(outcome.value().text).substr(text.size() - example.text.text.size())));
  }
}

}  // namespace klamm
