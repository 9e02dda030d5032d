// The rules of some packs, for people and programs.
#include <fmt/format.h>

#include <iterator>

#include "klamm/report.h"
#include "klamm/rule_page.h"
#include "report/json_object.h"
#include "report/layout.h"

namespace klamm {
namespace {

template <class Act>
void each_rule(const std::vector<const Pack*>& packs, Act act) {
  for (const Pack* pack : packs) {
    for (size_t index = 0; index < pack->rule_count(); ++index) act(pack->rule(index));
  }
}

std::string versions(const VersionRange& range) {
  bool open_end = range.last == VersionRange{}.last;
  if (open_end && range.first == kOldestKafka) return "";
  if (open_end) return range.first.text() + "-";
  if (range.first == range.last) return range.first.text();
  return (range.first == kOldestKafka ? "" : range.first.text()) + "-" + range.last.text();
}

void add_json(std::string& out, const RuleInfo& rule) {
  JsonObject object(out);
  object.text("id", rule.id);
  object.text("name", rule.name);
  object.text("title", rule.title);
  object.text("severity", severity_name(rule.severity));
  object.boolean("fatal", rule.fatal);
  object.text("about", about_name(rule.about));
  object.text("scope", scope_name(rule.scope));
  object.text("status", status_name(rule.status));
  object.text("kafka", versions(rule.kafka));
  object.boolean("kraft", rule.kraft);
  object.boolean("zookeeper", rule.zookeeper);
  object.boolean("msk", rule.msk);
  object.text("why", without_holes(rule.why));
  object.text("mend", without_holes(rule.mend));
  auto texts = [&](std::string_view name, const std::vector<std::string_view>& items) {
    object.list(name, items, [&out](std::string_view item) { append_json(out, item); });
  };
  texts("references", rule.references);
  texts("practices", rule.practices);
  texts("yields_to", rule.yields_to);
  texts("former_ids", rule.former_ids);
  texts("profiles", rule.profiles);
}

std::string as_json(const std::vector<const Pack*>& packs) {
  std::string out = "{\"version\":1,\"rules\":[\n";
  std::string_view between;
  each_rule(packs, [&](const RuleInfo& rule) {
    out += between;
    add_json(out, rule);
    between = ",\n";
  });
  return out + "\n]}\n";
}

// A cell of a Markdown table holds no bar and no line end.
void add_cell(std::string& out, std::string_view text) {
  std::string printable;
  append_printable(printable, text);
  out += ' ';
  for (char c : printable) {
    if (c == '|') out += '\\';
    out += c;
  }
  out += " |";
}

std::string as_markdown(const std::vector<const Pack*>& packs) {
  std::string out = "| Rule | Name | Severity | Kafka | What it says |\n|---|---|---|---|---|\n";
  each_rule(packs, [&](const RuleInfo& rule) {
    out += '|';
    add_cell(out, rule.id);
    add_cell(out, rule.name);
    add_cell(out, severity_name(rule.severity));
    add_cell(out, versions(rule.kafka));
    add_cell(out, rule.title);
    out += '\n';
  });
  return out;
}

std::string as_text(const std::vector<const Pack*>& packs, const ReportStyle& style) {
  std::string out;
  each_rule(packs, [&](const RuleInfo& rule) {
    std::string line = fmt::format("{:<7} {:<8}  ", rule.id, severity_name(rule.severity));
    std::string title;
    append_printable(title, rule.title);
    std::string indent(line.size(), ' ');
    append_folded(line, title, indent.size(), indent, style.width);
    if (rule.status != RuleStatus::kStable) line += fmt::format(" ({})", status_name(rule.status));
    out += line + "\n";
  });
  return out;
}

}  // namespace

std::string list_rules(RuleListFormat format, const std::vector<const Pack*>& packs, const ReportStyle& style) {
  switch (format) {
    case RuleListFormat::kText:
      return as_text(packs, style);
    case RuleListFormat::kJson:
      return as_json(packs);
    case RuleListFormat::kMarkdown:
      return as_markdown(packs);
  }
  return {};
}

}  // namespace klamm
