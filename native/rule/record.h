// One rule as its TOML table says it: read and checked for itself, not yet for what the catalog knows.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "klamm/result.h"
#include "klamm/rules.h"
#include "rule/check.h"
#include "rule/toml_text.h"

namespace klamm {

// Between the two versions of an example about an upgrade, as in `3.9 to 4.2`.
inline constexpr std::string_view kUpgradeTo = " to ";

struct ExampleRecord {
  bool bad = false;
  std::string base;  // name of a base; empty: none
  RuleText text;
  RuleText at;
  std::string kafka;
  std::string fixed;
  bool has_fixed = false;
  bool rendered = false;
  std::optional<MskKind> msk;  // linted as a configuration of MSK
  std::string layer;           // of rules about policies; empty: as its content tells
  std::string cluster;         // likewise; empty: none is known
  std::string form;            // of rules about clusters: the name of an InputKind
  std::string today;           // as LintOptions has it
};

struct ParamRecord {
  std::string name;
  std::variant<std::string, int64_t, bool, std::vector<std::string>> value;
  uint32_t offset = 0;
};

enum class FixKind : uint8_t { kNone, kOfCheck, kDelete, kSet, kReplace, kRename };

struct FixRecord {
  FixKind kind = FixKind::kNone;
  RuleText title;
  RuleText key;
  RuleText value;  // kSet, kReplace: the value, with holes; kRename: the new key
  bool safe = false;
};

struct RuleRecord {
  RuleText id;
  std::string name;
  std::string title;
  Severity severity = Severity::kInfo;
  bool fatal = false;
  RuleAbout about = RuleAbout::kBroker;
  RuleScope scope = RuleScope::kNode;
  RuleNeeds needs = RuleNeeds::kValues;
  RuleStatus status = RuleStatus::kStable;
  VersionRange kafka;
  bool kraft = true;
  bool zookeeper = true;
  bool msk = false;
  RuleText when;
  RuleText fail;
  RuleText check;
  std::vector<ParamRecord> params;
  std::vector<RuleText> at;
  RuleText message;
  RuleText label;
  RuleText why;
  RuleText mend;
  FixRecord fix;
  std::vector<RuleText> references;
  std::vector<RuleText> practices;
  std::vector<RuleText> yields;
  std::vector<RuleText> former;
  std::vector<RuleText> profiles;
  std::vector<RuleText> equivalent;  // mutants that change nothing, as the mutation test names them
  std::vector<ExampleRecord> examples;
  size_t file = 0;  // index of its TomlText
};

// A base of examples: lines that a text is put behind.
struct BaseRecord {
  std::string name;
  std::string text;
};

struct RecordSet {
  std::vector<TomlText> files;
  std::vector<BaseRecord> bases;
  std::vector<RuleRecord> rules;  // by id

  const BaseRecord* base(std::string_view name) const;
};

// The error is `file:line:column: message`. Ids, names and former ids are unique, bases exist.
Result<RecordSet> read_records(const std::vector<RuleSource>& sources);

}  // namespace klamm
