#include "linter/iam_files.h"

#include <sys/stat.h>

#include "klamm/files.h"
#include "linter/iam_templates.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

void put(const IamFile& file, IamFiles::Place place, IamSources& sources) {
  IamPolicySet& set = sources.policies;
  const auto level = [&place](auto& levels) -> std::vector<IamPolicy>& {
    if (levels.size() <= place.level) levels.resize(place.level + 1);
    return levels[place.level];
  };
  std::vector<IamPolicy>& to = place.layer == IamLayer::kCluster    ? set.cluster
                               : place.layer == IamLayer::kBoundary ? set.boundary
                               : place.layer == IamLayer::kSession  ? set.session
                               : place.layer == IamLayer::kScp      ? level(set.scps)
                               : place.layer == IamLayer::kRcp      ? level(set.rcps)
                                                                    : set.identity;
  to.insert(to.end(), file.policies.begin(), file.policies.end());
  sources.identities.insert(sources.identities.end(), file.identities.begin(), file.identities.end());
  sources.dump = sources.dump || file.dump;
}

Result<void> refused(const IamFile& file) {
  if (!file.refused()) return {};
  std::string message;
  for (const IamDiagnostic& diagnostic : file.diagnostics) {
    if (diagnostic.diagnostic.kind != Diagnostic::Kind::kRefused) continue;
    if (!message.empty()) message += '\n';
    message += shown(diagnostic);
  }
  return Error{message};
}

}  // namespace

Result<const IamFile*> IamFiles::read(const std::string& path, IamLayer layer) {
  auto known = files_.find({path, layer});
  if (known != files_.end()) return &known->second;
  Budget budget;
  auto source = path == "-" ? read_stdin(budget) : DiskFiles().read(path, budget);
  if (!source) return source.error();
  auto file = read_iam(source.value(), layer, budget);
  if (!file) return Error{path + ": " + file.error().message};
  if (auto sound = refused(file.value()); !sound) return sound.error();
  for (const IamDiagnostic& diagnostic : file.value().diagnostics) warnings_.push_back(shown(diagnostic));
  return &files_.emplace(std::pair(path, layer), std::move(file).value()).first->second;
}

Result<void> IamFiles::add(const std::string& path, Place place, IamSources& sources) {
  if (place.layer == IamLayer::kIdentity) {
    auto known = templates_.find(path);
    if (known == templates_.end()) {
      auto made = read_template_policies(path);
      if (!made) return made.error();
      known = templates_.emplace(path, std::move(made).value()).first;
    }
    if (known->second != nullptr) {
      sources.templates.push_back(known->second);
      return {};
    }
  }
  struct stat status{};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    auto file = read(path, place.layer);
    if (!file) return file.error();
    put(*file.value(), place, sources);
    return {};
  }
  const Walk found = walk({path});
  if (!found.unreadable.empty()) return found.unreadable[0].error;
  size_t added = 0;
  for (const WalkedFile& each : found.files) {
    if (!each.path.ends_with(".json")) continue;
    auto file = read(each.path, place.layer);
    if (!file) return file.error();
    put(*file.value(), place, sources);
    ++added;
  }
  if (added == 0) return Error{"`" + path + "`: no .json in this folder"};
  return {};
}

Result<void> IamFiles::add(const Document& document, NodeId node, Place place, IamSources& sources) {
  Budget budget;
  auto file = read_iam_policy(document, node, place.layer, {}, budget);
  if (!file) return file.error();
  if (auto sound = refused(file.value()); !sound) return sound.error();
  put(file.value(), place, sources);
  return {};
}

}  // namespace klamm::cli
