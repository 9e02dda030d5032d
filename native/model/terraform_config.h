// What the files of one folder declare, unevaluated.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "klamm/files.h"
#include "klamm/hcl.h"

namespace klamm {

// An argument or a block's body in its file.
struct TfNode {
  const HclFile* file = nullptr;
  HclId id = kNoHcl;
};

// A block and what override files put in its place: later bodies count.
struct TfBlock {
  std::string type;               // of a resource or data source
  std::string name;               // its last label
  const HclFile* file = nullptr;  // of the first body
  HclId header = kNoHcl;          // that block
  std::vector<TfNode> bodies{};

  // The expression of an argument; kNoHcl: it is not set.
  TfNode argument(std::string_view name) const;
};

struct TfConfig {
  std::string folder;  // of the Files
  std::vector<std::unique_ptr<HclFile>> files;
  std::vector<TfBlock> resources;  // resources and data sources in the order of the files and the text
  std::map<std::string, size_t, std::less<>> by_address;  // `aws_x.y`, `data.aws_x.y`
  std::map<std::string, TfBlock, std::less<>> variables;
  std::map<std::string, TfBlock, std::less<>> outputs;
  std::vector<TfBlock> modules;
  std::map<std::string, TfNode, std::less<>> locals;

  const TfBlock* find(std::string_view address) const;
  const TfBlock* find_module(std::string_view name) const;
};

using TfComplaints = std::vector<std::pair<std::shared_ptr<const Source>, Diagnostic>>;

// Reads the `*.tf` and `*.tf.json` of a folder. The error: it cannot be listed, or the budget is spent.
Result<std::unique_ptr<TfConfig>> tf_read_config(const Files& files, std::string folder, Budget& budget,
                                                 TfComplaints& complaints);
// A path of `files` below a folder of theirs, without `.` and with `..` taken where it can be.
std::string tf_join_path(std::string_view folder, std::string_view path);

}  // namespace klamm
