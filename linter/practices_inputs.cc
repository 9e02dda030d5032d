#include "linter/practices_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "klamm/files.h"
#include "klamm/msk.h"
#include "linter/sniff.h"
#include "linter/terraform_modules.h"

namespace klamm::cli {
namespace {

// What was read of one input: a file, or modules of Terraform that belong together.
struct Reading {
  std::string form;
  std::vector<std::shared_ptr<const MskInventory>> inventories;
  bool policies = false;
  std::vector<Finding> findings;
  std::vector<UnknownNote> unknown;
};

bool is_node(InputKind kind) {
  return kind == InputKind::kServerProperties || kind == InputKind::kCompose || kind == InputKind::kEnv ||
         kind == InputKind::kConfigMap || kind == InputKind::kSnapshot;
}

// Of what holds clusters of MSK.
std::string_view form_of(InputKind kind) {
  if (kind == InputKind::kMskAnswer) return "answers of AWS";
  if (kind == InputKind::kTerraformPlan) return "plan of Terraform";
  return kind == InputKind::kCloudFormation ? "CloudFormation" : "";
}

Region region_of(const MskResource& resource) { return resource.document->source().region(resource.place); }
const std::string& path_of(const MskResource& resource) { return resource.document->source().root().name(); }

bool same_place(const MskResource& left, const MskResource& right) {
  return path_of(left) == path_of(right) && region_of(left) == region_of(right);
}

void take(LintResult result, Reading& to) {
  std::move(result.inventories.begin(), result.inventories.end(), std::back_inserter(to.inventories));
  to.policies = to.policies || result.policies;
  std::move(result.findings.begin(), result.findings.end(), std::back_inserter(to.findings));
  std::move(result.unknown.begin(), result.unknown.end(), std::back_inserter(to.unknown));
}

// Hands what an input says to the clusters that it is about; to all of them where that cannot be told.
class Sharing {
 public:
  explicit Sharing(const Reading& reading) : reading_(reading) {}

  std::vector<PracticeCluster> share() const {
    std::vector<PracticeCluster> out;
    for (const auto& inventory : reading_.inventories) {
      for (const MskResource& resource : inventory->resources) {
        if (resource.thing == MskThing::kCluster) out.push_back(cluster_of(*inventory, resource));
      }
    }
    return out;
  }

 private:
  PracticeCluster cluster_of(const MskInventory& inventory, const MskResource& cluster) const {
    PracticeCluster out;
    out.name = cluster.name;
    out.form = reading_.form;
    out.path = path_of(cluster);
    out.line = region_of(cluster).begin.line;
    out.msk = cluster;
    out.policies = reading_.policies;
    out.configuration = cluster.configuration && inventory.resources.at(*cluster.configuration).text != nullptr;
    for (const Finding& finding : reading_.findings) {
      if (is_about(owner_by_name(finding), cluster)) out.findings.push_back(finding);
    }
    for (const UnknownNote& note : reading_.unknown) {
      if (is_about(owner_by_place(note), cluster)) out.unknown.push_back(note);
    }
    return out;
  }

  struct Owner {
    const MskInventory* inventory = nullptr;
    const MskResource* resource = nullptr;  // nullptr: nobody's
  };

  template <class Visit>
  void each(Visit visit) const {
    for (const auto& inventory : reading_.inventories) {
      for (const MskResource& resource : inventory->resources) visit(Owner{inventory.get(), &resource});
    }
  }

  // A finding's logical path begins with the name of the thing that it is about.
  Owner owner_by_name(const Finding& finding) const {
    Owner owner;
    each([&](const Owner& one) {
      const std::string& name = one.resource->name;
      if (name.empty() || !finding.logical.starts_with(name) || finding.logical[name.size()] != '/') return;
      // A cluster and its configuration may be called the same; then it is the cluster's either way.
      if (owner.resource == nullptr || one.resource->thing == MskThing::kCluster) owner = one;
    });
    return owner;
  }

  // The thing that begins nearest above it.
  Owner owner_by_place(const UnknownNote& note) const {
    Owner owner;
    const RuleInfo rule = rule_of(note.rule);
    if (!note.place.region || rule.about == RuleAbout::kPolicy) return owner;
    uint32_t nearest = 0;
    each([&](const Owner& one) {
      const uint32_t line = region_of(*one.resource).begin.line;
      if (path_of(*one.resource) != note.place.path || line > note.place.region->begin.line || line < nearest) return;
      nearest = line;
      owner = one;
    });
    return owner;
  }

  static RuleInfo rule_of(const std::string& id) {
    const size_t index = id.empty() ? SIZE_MAX : Pack::builtin().find_rule(id);
    return index == SIZE_MAX ? RuleInfo() : Pack::builtin().rule(index);
  }

  static bool is_about(const Owner& owner, const MskResource& cluster) {
    if (owner.resource == nullptr) return true;
    // The same defect of a module that is called twice is told once, at the same place.
    if (owner.resource->thing == MskThing::kCluster) return same_place(*owner.resource, cluster);
    if (owner.resource->thing != MskThing::kConfiguration) return true;
    bool used = false;
    bool here = false;
    for (const MskResource& one : owner.inventory->resources) {
      if (one.thing != MskThing::kCluster || !one.configuration) continue;
      if (!same_place(owner.inventory->resources.at(*one.configuration), *owner.resource)) continue;
      used = true;
      here = here || same_place(one, cluster);
    }
    return here || !used;
  }

  const Reading& reading_;
};

class InputReader {
 public:
  explicit InputReader(const LintSettings& settings) : settings_(settings) {}

  Result<PracticeInputs> run() {
    std::vector<std::string> paths = settings_.paths;
    const bool standard_input = std::erase(paths, "-") > 0;
    Walk found = walk(paths);
    for (const Unwalked& missing : found.unreadable) complain_of(missing.path, missing.error);
    for (const auto& modules : take_modules(found.files)) {
      auto settings = settings_of(modules->files.front().canonical);
      if (!settings) return settings.error();
      read_modules(*modules, settings.value());
      for (const WalkedFile& file : modules->files) {
        if (!is_terraform(file.path)) found.files.push_back(file);
      }
    }
    std::sort(found.files.begin(), found.files.end(),
              [](const WalkedFile& left, const WalkedFile& right) { return left.path < right.path; });
    for (const WalkedFile& file : found.files) {
      auto settings = settings_of(file.canonical);
      if (!settings) return settings.error();
      read_one(file, settings.value());
    }
    if (standard_input) {
      auto settings = settings_of(canonical_path(".").value_or("/") + "/-");
      if (!settings) return settings.error();
      Budget budget(settings.value().options.limits);
      auto source = read_stdin(budget);
      if (!source) complain_of("<stdin>", source.error());
      if (source) judge(std::move(source).value(), true, settings.value());
    }
    return finish();
  }

 private:
  // Of a klamm.toml what tells of the inputs counts here; what it selects and ignores does not.
  Result<FileSettings> settings_of(const std::string& canonical) {
    auto index = projects_.of_folder(folder_of(canonical));
    if (!index) return index.error();
    const Project& from = projects_.all()[index.value()];
    Project project;
    project.path = from.path;
    project.kafka_version = from.kafka_version;
    project.msk_kind = from.msk_kind;
    project.iam_layer = from.iam_layer;
    project.iam_cluster = from.iam_cluster;
    auto settled = settle(settings_, project, packs_);
    if (settled) inputs_.today = settled.value().ignoring.today;
    return settled;
  }

  void complain_of(const std::string& path, const Error& error) {
    const bool names_path = error.message.find(path) != std::string::npos;
    inputs_.complaints.push_back(names_path ? error.message : path + ": " + error.message);
  }

  void read_modules(const TerraformModules& modules, const FileSettings& settings) {
    if (!modules.about_kafka) return;
    auto linted = lint_terraform(DiskFiles::fenced(modules.fence), modules.folders, settings.packs, settings.selection,
                                 settings.options);
    if (!linted) return complain_of(modules.files.front().path, linted.error());
    Reading reading;
    reading.form = "Terraform";
    for (LintedFile& file : linted.value()) take(std::move(file.result), reading);
    share(reading);
  }

  void read_one(const WalkedFile& file, const FileSettings& settings) {
    if (!file.named && large_and_none_of_ours(file.path, Pack::builtin().catalog())) return;
    Budget budget(settings.options.limits);
    auto source = DiskFiles().read(file.path, budget);
    if (!source) return complain_of(file.path, source.error());
    judge(std::move(source).value(), file.named, settings);
  }

  void judge(std::shared_ptr<const Source> source, bool named, const FileSettings& settings) {
    const std::string path = source->name();
    auto linted = lint(std::move(source), settings.packs, settings.selection, settings.options);
    if (!linted) return complain_of(path, linted.error());
    const InputKind kind = linted.value().kind;
    if (kind == InputKind::kNone) {
      if (named) complain_of(path, {fmt::format("`{}`: nothing that klamm knows", path)});
      return;
    }
    if (is_node(kind)) return add_node(path, kind, std::move(linted).value());
    Reading reading;
    take(std::move(linted).value(), reading);
    reading.form = form_of(kind);
    if (reading.form.empty()) return keep_for_all(kind, std::move(reading));
    share(reading);
  }

  void add_node(const std::string& path, InputKind kind, LintResult result) {
    PracticeCluster node;
    node.name = path;
    node.form = kind == InputKind::kSnapshot ? "snapshot" : "configuration of a node";
    node.path = path;
    node.findings = std::move(result.findings);
    node.unknown = std::move(result.unknown);
    inputs_.clusters.push_back(std::move(node));
  }

  // Policies that stand alone, and configurations that no cluster names: whose they are is not told.
  void keep_for_all(InputKind kind, Reading reading) {
    if (kind != InputKind::kIamPolicy && kind != InputKind::kMskConfiguration) return;
    shared_.policies = shared_.policies || kind == InputKind::kIamPolicy;
    std::move(reading.findings.begin(), reading.findings.end(), std::back_inserter(shared_.findings));
    std::move(reading.unknown.begin(), reading.unknown.end(), std::back_inserter(shared_.unknown));
  }

  void share(const Reading& reading) {
    auto clusters = Sharing(reading).share();
    std::move(clusters.begin(), clusters.end(), std::back_inserter(inputs_.clusters));
  }

  PracticeInputs finish() {
    for (PracticeCluster& cluster : inputs_.clusters) {
      if (!cluster.msk) continue;
      cluster.policies = cluster.policies || shared_.policies;
      cluster.findings.insert(cluster.findings.end(), shared_.findings.begin(), shared_.findings.end());
      cluster.unknown.insert(cluster.unknown.end(), shared_.unknown.begin(), shared_.unknown.end());
    }
    std::stable_sort(inputs_.clusters.begin(), inputs_.clusters.end(),
                     [](const PracticeCluster& left, const PracticeCluster& right) {
                       return std::tie(left.path, left.line) < std::tie(right.path, right.line);
                     });
    return std::move(inputs_);
  }

  const LintSettings& settings_;
  Projects projects_;
  RulePacks packs_;
  PracticeInputs inputs_;
  Reading shared_;
};

}  // namespace

Result<PracticeInputs> read_practice_inputs(const LintSettings& settings) { return InputReader(settings).run(); }

}  // namespace klamm::cli
