#include <algorithm>

#include "base/quote.h"
#include "model/iam_roster.h"

namespace klamm {

void IamRefusals::add(std::string message) {
  if (lines_.size() < kMost) {
    lines_.push_back(std::move(message));
  } else {
    ++more_;
  }
}

void IamRefusals::add(const std::string& file, const toml::source_region& place, std::string_view message) {
  add(file + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column) + ": " +
      std::string(message));
}

Error IamRefusals::error() const {
  std::string all;
  for (const std::string& line : lines_) {
    if (!all.empty()) all += '\n';
    all += line;
  }
  if (more_ != 0) all += "\nand " + std::to_string(more_) + " more";
  return Error{all};
}

const IamFile* IamLibrary::read(const std::shared_ptr<const Source>& source, IamLayer layer) {
  const auto known = files_.find({source.get(), layer});
  if (known != files_.end()) return &known->second;
  auto file = read_iam(source, layer, budget_);
  if (!file) {
    refusals_.add(source->name() + ": " + file.error().message);
    return nullptr;
  }
  for (const IamDiagnostic& diagnostic : file.value().diagnostics) {
    if (diagnostic.diagnostic.kind == Diagnostic::Kind::kRefused) {
      refusals_.add(shown(diagnostic));
    } else {
      warnings_.push_back(shown(diagnostic));
    }
  }
  return &files_.emplace(std::pair(source.get(), layer), std::move(file).value()).first->second;
}

const std::vector<IamPolicy>* IamLibrary::attach(std::string_view path, IamLayer layer, const std::string& file,
                                                 const toml::source_region& place) {
  const std::string name = path.starts_with('/') ? std::string(path) : sources_.folder + std::string(path);
  const auto found = std::find_if(sources_.policies.begin(), sources_.policies.end(),
                                  [&name](const auto& source) { return source->name() == name; });
  if (found == sources_.policies.end()) {
    refusals_.add(file, place, "no policy " + in_backticks(path) + " among those of " + in_backticks(sources_.folder));
    return nullptr;
  }
  attached_.insert(found->get());
  const IamFile* read_file = read(*found, layer);
  if (read_file == nullptr) return nullptr;
  if (read_file->dump) {
    refusals_.add(file, place, in_backticks(path) + " is a dump of an account, which attaches its policies itself");
    return nullptr;
  }
  return &read_file->policies;
}

void IamLibrary::read_dumps(std::vector<IamIdentity>& identities) {
  for (const auto& source : sources_.policies) {
    if (attached_.contains(source.get())) continue;
    const IamFile* file = read(source, IamLayer::kIdentity);
    if (file == nullptr) continue;
    if (!file->dump && !file->refused()) {
      refusals_.add(source->name() + ":1:1: a policy that is attached to nobody (klamm.iam.principals)");
    }
    identities.insert(identities.end(), file->identities.begin(), file->identities.end());
  }
}

Result<IamRoster> read_iam_roster(const IamRosterSources& sources, const IamCluster& cluster, Budget& budget) {
  IamRoster roster;
  IamRefusals refusals;
  IamLibrary library(sources, refusals, budget);
  const Source none(sources.folder, {});
  read_iam_principals(sources.principals == nullptr ? none : *sources.principals, cluster, library, roster, refusals);
  if (budget.spent()) return budget.error();
  if (!refusals.empty()) return refusals.error();
  roster.warnings = library.warnings();
  return roster;
}

}  // namespace klamm
