// What a project decided about findings: ignored ones, with a reason and for a while, and those that it started with.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/linter.h"

namespace klamm {

struct Day {
  uint16_t year = 0;
  uint8_t month = 0;
  uint8_t day = 0;
  auto operator<=>(const Day&) const = default;
  std::string text() const;  // 2027-03-31
};
std::optional<Day> parse_day(std::string_view text);

// One decision to ignore. Of a comment it holds for lines [first, last] of its file; of klamm.toml for every line of
// the files that its caller chose.
struct Ignore {
  std::vector<std::string> rules;  // ids
  std::string key;                 // only findings about that key; empty: any
  std::optional<Day> until;        // the last day
  std::string reason;
  std::string path;   // of the text that it stands in …
  uint32_t line = 0;  // … and where
  uint32_t first = 0;
  uint32_t last = UINT32_MAX;
  bool whole_file = true;
};

// `# klamm:ignore KL003,KT004 until=2027-03-31 reason="…"`, directly above a setting for that setting, with an empty
// line (or nothing) behind it for the file. The error, `path:line: message`, is a comment that cannot be understood.
Result<std::vector<Ignore>> read_ignores(const Source& source, const std::vector<const Pack*>& packs);

// The id of a rule by its id, former id or name; empty if there is none.
std::string id_of_rule(std::string_view word, const std::vector<const Pack*>& packs);

struct IgnoreOptions {
  Day today;
  bool require_reason = false;
  bool tell_unused = true;  // of comments
};
// Takes away what `comments` and `decided` ignore. What ran out takes nothing away, and the finding says so; a comment
// that is good for nothing, or has no reason where one is demanded, is a finding of its own (KI001, KI002). Sets
// `used` of each of `decided` that took something away, or would have.
void apply_ignores(LintResult& result, const std::vector<Ignore>& comments, const std::vector<const Ignore*>& decided,
                   const IgnoreOptions& options, std::vector<bool>& used);

// The findings that a project started with, by fingerprint: where a line stands does not count.
class Baseline {
 public:
  // The error is `path:line:column: message`.
  static Result<Baseline> parse(const std::string& path, std::string_view text);
  std::string text() const;  // TOML, sorted; the same findings give the same text

  void add(const Finding& finding);
  // Takes away the findings that it has; returns how many of that file it has and the file no longer.
  uint32_t take_known(LintResult& result, std::string_view path) const;
  size_t size() const;
  std::vector<std::string> paths() const;  // of the files that it has findings of

 private:
  struct Known {
    std::string rule;
    uint32_t count = 0;
  };
  std::map<std::string, std::map<std::string, Known>, std::less<>> files_;  // by path, then fingerprint
};

}  // namespace klamm
