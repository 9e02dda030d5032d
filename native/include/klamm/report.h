// Findings in the forms that people and machines read. Prints, decides nothing; the same for any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/linter.h"

namespace klamm {

enum class Format : uint8_t { kText, kJson, kSarif, kJunit, kGithub, kCodeClimate };
std::string_view format_name(Format format);  // "text" …
std::optional<Format> parse_format(std::string_view name);

struct ReportStyle {
  bool color = false;
  uint16_t width = 0;  // cells of the terminal; 0: no terminal, do not fold
  bool quiet = false;  // text: one line for each finding and nothing else
  bool verbose = false;
};

// What came of one input: a result, or the reason why there is none.
struct FileReport {
  std::string_view path;
  const LintResult* result = nullptr;
  const Error* error = nullptr;
  const Source* source = nullptr;  // for the places of edits; without it findings are printed without their edits
};

// Counts of a run, and what was assumed in it ("Kafka 4.4", "KRaft"), each once.
struct RunSummary {
  size_t files = 0;
  size_t skipped = 0;  // none of ours
  size_t unreadable = 0;
  std::array<size_t, 5> findings{};  // by Severity
  size_t unknown = 0;
  std::vector<std::string> assumptions;

  // Counts one file; call in path order.
  void add(const FileReport& file);
  // Adds the counts of the files that follow.
  void add(const RunSummary& next);

 private:
  void assume(const std::string& text);
};

// What one format says of some files that stand next to each other in path order. Made apart, joined by
// Reporter::add().
struct ReportPart {
  std::string body;
  std::string unknown;  // formats that print these behind all findings
  std::string unreadable;
};

// begin(), then the parts of all files in path order through add(), then end(). Each appends to `out`.
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void begin(std::string& out) const = 0;
  // Appends one file to `part`, behind those already there. Thread-safe; touches `part` alone.
  virtual void file(const FileReport& file, ReportPart& part) const = 0;
  void add(const ReportPart& part, std::string& out);
  virtual void end(const RunSummary& summary, std::string& out) const = 0;

 protected:
  // `separator` stands between two items of a list.
  explicit Reporter(std::string_view separator) : separator_(separator) {}
  // Makes room for one more item in a list of a part.
  void separate(std::string& list) const;
  const ReportPart& held() const { return held_; }

 private:
  std::string_view separator_;
  bool first_ = true;
  ReportPart held_;  // unknown and unreadable of all parts added
};

// `packs` tell what the rules are (SARIF); they outlive the reporter.
std::unique_ptr<Reporter> make_reporter(Format format, const std::vector<const Pack*>& packs, const ReportStyle& style);

// The rules themselves.
enum class RuleListFormat : uint8_t { kText, kJson, kMarkdown };
std::string list_rules(RuleListFormat format, const std::vector<const Pack*>& packs, const ReportStyle& style);

// Text of any origin, made harmless and readable on a terminal: control characters, bidirectional marks and bytes that
// are no UTF-8 are spelled out (\x1b, \u202e).
void append_printable(std::string& out, std::string_view text);
// A JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);

// The version of this program, as `klamm --version` and SARIF print it.
std::string_view program_version();

}  // namespace klamm
