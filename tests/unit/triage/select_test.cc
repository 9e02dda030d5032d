#include "unit/rule/fixture.h"

namespace klamm {
namespace {

std::string rule(std::string_view id, std::string_view more = "") {
  return rule_text(id, "fail = 'true'\n" + std::string(more));
}

const TestPack& pack() {
  static const TestPack made({rule("XA001"), rule("XA002", "profiles = [\"strict\"]"),
                              rule("XA003", "status = \"preview\""), rule("XB001", "former = [\"XOLD001\"]"),
                              rule("XB002", "status = \"deprecated\"\nprofiles = [\"kraft\"]")});
  return made;
}

// The ids of the own rules that are on, ignored ones in brackets; or the error.
std::string selected(LintOptions options) {
  auto selection = select_rules(pack().packs(), options);
  if (!selection) return selection.error().message;
  std::string out;
  size_t first = Pack::builtin().rule_count();
  for (size_t own = 0; own < pack().pack().rule_count(); ++own) {
    Selection::State state = selection.value().rules[first + own];
    std::string id(pack().pack().rule_id(own));
    if (state == Selection::State::kOn) out += id + " ";
    if (state == Selection::State::kIgnored) out += "(" + id + ") ";
  }
  return out;
}

LintOptions options(std::string profile, std::vector<std::string> select = {}, std::vector<std::string> ignore = {}) {
  LintOptions out;
  out.profile = std::move(profile);
  out.select = std::move(select);
  out.ignore = std::move(ignore);
  return out;
}

TEST_CASE("baseline is on in every profile, the others add to it") {
  CHECK(selected(options("baseline")) == "XA001 XB001 ");
  CHECK(selected(options("strict")) == "XA001 XA002 XB001 ");
  CHECK(selected(options("kraft")) == "XA001 XB001 ");
  CHECK(selected(options("all")) == "XA001 XA002 XB001 ");
}

TEST_CASE("rules are selected by id, name, former id or family instead of a profile") {
  CHECK(selected(options("baseline", {"XA002"})) == "XA002 ");
  CHECK(selected(options("baseline", {"xa002"})) == "XA002 ");
  CHECK(selected(options("baseline", {"XOLD001"})) == "XB001 ");
  CHECK(selected(options("baseline", {"XA"})) == "XA001 XA002 ");
  CHECK(selected(options("baseline", {"XA003", "XB"})) == "XA003 XB001 ");
  CHECK(selected(options("baseline", {"XB002"})) == "XB002 ");
}

TEST_CASE("what is ignored still runs, for the sake of those that yield to it") {
  CHECK(selected(options("baseline", {}, {"XA001"})) == "(XA001) XB001 ");
  CHECK(selected(options("strict", {}, {"XA"})) == "(XA001) (XA002) XB001 ");
  CHECK(selected(options("baseline", {"XB001"}, {"XA001"})) == "XB001 ");
}

TEST_CASE("a word that names nothing is an error, with the one that was probably meant") {
  CHECK(selected(options("baseline", {"XA01"})) == "no rule `XA01`, did you mean `XA001`?");
  CHECK(selected(options("baseline", {}, {"nothing-like-it"})) == "no rule `nothing-like-it`");
  CHECK(selected(options("strictt")).starts_with("no profile `strictt`; there are: all baseline"));
}

TEST_CASE("an id that two packs define is an error, and so is a yield to nobody") {
  std::string id(Pack::builtin().rule_id(0));
  TestPack same({rule(id)});
  CHECK(select_rules(same.packs(), {}).error().message == "two rules have the id `" + id + "`");
  TestPack lost({rule("XC001", "yields = [\"XC999\"]")});
  CHECK(select_rules(lost.packs(), {}).error().message.starts_with("no rule `XC999`"));
}

TEST_CASE("a rule of a user's pack may yield to a built-in one") {
  std::string id(Pack::builtin().rule_id(0));
  TestPack pack_({rule("XC001", "yields = [\"" + id + "\"]")});
  auto selection = select_rules(pack_.packs(), {});
  REQUIRE(selection.ok());
  auto own = static_cast<uint32_t>(Pack::builtin().rule_count());
  bool there = false;
  for (auto [yielding, to] : selection.value().yields) there = there || (yielding == own && to == 0);
  CHECK(there);
}

}  // namespace
}  // namespace klamm
