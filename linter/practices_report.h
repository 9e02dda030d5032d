// The practices of clusters, for people and machines. Prints, decides nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/practices.h"

namespace klamm::cli {

struct JudgedCluster {
  PracticeCluster cluster;
  std::vector<PracticeJudgement> judgements;
};

enum class PracticeFormat : uint8_t { kText, kJson, kMarkdown, kHtml };
std::optional<PracticeFormat> parse_practice_format(std::string_view name);

// `today`: the day that the verdicts are of.
std::string practices_report(PracticeFormat format, const std::vector<JudgedCluster>& clusters, Day today);

// A shell script of AWS CLI calls that only read, each once: what would settle the practices.
std::string collect_script(const std::vector<Practice>& practices);

}  // namespace klamm::cli
