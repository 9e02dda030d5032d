#include "rule/pack.h"

#include "fuzz/use_pack.h"
#include "rule/blob_writer.h"
#include "rule/fact_table.h"
#include "unit/rule/fixture.h"

namespace klamm {
namespace {

std::string small_blob() {
  auto blob = compile_rules({{"r.toml", rule_text("KA001", R"(
when = '@kraft'
fail = 'num.partitions < 3 && any(@super_users, it in ["User:a", "User:b"])'
at = ["num.partitions", "@roles"]
yields = ["KL001"]
fix = { title = "t", set = "num.partitions", value = "3" }
[[bad]]
at = "file"
text = "x"
[[good]]
text = "y")")}},
                            catalog());
  REQUIRE(blob.ok());
  return std::move(blob).value();
}

TEST_CASE("the built-in pack opens, has a catalog and rules, and answers everything") {
  CHECK(Pack::builtin().has_catalog());
  CHECK(Pack::builtin().rule_count() > 0);
  CHECK(use_pack(Pack::builtin()) > 0);
}

TEST_CASE("packs are the same bytes for the same sources, and can be moved") {
  std::string blob = small_blob();
  CHECK(blob == small_blob());
  auto pack = Pack::own(blob);
  REQUIRE(pack.ok());
  Pack moved = std::move(pack).value();
  CHECK(moved.rule_id(0) == "KA001");
  CHECK(!moved.has_catalog());
  CHECK(moved.blob_size() == blob.size());
  // From an odd address, as a borrowed run of bytes may stand anywhere.
  std::string shifted = "x" + blob;
  auto borrowed = Pack::open(std::string_view(shifted).substr(1));
  REQUIRE(borrowed.ok());
  CHECK(use_pack(borrowed.value()) > 0);
}

TEST_CASE("a pack cut short, or of another format, is refused") {
  std::string blob = small_blob();
  for (size_t size = 0; size < blob.size(); ++size) CHECK(!Pack::open(std::string_view(blob).substr(0, size)).ok());
  CHECK(!Pack::own(blob + "x").ok());
  std::string other = blob;
  other[8] = 0x7f;
  CHECK(Pack::own(other).error().message == "the pack of rules is damaged, or of another version of this program");
}

TEST_CASE("any byte of a pack may be wrong: it is refused, or all of it can still be used") {
  std::string blob = small_blob();
  size_t refused = 0;
  for (size_t at = 0; at < blob.size(); ++at) {
    for (char change : {'\x01', '\x80', '\xff'}) {
      std::string changed = blob;
      changed[at] = static_cast<char>(changed[at] ^ change);
      auto pack = Pack::own(std::move(changed));
      if (pack) {
        use_pack(pack.value());
      } else {
        ++refused;
      }
    }
  }
  CHECK(refused > blob.size() / 4);
}

TEST_CASE("a pack that was compiled for another catalog is not run") {
  BlobWriter writer;
  auto pack = Pack::own(writer.finish({}, static_cast<uint32_t>(catalog().size()), 7));
  REQUIRE(pack.ok());
  std::vector<const Pack*> packs = {&Pack::builtin(), &pack.value()};
  Selection selection;
  selection.rules.assign(Pack::builtin().rule_count(), Selection::State::kOff);
  auto result = lint(std::make_shared<Source>("x", "broker.id=1\n"), packs, selection, {});
  REQUIRE(!result.ok());
  CHECK(result.error().message == "a pack of rules was compiled for another catalog");
}

// Runs the verifier over words that no compiler made.
bool accepted(const std::vector<uint32_t>& words) {
  std::string_view strings = "abc";
  Program program{reinterpret_cast<const char*>(words.data()), static_cast<uint32_t>(words.size()), strings};
  return verify_program(program, 10);
}

TEST_CASE("programs that could run astray are refused") {
  uint32_t truth = make_word(Op::kBool, 1);
  CHECK(accepted({truth}));
  CHECK(!accepted({}));
  CHECK(!accepted({truth, truth}));                // two values at the end
  CHECK(!accepted({make_word(Op::kNot)}));         // nothing to negate
  CHECK(!accepted({truth, make_word(Op::kAnd)}));  // one operand short
  CHECK(!accepted({0xff}));                        // no operation
  CHECK(!accepted({make_word(Op::kInteger), 1}));  // half an operand
  CHECK(accepted({make_word(Op::kText), 1, 2}));
  CHECK(!accepted({make_word(Op::kText), 1, 3}));  // outside of the strings
  CHECK(!accepted({make_word(Op::kText), 0xffffffff, 2}));
  CHECK(!accepted({make_word(Op::kTextList, 0xffffff), 0, 0}));
  CHECK(accepted({make_word(Op::kKey, key_operand(9, KeyType::kInt))}));
  CHECK(!accepted({make_word(Op::kKey, key_operand(10, KeyType::kInt))}));
  CHECK(!accepted({make_word(Op::kKey, 9 | 9u << 16)}));  // no type
  CHECK(!accepted({make_word(Op::kFact, static_cast<uint32_t>(all_facts().size()))}));
  CHECK(!accepted({make_word(Op::kIt)}));
  CHECK(accepted({truth, make_word(Op::kSkipIfFalse, 2), truth, make_word(Op::kAnd)}));
  CHECK(!accepted({truth, make_word(Op::kSkipIfFalse, 3), truth, make_word(Op::kAnd)}));  // behind the end
  CHECK(!accepted({truth, make_word(Op::kSkipIfFalse, 1), truth, make_word(Op::kAnd)}));  // onto another height
  CHECK(!accepted({truth, make_word(Op::kSkipIfFalse, 0), truth, make_word(Op::kAnd)}));
  CHECK(!accepted({truth, make_word(Op::kSkipIfFalse, 2), make_word(Op::kInteger), 0, 0, make_word(Op::kAnd)}));
  uint32_t list = make_word(Op::kTextList, 0);
  CHECK(accepted({list, make_word(Op::kAny, 1), make_word(Op::kIt)}));
  CHECK(!accepted({list, make_word(Op::kAny, 2), make_word(Op::kIt)}));
  CHECK(!accepted({list, make_word(Op::kAny, 0)}));
  CHECK(!accepted({list, make_word(Op::kAny, 3), list, make_word(Op::kAny, 1), make_word(Op::kIt)}));  // nested
  std::vector<uint32_t> deep(kMaxStack + 1, truth);
  deep.insert(deep.end(), kMaxStack, make_word(Op::kAnd));
  CHECK(!accepted(deep));
}

}  // namespace
}  // namespace klamm
