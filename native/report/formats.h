// One maker for each format; make_reporter() is the only caller.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "klamm/report.h"

namespace klamm {

std::unique_ptr<Reporter> text_reporter(const ReportStyle& style);
std::unique_ptr<Reporter> json_reporter();
std::unique_ptr<Reporter> sarif_reporter(const std::vector<const Pack*>& packs);
std::unique_ptr<Reporter> junit_reporter();
std::unique_ptr<Reporter> github_reporter();
std::unique_ptr<Reporter> code_climate_reporter();

// A fingerprint that tells apart the findings of one file that share one: the first keeps it.
class Fingerprints {
 public:
  std::string next(const Finding& finding);

 private:
  std::unordered_map<std::string, uint32_t> seen_;
};

}  // namespace klamm
