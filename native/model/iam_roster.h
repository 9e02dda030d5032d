// How a roster is read: policies by their paths, and the TOML that attaches them.
#pragma once

#include <toml++/toml.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam_reader.h"
#include "klamm/iam_roster.h"

namespace klamm {

// What is wrong, in the order in which it was found.
class IamRefusals {
 public:
  static constexpr size_t kMost = 20;

  void add(std::string message);
  void add(const std::string& file, const toml::source_region& place, std::string_view message);
  bool empty() const { return lines_.empty(); }
  Error error() const;

 private:
  std::vector<std::string> lines_;
  size_t more_ = 0;
};

// The policies of a folder: each file is read once for each layer that it is attached to.
class IamLibrary {
 public:
  IamLibrary(const IamRosterSources& sources, IamRefusals& refusals, Budget& budget)
      : sources_(sources), refusals_(refusals), budget_(budget) {}

  // The policies of the file at `path` behind the folder; nullptr and a complaint at `place` if there is none.
  const std::vector<IamPolicy>* attach(std::string_view path, IamLayer layer, const std::string& file,
                                       const toml::source_region& place);
  // The identities of all dumps; complains of every other file that nothing has attached so far.
  void read_dumps(std::vector<IamIdentity>& identities);
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  const IamFile* read(const std::shared_ptr<const Source>& source, IamLayer layer);

  const IamRosterSources& sources_;
  IamRefusals& refusals_;
  Budget& budget_;
  std::map<std::pair<const Source*, IamLayer>, IamFile> files_;
  std::set<const Source*> attached_;
  std::vector<std::string> warnings_;
};

// Reads `sources.principals` into the roster, whose identities are those of the dumps so far.
void read_iam_principals(const Source& principals, const IamCluster& cluster, IamLibrary& library, IamRoster& roster,
                         IamRefusals& refusals);

}  // namespace klamm
