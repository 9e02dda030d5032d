// What a text may do to a reader: nothing but cost time in proportion to its size, within the budget.
#include "unit/doc/reading.h"

using namespace klamm;

namespace {

constexpr size_t kLarge = size_t{60} << 20;
constexpr size_t kMany = 2'000'000;

// `begin`, then the unit as often as it takes to be `size` bytes of it or a little more.
std::string repeated(std::string_view unit, size_t size, std::string_view begin = "") {
  std::string text(begin);
  text.reserve(begin.size() + size + unit.size());
  while (text.size() < begin.size() + size) text += unit;
  return text;
}

}  // namespace

TEST_CASE("one line may be as long as a file") {
  const std::string much(1024, 'x');
  auto document = read_with(read_properties, repeated(much, kLarge, "a="));
  CHECK(document.value(1).size() == kLarge);
  CHECK(read_with(read_properties, std::string(kLarge, 'x')).key(1).size() == kLarge);
  CHECK(read_with(read_properties, std::string(kLarge, ' ')).size() == 1);
  CHECK(read_with(read_properties, repeated(much, kLarge, "#")).size() == 1);
  CHECK(read_with(read_json, repeated(much, kLarge, "\"") + "\"").value(0).size() == kLarge);
  CHECK(read_with(read_json, std::string(kLarge, ' ')).refused());
}

TEST_CASE("more lines than the budget has nodes are refused, comments cost none") {
  std::string lines = repeated("a\n", 2 * 4'000'000);
  CHECK(refusal(read_properties, lines, {}) == "refused: more than 4000000 nodes");
  CHECK(refusal(read_properties, lines.substr(2), {}).empty());
  CHECK(read_with(read_properties, repeated("#\n", 2 * 10'000'000)).size() == 1);
  CHECK(refusal(read_json, repeated("1,", 2 * 4'000'000, "[") + "1]", {}) == "refused: more than 4000000 nodes");
}

TEST_CASE("a text that is nothing but escapes is refused before it costs memory") {
  Limits limits;
  limits.pieces = 100'000;
  std::string too_many = "refused: more than 100000 pieces of decoded text";
  for (std::string unit : {"\\t", "\xe9", "\\u", "\\ud83d", "x\\\n", "\\u\n"}) {
    INFO(unit);
    CHECK(refusal(read_properties, repeated(unit, kMany, "a="), limits) == too_many);
    CHECK(refusal(read_properties, repeated(unit, kMany), limits) == too_many);
  }
  CHECK(refusal(read_json, repeated("\\t", kMany, "\"") + "\"", limits) == too_many);
}

TEST_CASE("continuations without text cost time only") {
  CHECK(read_with(read_properties, repeated("\\\n", kMany, "a=")).value(1).empty());
  CHECK(read_with(read_properties, repeated("\\\n", kMany) + "a").key(1) == "a");
  CHECK(read_with(read_properties, repeated("\\\n", kMany, "a=\\u004") + "1").value(1) == "A");
  CHECK(read_with(read_properties, repeated("\\\n", kMany, "a=\\u004") + "g").refused());
}

TEST_CASE("a source over the bound is refused by every reader") {
  Limits limits;
  limits.bytes = 3;
  CHECK(refusal(read_properties, "a=b", limits).empty());
  CHECK(refusal(read_properties, "a=bc", limits) == "refused: more than 3 bytes");
  CHECK(refusal(read_json, "1234", limits) == "refused: more than 3 bytes");
}

TEST_CASE("a spent budget reads nothing more") {
  Limits limits;
  limits.nodes = 3;
  Budget budget(limits);
  auto source = std::make_shared<Source>("file", "a=b\nc=d\n");
  CHECK(read_properties(source, budget).ok());
  CHECK_FALSE(read_properties(source, budget).ok());
  CHECK_FALSE(read_json(std::make_shared<Source>("file", "1"), budget).ok());
}
