#include <fmt/format.h>
#include <toml++/toml.h>

#include "klamm/triage.h"

namespace klamm {
namespace {

Error at(const std::string& path, const toml::source_region& place, std::string_view message) {
  return Error{fmt::format("{}:{}:{}: {}", path, place.begin.line, place.begin.column, message)};
}

// A TOML string; paths may hold anything.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

Result<Baseline> Baseline::parse(const std::string& path, std::string_view text) {
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) return at(path, parsed.error().source(), parsed.error().description());
  const toml::table& table = parsed.table();
  if (table["version"].value_or(int64_t{0}) != 1) return at(path, table.source(), "no baseline of version 1");
  Baseline out;
  const toml::array* findings = table["finding"].as_array();
  if (findings == nullptr && table.contains("finding"))
    return at(path, table["finding"].node()->source(), "a list is wanted");
  for (size_t index = 0; findings != nullptr && index < findings->size(); ++index) {
    const toml::node& node = (*findings)[index];
    const toml::table* one = node.as_table();
    if (one == nullptr) return at(path, node.source(), "a finding is a table");
    auto print = (*one)["fingerprint"].value<std::string>();
    int64_t count = (*one)["count"].value_or(int64_t{1});
    auto rule = (*one)["rule"].value<std::string>();
    auto file = (*one)["path"].value<std::string>();
    bool sound = print && print->size() == 32 && rule && file && count > 0 && count <= UINT32_MAX;
    if (!sound) return at(path, node.source(), "a finding has a fingerprint, a rule, a path and a count");
    out.files_[*file][*print] = {*rule, static_cast<uint32_t>(count)};
  }
  return out;
}

std::string Baseline::text() const {
  std::string out =
      "# Findings that were there when this file was written (klamm lint --write-baseline).\nversion = 1\n";
  for (const auto& [path, prints] : files_) {
    std::map<std::pair<std::string_view, std::string_view>, uint32_t> by_rule;
    for (const auto& [print, known] : prints) by_rule[{known.rule, print}] = known.count;
    for (const auto& [which, count] : by_rule) {
      fmt::format_to(std::back_inserter(out), "\n[[finding]]\npath = {}\nrule = {}\nfingerprint = \"{}\"\n",
                     quoted(path), quoted(which.first), which.second);
      if (count > 1) fmt::format_to(std::back_inserter(out), "count = {}\n", count);
    }
  }
  return out;
}

size_t Baseline::size() const {
  size_t out = 0;
  for (const auto& [path, prints] : files_) out += prints.size();
  return out;
}

std::vector<std::string> Baseline::paths() const {
  std::vector<std::string> out;
  for (const auto& [path, prints] : files_) out.push_back(path);
  return out;
}

void Baseline::add(const Finding& finding) {
  Known& known = files_[finding.place.path][fingerprint(finding)];
  known.rule = finding.rule;
  ++known.count;
}

uint32_t Baseline::take_known(LintResult& result, std::string_view path) const {
  auto file = files_.find(path);
  if (file == files_.end()) return 0;
  std::map<std::string, uint32_t> left;
  for (const auto& [print, known] : file->second) left[print] = known.count;
  std::erase_if(result.findings, [&](const Finding& finding) {
    auto known = left.find(fingerprint(finding));
    if (known == left.end() || known->second == 0) return false;
    --known->second;
    return true;
  });
  uint32_t gone = 0;
  for (const auto& [print, count] : left) gone += count;
  return gone;
}

}  // namespace klamm
