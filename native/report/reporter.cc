#include <algorithm>

#include "report/formats.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"text", "json", "sarif", "junit", "github", "codeclimate"};

}  // namespace

std::string_view format_name(Format format) { return kNames[static_cast<size_t>(format)]; }

std::optional<Format> parse_format(std::string_view name) {
  auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Format>(found - kNames.begin());
}

std::unique_ptr<Reporter> make_reporter(Format format, const std::vector<const Pack*>& packs,
                                        const ReportStyle& style) {
  switch (format) {
    case Format::kText:
      return text_reporter(style);
    case Format::kJson:
      return json_reporter();
    case Format::kSarif:
      return sarif_reporter(packs);
    case Format::kJunit:
      return junit_reporter();
    case Format::kGithub:
      return github_reporter();
    case Format::kCodeClimate:
      return code_climate_reporter();
  }
  return nullptr;
}

void Reporter::separate(std::string& list) const {
  if (!list.empty()) list += separator_;
}

void Reporter::add(const ReportPart& part, std::string& out) {
  if (!part.body.empty()) {
    if (!first_) out += separator_;
    first_ = false;
    out += part.body;
  }
  auto hold = [this](std::string& held, const std::string& list) {
    if (list.empty()) return;
    separate(held);
    held += list;
  };
  hold(held_.unknown, part.unknown);
  hold(held_.unreadable, part.unreadable);
}

void RunSummary::add(const FileReport& file) {
  if (file.error != nullptr) {
    ++unreadable;
    return;
  }
  if (file.result == nullptr || file.result->kind == InputKind::kNone) {
    ++skipped;
    return;
  }
  ++files;
  for (const Finding& finding : file.result->findings) ++findings[static_cast<size_t>(finding.severity)];
  unknown += file.result->unknown.size();
  for (const std::string& text : file.result->assumptions) assume(text);
}

void RunSummary::add(const RunSummary& next) {
  files += next.files;
  skipped += next.skipped;
  unreadable += next.unreadable;
  for (size_t index = 0; index < findings.size(); ++index) findings[index] += next.findings[index];
  unknown += next.unknown;
  for (const std::string& text : next.assumptions) assume(text);
}

void RunSummary::assume(const std::string& text) {
  if (std::find(assumptions.begin(), assumptions.end(), text) == assumptions.end()) assumptions.push_back(text);
}

std::string_view program_version() { return KLAMM_VERSION; }

}  // namespace klamm
