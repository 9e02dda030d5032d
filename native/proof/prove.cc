#include <stdexcept>

#include "klamm/rule_test.h"
#include "proof/example.h"
#include "proof/mutation.h"
#include "rule/compiler.h"

namespace klamm {

Result<RuleTestReport> test_rules(const std::vector<RuleSource>& sources, const std::vector<const Pack*>& beside) {
  if (beside.empty() || !beside[0]->has_catalog()) throw std::invalid_argument("test_rules() needs a catalog");
  Result<RecordSet> read = read_records(sources);
  if (!read) return read.error();
  const RecordSet& set = read.value();
  Result<std::string> blob = compile_records(set, beside[0]->catalog(), {});
  if (!blob) return blob.error();
  Result<Pack> pack = Pack::own(std::move(blob).value());
  if (!pack) return pack.error();
  std::vector<const Pack*> packs = beside;
  packs.push_back(&pack.value());
  Selection selection = select_all(packs);
  RuleTestReport report;
  report.rules = set.rules.size();
  ExampleJudge judge(set, packs, selection, report);
  for (const RuleRecord& rule : set.rules) {
    judge.judge(rule);
    mutate_rule(set, rule, *beside[0], report);
  }
  return report;
}

}  // namespace klamm
