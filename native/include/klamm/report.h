// Findings in the forms that people and machines read. Prints, decides nothing; the same for any number of threads.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "klamm/linter.h"

namespace klamm {

enum class Format : uint8_t { kText, kJson, kSarif, kJunit, kGithub, kCodeClimate };
std::optional<Format> parse_format(std::string_view name);

struct ReportStyle {
  bool color = false;
  uint16_t width = 0;  // 0: do not fold
  bool quiet = false;
  bool verbose = false;
};

struct RunSummary {
  size_t files = 0;
  size_t skipped = 0;
  size_t unreadable = 0;
  std::vector<std::string> assumptions;
};

// Call in path order: begin, file…, end. Buffers no more than one file's findings.
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void begin() = 0;
  virtual void file(std::string_view path, const LintResult& result) = 0;
  virtual void unreadable(std::string_view path, const Error& error) = 0;
  virtual void end(const RunSummary& summary) = 0;
};

std::unique_ptr<Reporter> make_reporter(Format format, std::ostream& out, const std::vector<const Pack*>& packs,
                                        const ReportStyle& style);

}  // namespace klamm
