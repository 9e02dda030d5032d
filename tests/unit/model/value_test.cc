#include <catch2/catch.hpp>

#include <cmath>

#include "klamm/value.h"

using namespace klamm;
using namespace std::string_literals;

namespace {

template <class T>
std::optional<T> typed(KeyType type, std::string_view text) {
  auto parsed = parse_typed(type, text);
  if (!parsed) return std::nullopt;
  return std::get<T>(parsed.value());
}
auto integer(std::string_view text, KeyType type = KeyType::kInt) { return typed<int64_t>(type, text); }
auto real(std::string_view text) { return typed<double>(KeyType::kDouble, text); }
auto boolean(std::string_view text) { return typed<bool>(KeyType::kBoolean, text); }

using Items = ListItems;

}  // namespace

TEST_CASE("trimming takes every character up to the blank, and no other blank") {
  CHECK(java_trim("\0\x01 \t a b \x0b\x1f\n"s) == "a b");
  CHECK(java_trim(" \x7f ") == "\x7f");
  CHECK(java_trim("\xC2\xA0x") == "\xC2\xA0x");
  CHECK(java_trim("  ").empty());
}

TEST_CASE("a boolean is true or false in any case and nothing else") {
  CHECK(boolean(" TRUE ") == true);
  CHECK(boolean("False") == false);
  CHECK(boolean("fal\xC5\xBF"
                "e") == false);  // the long s folds to S in Java
  for (auto text : {"", "yes", "1", "on", "tru", "truee", "t rue"}) CHECK_FALSE(boolean(text));
}

TEST_CASE("whole numbers are Java's") {
  CHECK(integer("+1") == 1);
  CHECK(integer("007") == 7);
  CHECK(integer("-0") == 0);
  CHECK(integer(" 42\r") == 42);
  CHECK(integer("\xD9\xA1\xD9\xA2") == 12);            // Arabic-Indic
  CHECK(integer("-\xEF\xBC\x91\xEF\xBC\x90") == -10);  // full width
  for (auto text : {"", "+", "-", "+-1", "0x10", "1_000", "1L", "1.0", "1 0", "\xC2\xB2"}) CHECK_FALSE(integer(text));
}

TEST_CASE("whole numbers end where their type ends") {
  CHECK(integer("2147483647") == 2147483647);
  CHECK(integer("-2147483648") == -2147483648LL);
  CHECK_FALSE(integer("2147483648"));
  CHECK(integer("32767", KeyType::kShort) == 32767);
  CHECK_FALSE(integer("32768", KeyType::kShort));
  CHECK(integer("9223372036854775807", KeyType::kLong) == INT64_MAX);
  CHECK(integer("-9223372036854775808", KeyType::kLong) == INT64_MIN);
  CHECK_FALSE(integer("9223372036854775808", KeyType::kLong));
  CHECK_FALSE(integer("99999999999999999999999", KeyType::kLong));
}

TEST_CASE("real numbers are Java's") {
  CHECK(real("0.5") == 0.5);
  CHECK(real("1d") == 1.0);
  CHECK(real("-1F") == -1.0);
  CHECK(real(".5") == 0.5);
  CHECK(real("5.") == 5.0);
  CHECK(real("1e3") == 1000.0);
  CHECK(real("0x1p3") == 8.0);
  CHECK(real("0x.8p1f") == 1.0);
  CHECK(std::isnan(*real("-NaN")));
  CHECK(real("Infinity") == INFINITY);
  CHECK(real("1e400") == INFINITY);
  CHECK(real("-1e-400") == 0.0);
  for (auto text : {"", ".", "inf", "nan", "1e", "1e+", "0x1", "0x.p1", "1.0.0", "1,5", "1dd", "d", "--1", "1 d"}) {
    INFO(text);
    CHECK_FALSE(real(text));
  }
}

TEST_CASE("a list is split on commas and the blanks beside them") {
  CHECK(split_list("a, b ,c") == Items{"a", "b", "c"});
  CHECK(split_list(" a b ,\t\x0b c ") == Items{"a b", "c"});
  CHECK(split_list("").empty());
  CHECK(split_list("  ").empty());
  CHECK(split_list(",") == Items{"", ""});
  CHECK(split_list("a,") == Items{"a", ""});
  CHECK(split_list("a,a") == Items{"a", "a"});
  CHECK(split_list("a;b") == Items{"a;b"});
  CHECK(split_list("a,\x01"
                   "b") == Items{"a",
                                 "\x01"
                                 "b"});  // no blank to a regular expression
}

TEST_CASE("items know where they stand") {
  std::vector<uint32_t> offsets;
  split_list("  ab ,, c", &offsets);
  CHECK(offsets == std::vector<uint32_t>{2, 6, 8});
}

TEST_CASE("a range may be open, and may have one number outside") {
  Validator range;
  range.kind = ValidatorKind::kRange;
  range.low = 1;
  range.high = 9;
  range.other = -1;
  for (int64_t good : {1, 9, -1}) CHECK(validate(range, good));
  for (int64_t bad : {0, 10, -2}) CHECK_FALSE(validate(range, bad));
  CHECK(validate(range, std::nan("")));
}

TEST_CASE("one of some words, exactly or in any case, one by one in a list") {
  Validator words;
  words.kind = ValidatorKind::kOneOf;
  words.values = {"compact", "delete"};
  CHECK(parse_value(KeyType::kString, words, " compact "));
  CHECK_FALSE(parse_value(KeyType::kString, words, "Compact"));
  CHECK(parse_value(KeyType::kList, words, "compact,delete"));
  CHECK_FALSE(parse_value(KeyType::kList, words, "compact,"));
  CHECK(parse_value(KeyType::kList, words, ""));
  words.kind = ValidatorKind::kOneOfIgnoringCase;
  CHECK(parse_value(KeyType::kString, words, "COMPACT"));
  CHECK_FALSE(parse_value(KeyType::kString, words, ""));
}

TEST_CASE("list rules drop duplicates and refuse empty items") {
  Validator rules;
  rules.kind = ValidatorKind::kListRules;
  rules.empty_allowed = false;
  CHECK(std::get<ListItems>(parse_value(KeyType::kList, rules, "b,a,b,a,c").value()) == Items{"b", "a", "c"});
  CHECK_FALSE(parse_value(KeyType::kList, rules, "a,"));
  CHECK_FALSE(parse_value(KeyType::kList, rules, ""));
  rules.empty_allowed = true;
  CHECK(parse_value(KeyType::kList, rules, ""));
  rules.values = {"broker"};
  CHECK_FALSE(parse_value(KeyType::kList, rules, "broker,brok"));
}

TEST_CASE("no error tells the value") {
  for (KeyType type : {KeyType::kBoolean, KeyType::kInt, KeyType::kShort, KeyType::kLong, KeyType::kDouble}) {
    CHECK(parse_typed(type, "hunter2").error().message.find("hunter2") == std::string::npos);
  }
}
