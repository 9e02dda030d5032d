// Policies from files and folders, each file read once for each use.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "klamm/iam_reader.h"
#include "linter/iam_question.h"

namespace klamm::cli {

class IamFiles {
 public:
  // Where a policy belongs: a layer, and for SCPs and RCPs the level.
  struct Place {
    IamLayer layer = IamLayer::kIdentity;
    size_t level = 0;
  };

  // Adds the policies of a file, or of every `.json` in a folder; of a template those that are the principal's. The
  // error is one message: what could not be read, or what AWS would not have, each on a line of its own.
  Result<void> add(const std::string& path, Place place, IamSources& sources);
  // Adds a policy that stands in another document, an object or a string.
  static Result<void> add(const Document& document, NodeId node, Place place, IamSources& sources);
  // What was read and looks wrong, but AWS would have; once for each place.
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  Result<const IamFile*> read(const std::string& path, IamLayer layer);

  std::map<std::pair<std::string, IamLayer>, IamFile> files_;
  std::map<std::string, std::shared_ptr<const TemplatePolicies>> templates_;  // by path; null: it is none
  std::vector<std::string> warnings_;
};

}  // namespace klamm::cli
