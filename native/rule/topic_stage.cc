#include "rule/topic_stage.h"

#include <algorithm>
#include <array>

#include "rule/check_params.h"
#include "rule/fact_table.h"
#include "rule/program.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 4> kOfConfigurations = {"topic-words-agreed", "topic-key-unknown",
                                                               "topic-value-refused", "topic-key-twice"};

struct Uses {
  bool keys = false;
  bool creation = false;  // facts that only a creation tells
};

void look(const Program& program, Uses& uses) {
  for (uint32_t at = 0; at < program.size; at += op_words(program.word(at))) {
    const Op op = op_of(program.word(at));
    uses.keys = uses.keys || op == Op::kKey || op == Op::kRawKey;
    if (op != Op::kFact) continue;
    const auto fact = static_cast<Fact>(operand_of(program.word(at)));
    uses.creation = uses.creation || fact == Fact::kTopicPartitions || fact == Fact::kTopicReplicationFactor ||
                    fact == Fact::kTopicAssigned;
  }
}

}  // namespace

bool judges_configuration(const Pack::Impl& pack, uint32_t rule) {
  if (const Check* check = pack.check(rule)) {
    if (check->name == "topic-number-agreed") return !PackParams(pack.view, rule).text("of").starts_with('@');
    return std::find(kOfConfigurations.begin(), kOfConfigurations.end(), check->name) != kOfConfigurations.end();
  }
  Uses uses;
  look(pack.view.program(rule, rule_field::kWhen), uses);
  look(pack.view.program(rule, rule_field::kFail), uses);
  return uses.keys && !uses.creation;
}

}  // namespace klamm
