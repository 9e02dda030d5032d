#include "linter/terraform_modules.h"

#include <catch2/catch.hpp>

#include "unit/linter/scratch.h"

using namespace klamm::cli;
using klamm::test::Scratch;

namespace {

// `folder folder: file file; …` of all modules, then what is left for others.
std::string taken(const Scratch& scratch, const std::vector<std::string>& named = {""}) {
  std::vector<std::string> paths;
  for (const std::string& name : named) paths.push_back(scratch.path(name));
  std::vector<WalkedFile> files = walk(paths).files;
  auto modules = take_modules(files);
  std::string out;
  auto shorten = [&](const std::string& path) { return path.substr(std::min(path.size(), scratch.path().size() + 1)); };
  for (const auto& each : modules) {
    for (const std::string& folder : each->folders) out += "(" + shorten(folder) + ") ";
    for (const WalkedFile& file : each->files) out += shorten(file.path) + " ";
    out += each->about_kafka ? "kafka; " : "; ";
  }
  for (const WalkedFile& file : files) out += shorten(file.path) + " ";
  return out;
}

}  // namespace

TEST_CASE("the files of a folder are one module, and what is no Terraform is left") {
  Scratch scratch;
  for (std::string_view name : {"a/main.tf", "a/x.tf.json", "a/terraform.tfvars", "b/main.tf", "server.properties"}) {
    scratch.write(name);
  }
  CHECK(taken(scratch) == "(a) a/main.tf a/terraform.tfvars a/x.tf.json ; (b) b/main.tf ; server.properties ");
}

TEST_CASE("modules that call each other are one input, callers first") {
  Scratch scratch;
  scratch.write("a/main.tf", "resource \"aws_msk_cluster\" \"x\" {}");
  scratch.write("z/main.tf", "module \"m\" {\n  source = \"../a\"\n}");
  CHECK(taken(scratch) == "(z) (a) a/main.tf z/main.tf kafka; ");
  scratch.write("b/main.tf.json", R"({"module": {"m": {"source": "./../z/"}}})");
  CHECK(taken(scratch) == "(b) (a) (z) a/main.tf b/main.tf.json z/main.tf kafka; ");
}

TEST_CASE("modules that call each other in a circle are all there") {
  Scratch scratch;
  scratch.write("a/main.tf", "module \"m\" {\n  source = \"../b\"\n}");
  scratch.write("b/main.tf", "module \"m\" {\n  source = \"../a\"\n}");
  scratch.write("c/main.tf", "module \"m\" {\n  source = \"./\"\n}");
  CHECK(taken(scratch) == "(a) (b) a/main.tf b/main.tf ; (c) c/main.tf ; ");
}

TEST_CASE("a module that stands outside of what was named may be about Kafka") {
  Scratch scratch;
  scratch.write("a/main.tf", "resource \"aws_msk_cluster\" \"x\" {}");
  scratch.write("z/main.tf", "module \"m\" {\n  source = \"../a\"\n}");
  CHECK(taken(scratch, {"z"}) == "(z) z/main.tf kafka; ");
}

TEST_CASE("files that a module about Kafka reads belong to it") {
  Scratch scratch;
  scratch.write("a/main.tf", R"(x = file("${path.module}/p.json") y = templatefile("../q.tpl", {}) # MSK)");
  scratch.write("b/main.tf", R"(x = file("p.json") y = file(var.p) z = file("${var.p}/p.json") w = file("gone"))");
  for (std::string_view name : {"a/p.json", "b/p.json", "q.tpl", "p.json"}) scratch.write(name);
  CHECK(taken(scratch) == "(a) a/main.tf a/p.json q.tpl kafka; (b) b/main.tf ; b/p.json p.json ");
}

TEST_CASE("modules are fenced by their repository, else by what holds them all") {
  Scratch scratch;
  scratch.write("repo/live/main.tf", "module \"m\" {\n  source = \"../m\"\n}");
  scratch.write("repo/m/main.tf");
  std::vector<WalkedFile> files = walk({scratch.path("repo")}).files;
  CHECK(take_modules(files).front()->fence == scratch.path("repo"));
  files = walk({scratch.path("repo/live")}).files;
  CHECK(take_modules(files).front()->fence == scratch.path("repo/live"));
  scratch.folder(".git");
  files = walk({scratch.path("repo/live")}).files;
  CHECK(take_modules(files).front()->fence == scratch.path());
}
