#include "linter/project.h"

#include <catch2/catch.hpp>

#include "unit/linter/scratch.h"

using namespace klamm;
using namespace klamm::cli;
using test::Scratch;

namespace {

std::string error_of(std::string_view text) {
  auto project = parse_project("/p/klamm.toml", text);
  REQUIRE(!project);
  return project.error().message;
}

}  // namespace

TEST_CASE("a klamm.toml is read whole") {
  auto project = parse_project("/p/klamm.toml", R"(
kafka-version = "3.9"
profile = "strict"
select = ["KL", "KP001"]
ignore = []
fail-on = "never"
rules = ["our-rules/", "/opt/rules"]
iam-layer = "scp"
iam-cluster = "arn:aws:kafka:eu-west-1:111122223333:cluster/prod/0a1b-7"
)");
  REQUIRE(project);
  CHECK(project.value().kafka_version == KafkaVersion{3, 9});
  CHECK(project.value().profile == "strict");
  CHECK(project.value().select == std::vector<std::string>{"KL", "KP001"});
  CHECK(project.value().ignore == std::vector<std::string>{});
  REQUIRE(project.value().fail_on);
  CHECK(*project.value().fail_on == "never");
  CHECK(project.value().iam_layer == klamm::IamLayer::kScp);
  REQUIRE(project.value().iam_cluster);
  CHECK(project.value().iam_cluster->uuid == "0a1b-7");
  CHECK(project.value().rules == std::vector<std::string>{"/p/our-rules", "/opt/rules"});
}

TEST_CASE("what a klamm.toml cannot mean is refused at its place") {
  CHECK(error_of("profile = \"x\"\nfail_on = \"low\"") ==
        "/p/klamm.toml:2:1: no key `fail_on`; did you mean `fail-on`?");
  CHECK(error_of("zzz = 1").starts_with("/p/klamm.toml:1:1: no key `zzz`; there are kafka-version, "));
  CHECK(error_of("fail-on = \"loud\"").starts_with("/p/klamm.toml:1:11: one of \"critical\""));
  CHECK(error_of("kafka-version = 4.4").starts_with("/p/klamm.toml:1:17: a version in quotes"));
  CHECK(error_of("kafka-version = \"1.0\"").starts_with("/p/klamm.toml:1:17: no version `1.0`"));
  CHECK(error_of("select = \"KL010\"").starts_with("/p/klamm.toml:1:10: a list of rules"));
  CHECK(error_of("rules = [1]").starts_with("/p/klamm.toml:1:9: a list of folders"));
  CHECK(error_of("iam-layer = \"trust\"").starts_with("/p/klamm.toml:1:13: one of \"identity\""));
  CHECK(error_of("iam-cluster = \"cluster/*\"").starts_with("/p/klamm.toml:1:15: the ARN of a cluster"));
  CHECK(error_of("a = = b").starts_with("/p/klamm.toml:1:5: "));
}

TEST_CASE("the nearest klamm.toml upward counts, and each is read once") {
  Scratch scratch;
  scratch.write("klamm.toml", "profile = \"outer\"");
  scratch.write("a/klamm.toml", "profile = \"inner\"");
  scratch.folder("a/b/c");
  scratch.folder("d/e");
  Projects projects;
  auto of = [&](std::string_view folder) { return projects.of_folder(scratch.path(folder)).value(); };
  size_t inner = of("a/b/c");
  size_t outer = of("d/e");
  CHECK(projects.all()[inner].profile == "inner");
  CHECK(projects.all()[outer].profile == "outer");
  CHECK(of("a") == inner);
  CHECK(of("a/b") == inner);
  CHECK(of("") == outer);
  CHECK(projects.all().size() == 3);
}

TEST_CASE("without a klamm.toml there is the empty project") {
  Projects projects;
  CHECK(projects.of_folder("/").value() == 0);
  CHECK(projects.all()[0].path.empty());
}

TEST_CASE("a klamm.toml that is a folder is an error") {
  Scratch scratch;
  scratch.folder("klamm.toml");
  Projects projects;
  CHECK(!projects.of_folder(scratch.path()));
}
