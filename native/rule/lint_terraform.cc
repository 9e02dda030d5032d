#include <algorithm>
#include <map>
#include <set>

#include "klamm/linter.h"
#include "rule/judge.h"
#include "rule/secrets.h"
#include "rule/template_subjects.h"

namespace klamm {
namespace {

class ModuleLinter {
 public:
  ModuleLinter(const Files& files, const std::vector<const Pack*>& packs, const Selection& selection,
               const LintOptions& options)
      : files_(files), packs_(packs), selection_(selection), options_(options) {}

  Result<void> lint(const std::string& folder) {
    if (called_.contains(folder)) return {};
    Budget budget(options_.limits);
    auto made = options_.terraform(files_, folder, budget, options_.terraform_options);
    if (!made) return made.error();
    for (const auto& source : made.value().sources) sources_.emplace(source->name(), source);
    called_.insert(made.value().folders.begin(), made.value().folders.end());
    for (const auto& [source, diagnostic] : made.value().diagnostics) {
      if (diagnostic.kind != Diagnostic::Kind::kRefused) continue;
      UnknownNote note{"", {source->root().name(), std::nullopt}, printable(diagnostic.message)};
      if (!source->root().bytes().empty()) note.place.region = source->region(diagnostic.span);
      if (!told(note)) all_.unknown.push_back(std::move(note));
    }
    auto understood = subjects_of(made.value(), InputKind::kTerraform, packs_[0]->catalog(), options_, budget);
    if (!understood) return understood.error();
    return judge_all(understood.value(), packs_, selection_, budget, all_, told_);
  }

  // Each finding and note to its file.
  std::vector<LintedFile> finish() {
    std::map<std::string_view, LintedFile*> by_path;
    std::vector<LintedFile> out;
    out.reserve(sources_.size());
    for (const auto& [path, source] : sources_) {
      out.push_back({source, {}});
      out.back().result.kind = InputKind::kTerraform;
      by_path.emplace(path, &out.back());
    }
    if (out.empty()) return out;
    auto file = [&](const Place& place) -> LintResult& {
      auto found = by_path.find(place.path);
      return found != by_path.end() ? found->second->result : out.front().result;
    };
    std::stable_sort(all_.findings.begin(), all_.findings.end(), stands_before);
    for (Finding& finding : all_.findings) file(finding.place).findings.push_back(std::move(finding));
    for (UnknownNote& note : all_.unknown) file(note.place).unknown.push_back(std::move(note));
    out.front().result.assumptions = std::move(all_.assumptions);
    out.front().result.folded = all_.folded;
    out.front().result.inventories = std::move(all_.inventories);
    out.front().result.policies = all_.policies;
    return out;
  }

 private:
  bool told(const UnknownNote& note) const {
    return std::any_of(all_.unknown.begin(), all_.unknown.end(), [&](const UnknownNote& other) {
      return other.rule == note.rule && other.message == note.message && other.place.path == note.place.path &&
             other.place.region == note.place.region;
    });
  }

  const Files& files_;
  const std::vector<const Pack*>& packs_;
  const Selection& selection_;
  const LintOptions& options_;
  std::map<std::string, std::shared_ptr<const Source>, std::less<>> sources_;
  std::set<std::string> called_;
  LintResult all_;
  Told told_;
};

}  // namespace

Result<std::vector<LintedFile>> lint_terraform(const Files& files, const std::vector<std::string>& folders,
                                               const std::vector<const Pack*>& packs, const Selection& selection,
                                               const LintOptions& options) {
  if (auto fit = check_packs(packs, selection); !fit) return fit.error();
  if (options.terraform == nullptr) return Error{"this program reads no Terraform"};
  ModuleLinter linter(files, packs, selection, options);
  for (const std::string& folder : folders) {
    if (auto linted = linter.lint(folder); !linted) return linted.error();
  }
  return linter.finish();
}

}  // namespace klamm
