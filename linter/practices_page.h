// What every form of the practices report says, and the report as one page of HTML.
#pragma once

#include <string>
#include <vector>

#include "linter/practices_report.h"

namespace klamm::cli {

std::string heading_of(const PracticeCluster& cluster);                  // "aws_msk_cluster.a (Terraform, main.tf:1)"
std::string tally_of(const std::vector<PracticeJudgement>& judgements);  // "3 met, 1 not met"
// Evidence, note, what is open and the commands that would settle it, a line each; text of any origin.
std::vector<std::string> details_of(const PracticeJudgement& judgement);

// Self-contained: no script, nothing fetched.
std::string practices_page(const std::vector<JudgedCluster>& clusters, Day today);

}  // namespace klamm::cli
