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

// From kCluster on: a thing of MSK's, each of which is judged for itself.
enum class RuleScope : uint8_t {
  kFile,
  kNode,
  kListener,
  kTopic,
  kPrincipal,
  kCluster,
  kConfiguration,
  kConnector,
  kWorkerConfiguration,
  kReplicator,
  kVpcConnection,
};
// What inputs a rule judges: configurations of brokers and controllers, IAM policies, definitions of topics, clusters
// of MSK and what is around them, or running clusters.
enum class RuleAbout : uint8_t { kBroker, kPolicy, kTopic, kCluster, kLive };
// kSource: a document, in which values stand as somebody wrote them; kText: the lines of a Properties file.
enum class RuleNeeds : uint8_t { kValues, kSource, kText };
enum class RuleStatus : uint8_t { kStable, kPreview, kDeprecated };
std::string_view about_name(RuleAbout about);     // "broker" …
std::string_view scope_name(RuleScope scope);     // "listener" …
std::string_view status_name(RuleStatus status);  // "stable" …

struct RuleExample {
  bool bad = false;
  std::string_view base;  // the text of the named base, or empty
  std::string_view text;
  std::string_view at;     // bad: "line:column" of the finding, lines counted in `text`; "file" for none
  std::string_view kafka;  // the version it is linted for; empty: as detected
  std::string_view fixed;  // bad, optional: `text` after the machine fix
  bool has_fixed = false;
  MskKind msk = MskKind::kUnknown;  // linted for the configuration of such a cluster
  bool rendered = false;            // linted as rendered text: placeholders are what they are
  // Of rules about policies: what the text is (`scp` …) and the cluster that is known; may be empty.
  std::string_view layer;
  std::string_view cluster;
  // Of rules about clusters: what the text is (`terraform` …), and the day that it is judged on; may be empty.
  std::string_view form;
  std::string_view today;
};

// What a rule says of itself. Views lead into its pack. Texts with holes are as written: `{listener}` and the like are
// filled in a finding; rule_page.h prints them for readers.
struct RuleInfo {
  std::string_view id;
  std::string_view name;  // kebab case
  std::string_view title;
  Severity severity = Severity::kInfo;
  bool fatal = false;
  RuleAbout about = RuleAbout::kBroker;
  RuleScope scope = RuleScope::kNode;
  RuleNeeds needs = RuleNeeds::kValues;
  RuleStatus status = RuleStatus::kStable;
  VersionRange kafka;
  bool kraft = true;  // applies in that mode
  bool zookeeper = true;
  bool msk = false;        // of configurations of Amazon MSK alone
  std::string_view when;   // as written; empty: always
  std::string_view fail;   // as written; empty: a named check decides
  std::string_view check;  // the named check; empty: `fail` decides
  std::string_view message;
  std::string_view why;
  std::string_view mend;
  std::string_view fix_title;  // of the machine fix; empty without one
  bool fix_safe = false;
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
  // Checks the blob wholly once; then nothing in it can be out of bounds. The bytes of open() are borrowed.
  static Result<Pack> open(std::string_view blob);
  static Result<Pack> own(std::string blob);
  // The one built into this program (library klamm_builtin). Never fails in a program that passed its tests.
  static const Pack& builtin();

  Pack(Pack&&) noexcept;
  Pack& operator=(Pack&&) noexcept;
  ~Pack();

  bool has_catalog() const;
  const Catalog& catalog() const;  // only with has_catalog()
  size_t rule_count() const;
  RuleInfo rule(size_t index) const;
  std::string_view rule_id(size_t index) const;
  std::string_view rule_name(size_t index) const;
  Severity severity(size_t index) const;
  // By id, former id or name; SIZE_MAX if none.
  size_t find_rule(std::string_view id) const;
  size_t blob_size() const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit Pack(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One file of a folder of rules: `*.toml` holds one rule (or [[rule]] tables); `*.properties` is a base of examples,
// named by its stem.
struct RuleSource {
  std::string name;
  std::string text;
};

// Compiles rules against a catalog to a blob without a catalog. The error is `file:line:column: message`.
Result<std::string> compile_rules(const std::vector<RuleSource>& sources, const Catalog& catalog);

// The same with the catalog's section in front: what klamm-pack writes.
Result<std::string> compile_pack(const std::vector<RuleSource>& sources, std::string_view catalog_section);

}  // namespace klamm
