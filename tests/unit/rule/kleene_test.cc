#include "unit/rule/fixture.h"

#include "rule/codegen.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

constexpr Kleene kF = Kleene::kFalse;
constexpr Kleene kT = Kleene::kTrue;
constexpr Kleene kU = Kleene::kUnknown;

// @kraft, @zookeeper and @role.broker are what a test says; keys have one text for all, or none.
class FakeFacts : public LogicFacts {
 public:
  Kleene a = kT;
  Kleene b = kT;
  Value::State state = Value::State::kKnown;
  bool is_explicit = true;
  ListItems items;
  int64_t number = 0;
  std::string_view text;

  Operand key(KeyId, KeyType type) override {
    Operand out;
    out.state = state;
    out.origin.from = is_explicit ? Origin::From::kFile : Origin::From::kDefault;
    out.origin.node = 7;
    bool number_type = type == KeyType::kInt || type == KeyType::kLong;
    out.type = type == KeyType::kList ? LogicType::kList : number_type ? LogicType::kNumber : LogicType::kText;
    out.list = &items;
    out.integer = number;
    out.text = text;
    return out;
  }
  Operand raw_key(std::string_view, KeyType type) override { return key(0, type); }
  Operand fact(Fact fact) override {
    Operand out;
    Kleene value = fact == Fact::kKraft ? a : b;
    out.state = value == kU ? Value::State::kUnknown : Value::State::kKnown;
    out.truth = value == kT;
    return out;
  }
};

Kleene value_of(std::string_view text, LogicFacts& facts, Trace& trace) {
  NameContext context{&catalog(), VersionRange{}, false, false};
  std::vector<uint32_t> words;
  Complaint complaint;
  std::string strings(" ");
  auto intern = [&](std::string_view one) {
    strings += one;
    return StringRef{static_cast<uint32_t>(strings.size() - one.size()), static_cast<uint32_t>(one.size())};
  };
  INFO(text);
  bool compiled = compile_expression(text, context, intern, words, complaint);
  INFO(complaint.message);
  REQUIRE(compiled);
  Program program{reinterpret_cast<const char*>(words.data()), static_cast<uint32_t>(words.size()), strings};
  trace.clear();
  Kleene result = evaluate(program, facts, trace);
  // What the texts of a trace lead into ends with this call.
  trace.item = {};
  return result;
}

Kleene value_of(std::string_view text, LogicFacts& facts) {
  Trace trace;
  return value_of(text, facts, trace);
}

TEST_CASE("the tables of Kleene's logic, whole") {
  const Kleene all[] = {kF, kT, kU};
  const Kleene and_table[3][3] = {{kF, kF, kF}, {kF, kT, kU}, {kF, kU, kU}};
  const Kleene or_table[3][3] = {{kF, kT, kU}, {kT, kT, kT}, {kU, kT, kU}};
  const Kleene not_table[3] = {kT, kF, kU};
  FakeFacts facts;
  for (size_t a = 0; a < 3; ++a) {
    facts.a = all[a];
    CHECK(value_of("@kraft", facts) == all[a]);
    CHECK(value_of("!@kraft", facts) == not_table[a]);
    CHECK(value_of("!!@kraft", facts) == all[a]);
    for (size_t b = 0; b < 3; ++b) {
      facts.b = all[b];
      CAPTURE(a, b);
      CHECK(value_of("@kraft && @zookeeper", facts) == and_table[a][b]);
      CHECK(value_of("@kraft || @zookeeper", facts) == or_table[a][b]);
      CHECK(value_of("!(@kraft && @zookeeper)", facts) == not_table[static_cast<size_t>(and_table[a][b])]);
      CHECK(value_of("!@kraft || !@zookeeper", facts) == not_table[static_cast<size_t>(and_table[a][b])]);
      CHECK(value_of("@kraft == @zookeeper", facts) ==
            (facts.a == kU || facts.b == kU ? kU : kleene(facts.a == facts.b)));
    }
  }
}

TEST_CASE("any() is an or over the items and all() an and, the unknown ones included") {
  FakeFacts facts;
  auto any = [&](ListItems items) {
    facts.items = std::move(items);
    return value_of("any(sasl.enabled.mechanisms, it == \"x\")", facts);
  };
  auto all = [&](ListItems items) {
    facts.items = std::move(items);
    return value_of("all(sasl.enabled.mechanisms, it == \"x\")", facts);
  };
  std::string_view unknown;
  CHECK(any({}) == kF);
  CHECK(any({"y", "x"}) == kT);
  CHECK(any({unknown, "y"}) == kU);
  CHECK(any({unknown, "x"}) == kT);
  CHECK(all({}) == kT);
  CHECK(all({"x", "y"}) == kF);
  CHECK(all({"x", unknown}) == kU);
  CHECK(all({"y", unknown}) == kF);
  facts.items = {"y", unknown};
  CHECK(value_of("\"x\" in sasl.enabled.mechanisms", facts) == kU);
  CHECK(value_of("\"y\" in sasl.enabled.mechanisms", facts) == kT);
  CHECK(value_of("size(sasl.enabled.mechanisms) == 2", facts) == kU);
  facts.state = Value::State::kUnknown;
  CHECK(value_of("any(sasl.enabled.mechanisms, true)", facts) == kU);
  CHECK(value_of("all(sasl.enabled.mechanisms, false)", facts) == kU);
}

TEST_CASE("an unknown operand makes a comparison unknown, an absent one makes it false") {
  FakeFacts facts;
  facts.state = Value::State::kUnknown;
  for (std::string_view op : {"==", "!=", "<", "<=", ">", ">="}) {
    CHECK(value_of("num.partitions " + std::string(op) + " 3", facts) == kU);
  }
  CHECK(value_of("broker.rack like \"*\"", facts) == kU);
  CHECK(value_of("num.partitions in [1]", facts) == kU);
  CHECK(value_of("set(broker.rack)", facts) == kU);
  CHECK(value_of("known(broker.rack)", facts) == kF);
  CHECK(value_of("explicit(broker.rack)", facts) == kT);
  facts.state = Value::State::kAbsent;
  for (std::string_view op : {"==", "<", "<=", ">", ">="}) {
    CHECK(value_of("num.partitions " + std::string(op) + " 0", facts) == kF);
  }
  CHECK(value_of("num.partitions != 0", facts) == kT);
  CHECK(value_of("broker.rack like \"*\"", facts) == kF);
  CHECK(value_of("set(broker.rack)", facts) == kF);
  CHECK(value_of("known(broker.rack)", facts) == kT);
  CHECK(value_of("size(broker.rack) == 0", facts) == kT);
  CHECK(value_of("any(sasl.enabled.mechanisms, true)", facts) == kF);
  CHECK(value_of("all(sasl.enabled.mechanisms, false)", facts) == kT);
}

TEST_CASE("numbers are compared exactly and texts as they are") {
  FakeFacts facts;
  facts.number = 9007199254740993;  // no double has it
  CHECK(value_of("num.partitions == 9007199254740993", facts) == kT);
  CHECK(value_of("num.partitions == 9007199254740992", facts) == kF);
  CHECK(value_of("num.partitions > 9007199254740992", facts) == kT);
  facts.number = -1;
  CHECK(value_of("num.partitions == -1", facts) == kT);
  CHECK(value_of("num.partitions < 0.5 && num.partitions > -1.5", facts) == kT);
  CHECK(value_of("num.partitions in [-1, 3]", facts) == kT);
  facts.number = 3'600'000;
  CHECK(value_of("connections.max.idle.ms == 1h && connections.max.idle.ms == 60m", facts) == kT);
  CHECK(value_of("connections.max.idle.ms < 1d && connections.max.idle.ms > 3599.5s", facts) == kT);
  facts.text = "Abc";
  CHECK(value_of("broker.rack == \"Abc\" && broker.rack != \"abc\" && broker.rack like \"A*\"", facts) == kT);
  CHECK(value_of("set(broker.rack)", facts) == kT);
  facts.text = "";
  CHECK(value_of("set(broker.rack)", facts) == kF);
  facts.is_explicit = false;
  CHECK(value_of("explicit(broker.rack)", facts) == kF);
}

TEST_CASE("an evaluation remembers which keys it read, each once, and stops where one side decides") {
  FakeFacts facts;
  Trace trace;
  facts.text = "x";
  value_of("broker.rack == \"x\" && broker.rack != \"y\" && replica.selector.class == \"x\"", facts, trace);
  CHECK(trace.reads.size() == 2);
  value_of("broker.rack == \"y\" && replica.selector.class == \"x\"", facts, trace);
  CHECK(trace.reads.size() == 1);
  value_of("broker.rack == \"x\" || replica.selector.class == \"x\"", facts, trace);
  CHECK(trace.reads.size() == 1);
}

}  // namespace
}  // namespace klamm
