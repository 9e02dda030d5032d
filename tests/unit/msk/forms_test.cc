// The same cluster, written in every form.
#include <algorithm>
#include <filesystem>
#include <set>

#include "klamm/linter.h"
#include "unit/msk/inventories.h"

namespace klamm {
namespace {

const std::string kFolder = KLAMM_ROOT "/tests/vectors/msk/";
// What only a template or only an answer can say, and in whose words it says it.
const std::set<std::string> kOfForm = {
    "arn", "declared", "kraft", "secrets", "tags", "configuration.arn", "configuration.revision"};
// Rules that judge templates alone, or what an answer leaves open.
const std::set<std::string> kRulesOfTemplates = {"MK021", "MK024", "MK028", "MK029", "MK043", "MK046", "MK048"};

struct Form {
  std::string file;
  InputKind kind;
};
const std::vector<Form> kForms = {{"answers.json", InputKind::kMskAnswer},
                                  {"main.tf", InputKind::kTerraform},
                                  {"plan.json", InputKind::kTerraformPlan},
                                  {"stack.yaml", InputKind::kCloudFormation}};

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

Result<Template> template_of(const std::string& folder, const Form& form, Budget& budget) {
  DiskFiles files;
  if (form.kind == InputKind::kTerraform) return read_terraform(files, folder, budget);
  auto source = files.read(folder + "/" + form.file, budget);
  if (!source) return source.error();
  if (form.kind == InputKind::kTerraformPlan) return read_plan(source.value(), budget);
  auto document = read_yaml(source.value(), budget);
  if (!document) return document.error();
  return read_cloudformation(document.value(), budget);
}

MskInventory inventory_of(const std::string& folder, const Form& form) {
  Budget budget;
  if (form.kind == InputKind::kMskAnswer) {
    auto source = DiskFiles().read(folder + "/" + form.file, budget);
    REQUIRE(source.ok());
    auto read = read_msk_answers(source.value(), budget);
    REQUIRE(read.ok());
    return std::move(read).value();
  }
  auto made = template_of(folder, form, budget);
  REQUIRE(made.ok());
  auto read = read_msk(made.value(), budget);
  REQUIRE(read.ok());
  return std::move(read).value();
}

// All that is known of the cluster, by attribute.
std::vector<std::string> model_of(const std::string& folder, const Form& form) {
  const MskInventory inventory = inventory_of(folder, form);
  std::vector<std::string> out;
  for (const MskResource& resource : inventory.resources) {
    if (resource.thing != MskThing::kCluster) continue;
    for (const MskAttribute& attribute : msk_attributes()) {
      const std::string name = "cluster." + std::string(attribute.name);
      if (attribute.thing != MskThing::kCluster || kOfForm.contains(std::string(attribute.name))) continue;
      std::string value = shown(resource, name);
      out.push_back(name + " = " + value.substr(0, value.find(" (AWS)")));
    }
    out.push_back("joined: " + std::string(resource.configuration ? "yes" : "no"));
  }
  return out;
}

std::vector<std::string> findings_of(const std::string& folder, const Form& form) {
  LintOptions options;
  options.profile = "all";
  options.yaml = read_yaml;
  options.terraform = read_terraform;
  options.today = "2026-11-24";
  const std::vector<const Pack*> packs = {&Pack::builtin()};
  auto selection = select_rules(packs, options);
  REQUIRE(selection.ok());
  DiskFiles files;
  std::vector<LintResult> results;
  if (form.kind == InputKind::kTerraform) {
    auto linted = lint_terraform(files, {folder}, packs, selection.value(), options);
    REQUIRE(linted.ok());
    for (LintedFile& file : linted.value()) results.push_back(std::move(file.result));
  } else {
    Budget budget;
    auto source = files.read(folder + "/" + form.file, budget);
    REQUIRE(source.ok());
    auto linted = lint(source.value(), packs, selection.value(), options);
    REQUIRE(linted.ok());
    CHECK(linted.value().kind == form.kind);
    results.push_back(std::move(linted).value());
  }
  std::vector<std::string> out;
  for (const LintResult& result : results) {
    for (const Finding& finding : result.findings) {
      if (!kRulesOfTemplates.contains(finding.rule)) out.push_back(finding.rule + ": " + finding.message);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("The same cluster is the same model in every form") {
  REQUIRE(cases().size() >= 12);
  for (const std::string& name : cases()) {
    const auto first = model_of(kFolder + name, kForms[0]);
    REQUIRE(first.size() > 30);
    for (const Form& form : kForms) {
      INFO(name << "/" << form.file);
      CHECK(model_of(kFolder + name, form) == first);
    }
  }
}

TEST_CASE("The same cluster has the same findings in every form") {
  size_t found = 0;
  for (const std::string& name : cases()) {
    const auto first = findings_of(kFolder + name, kForms[0]);
    found += first.size();
    for (const Form& form : kForms) {
      INFO(name << "/" << form.file);
      CHECK(findings_of(kFolder + name, form) == first);
    }
  }
  CHECK(found > 20);
  for (const std::string& finding : findings_of(kFolder + "sound", kForms[0])) CHECK(finding.substr(0, 5) == "MK011");
}

}  // namespace klamm
