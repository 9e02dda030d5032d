// Lints one input. No files are opened, nothing is printed; thread-safe over one Pack.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/finding.h"
#include "klamm/rules.h"
#include "klamm/source.h"
#include "klamm/version.h"

namespace klamm {

enum class InputKind : uint8_t { kNone, kServerProperties };
std::string_view input_kind_name(InputKind kind);  // "server-properties"
std::optional<InputKind> parse_input_kind(std::string_view name);

// What a text is, by its content (a name alone decides nothing). kNone: none of ours.
InputKind detect(const Source& source, const Catalog& catalog);

struct LintOptions {
  std::optional<KafkaVersion> kafka_version;
  bool version_from_project = false;
  std::string profile = "baseline";
  std::vector<std::string> select;  // ids, names or families ("KP"); empty: what the profile has
  std::vector<std::string> ignore;
  bool rendered = false;
  std::optional<InputKind> as;
  Limits limits;
};

struct UnknownNote {
  std::string rule;
  Place place;
  std::string message;  // what evidence would settle it
};

struct LintResult {
  InputKind kind = InputKind::kNone;
  std::vector<Finding> findings;  // by place, then rule id
  std::vector<UnknownNote> unknown;
  std::vector<std::string> assumptions;  // "Kafka 4.4", "KRaft", each once
};

// The rules an options object selects, in pack order. The error names an id that does not exist.
struct Selection {
  std::vector<bool> on;  // per rule of the pack(s)
};
Result<Selection> select_rules(const std::vector<const Pack*>& packs, const LintOptions& options);

// The error is an unreadable input (budget spent, not of the asked kind). packs[0] has the catalog.
Result<LintResult> lint(std::shared_ptr<const Source> source, const std::vector<const Pack*>& packs,
                        const Selection& selection, const LintOptions& options);

}  // namespace klamm
