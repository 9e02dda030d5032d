#include <catch2/catch.hpp>
#include <string>

#include "klamm/document.h"
#include "klamm/files.h"
#include "linter/iam_cases.h"

using namespace klamm;
using namespace klamm::cli;

namespace {

Document read(std::shared_ptr<const Source> source) {
  Budget budget;
  auto document = read_json(std::move(source), budget);
  REQUIRE(document.ok());
  REQUIRE(!document.value().refused());
  return std::move(document).value();
}

std::string member(const Document& document, NodeId id, std::string_view name) {
  return std::string(document.value(document.find(id, name)));
}

}  // namespace

TEST_CASE("our cases of IAM are decided as the guide's sentences say") {
  const std::string path = std::string(KLAMM_ROOT) + "/tests/vectors/iam_cases.json";
  Budget budget;
  auto source = DiskFiles().read(path, budget);
  REQUIRE(source.ok());
  const Document cases = read(source.value());
  auto result = answer_cases(path, {}, 1'780'000'000);
  REQUIRE(result.ok());
  CHECK(result.value().complaints == std::vector<std::string>{});
  const Document answers = read(std::make_shared<const Source>("answers", result.value().json));
  NodeId answer = answers.node(answers.root()).first_child;
  size_t seen = 0;
  for (NodeId id = cases.node(cases.root()).first_child; id != kNoNode; id = cases.node(id).next, ++seen) {
    REQUIRE(answer != kNoNode);
    INFO(member(cases, id, "name") << ": " << member(cases, id, "sentence"));
    CHECK(member(answers, answer, "name") == member(cases, id, "name"));
    CHECK(member(answers, answer, "decision") == member(cases, id, "expect"));
    CHECK(!member(cases, id, "page").empty());
    answer = answers.node(answer).next;
  }
  CHECK(answer == kNoNode);
  CHECK(seen >= 150);
}
