// The rules, as data. Built-in rules and user packs come through the same compiler.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/finding.h"
#include "klamm/result.h"
#include "klamm/version.h"

namespace klamm {

enum class RuleScope : uint8_t { kFile, kNode, kListener, kTopic, kPrincipal, kCluster };
enum class RuleNeeds : uint8_t { kValues, kSource };
enum class RuleStatus : uint8_t { kStable, kPreview, kDeprecated };

struct RuleExample {
  bool bad = false;
  std::string_view text;
  std::string_view at;      // bad: "line:column" of the finding; "file" for none
  std::string_view kafka;   // the version it is linted for; empty: as detected
  std::string_view fixed;   // bad, optional: the text after the machine fix
};

// What a rule says of itself. Views lead into its pack.
struct RuleInfo {
  std::string_view id;
  std::string_view name;   // kebab case
  std::string_view title;
  Severity severity = Severity::kInfo;
  bool fatal = false;
  RuleScope scope = RuleScope::kNode;
  RuleNeeds needs = RuleNeeds::kValues;
  RuleStatus status = RuleStatus::kStable;
  VersionRange kafka;
  bool kraft = true;      // applies in that mode
  bool zookeeper = true;
  std::string_view why;
  std::string_view mend;
  std::vector<std::string_view> references;
  std::vector<std::string_view> practices;
  std::vector<std::string_view> yields_to;
  std::vector<std::string_view> former_ids;
  std::vector<std::string_view> profiles;  // where it is on; "baseline" unless said
  std::vector<RuleExample> examples;
};

// A pack: catalog and compiled rules in one relocatable blob (offsets only). Immutable, thread-safe.
class Pack {
 public:
  // Checks the blob wholly once; then nothing in it can be out of bounds. The bytes are borrowed.
  static Result<Pack> open(std::string_view blob);
  // The one built into this program. Never fails in a program that passed its tests.
  static const Pack& builtin();

  Pack(Pack&&) noexcept;
  Pack& operator=(Pack&&) noexcept;
  ~Pack();

  const Catalog& catalog() const;
  size_t rule_count() const;
  RuleInfo rule(size_t index) const;
  std::string_view rule_id(size_t index) const;
  // By id, former id or name; SIZE_MAX if none.
  size_t find_rule(std::string_view id) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit Pack(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Compiles rule tables (each file one rule, or [[rule]] tables) against a catalog. Errors carry `file:line:column`.
struct RuleSource {
  std::string name;
  std::string toml;
};
Result<std::string> compile_rules(const std::vector<RuleSource>& sources, const Catalog& catalog);

}  // namespace klamm
