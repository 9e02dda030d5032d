#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "klamm/rule_page.h"
#include "rule/template.h"

namespace klamm {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kFamilies = {{
    {"KP", "Format and values"},
    {"KV", "Versions and modes"},
    {"KL", "Listeners"},
    {"KR", "KRaft controllers"},
    {"KT", "TLS"},
    {"KS", "SASL"},
    {"KJ", "JAAS"},
    {"KO", "OAuth"},
    {"KZK", "ZooKeeper"},
    {"KZ", "Authorization"},
    {"KX", "Secrets"},
    {"KQ", "Limits"},
    {"KD", "Durability"},
    {"KM", "Monitoring"},
    {"KG", "Plug-ins"},
    {"KA", "MSK configurations"},
}};

std::string_view family_of(std::string_view id) { return id.substr(0, id.find_first_of("0123456789")); }

size_t family_rank(std::string_view family) {
  auto found = std::find_if(kFamilies.begin(), kFamilies.end(), [&](const auto& one) { return one.first == family; });
  return static_cast<size_t>(found - kFamilies.begin());
}

std::string prose(std::string_view text) { return without_holes(one_line(text)); }

// Markdown takes <x> for markup, but not as code.
std::string marked_prose(std::string_view text) {
  std::string line = one_line(text);
  std::vector<TemplatePiece> pieces;
  Complaint complaint;
  if (!parse_template(line, pieces, complaint)) return line;
  std::string out;
  bool code = false;
  for (const TemplatePiece& piece : pieces) {
    if (piece.hole) {
      out += fmt::format(fmt::runtime(code ? "<{}>" : "`<{}>`"), piece.text);
    } else {
      out += piece.text;
      if (std::count(piece.text.begin(), piece.text.end(), '`') % 2 == 1) code = !code;
    }
  }
  return out;
}

std::string applies_to(const RuleInfo& rule) {
  std::string range = rule.kafka.text();
  std::string out = range.empty() ? "every Kafka version" : "Kafka " + range;
  if (rule.kraft != rule.zookeeper) out += rule.kraft ? ", KRaft" : ", ZooKeeper mode";
  return out;
}

std::string severity_of(const RuleInfo& rule) {
  return fmt::format("{}{}", severity_name(rule.severity), rule.fatal ? "; the node refuses to start" : "");
}

// What is the same for readers of both forms: a name and what stands behind it.
std::vector<std::pair<std::string, std::string>> facts_of(const RuleInfo& rule) {
  std::vector<std::pair<std::string, std::string>> out = {
      {"Severity", severity_of(rule)},
      {"Applies to", applies_to(rule)},
      {"Judges", fmt::format("a {}{}", scope_name(rule.scope),
                             rule.needs == RuleNeeds::kSource ? "; only where there is a file" : "")},
      {"Profiles", fmt::format("{}", fmt::join(rule.profiles, ", "))},
  };
  if (rule.status != RuleStatus::kStable) out.emplace_back("Status", status_name(rule.status));
  if (!rule.yields_to.empty()) {
    out.emplace_back("Silent where", fmt::format("{} is found", fmt::join(rule.yields_to, " or ")));
  }
  if (!rule.former_ids.empty()) out.emplace_back("Formerly", fmt::format("{}", fmt::join(rule.former_ids, ", ")));
  if (!rule.practices.empty()) out.emplace_back("Serves", fmt::format("{}", fmt::join(rule.practices, ", ")));
  if (!rule.fix_title.empty()) {
    out.emplace_back("Machine fix", fmt::format("{} ({})", marked_prose(rule.fix_title), rule.fix_safe ? "safe" : "not safe: read it first"));
  }
  return out;
}

std::string logic_of(const RuleInfo& rule) {
  std::string out;
  if (!rule.when.empty()) out += fmt::format("when {}\n", one_line(rule.when));
  if (!rule.fail.empty()) out += fmt::format("fail {}\n", one_line(rule.fail));
  if (!rule.check.empty()) out += fmt::format("check {}\n", rule.check);
  return out;
}

std::string heading_of(const RuleExample& example) {
  std::string out = example.bad ? "Found" : "Not found";
  if (example.bad && example.at != "file") out += fmt::format(" at {}", example.at);
  if (!example.kafka.empty()) out += fmt::format(", Kafka {}", example.kafka);
  if (example.rendered) out += ", as rendered text";
  if (!example.base.empty()) out += ", in a file that is sound but for this";
  return out;
}

std::string with_line_end(std::string_view text) {
  return fmt::format("{}{}", text, text.empty() || text.back() == '\n' ? "" : "\n");
}

// A fence that no line of the text closes.
std::string fenced(std::string_view language, std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fmt::format("{}{}\n{}{}\n", fence, language, with_line_end(text), fence);
}

void add_folded(std::string& out, std::string_view text, std::string_view indent, size_t width) {
  size_t column = 0;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find(' ', at), text.size());
    std::string_view word = text.substr(at, end - at);
    if (column == 0) {
      out += indent;
      column = indent.size();
    } else if (width != 0 && column + 1 + word.size() > width) {
      out += '\n';
      out += indent;
      column = indent.size();
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    at = end + 1;
  }
  out += '\n';
}

void add_indented(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    out += fmt::format("    {}\n", text.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

std::string without_holes(std::string_view text) {
  return fill_template(text, [](std::string_view hole) { return fmt::format("<{}>", hole); });
}

std::string rule_markdown(const RuleInfo& rule) {
  std::string out = fmt::format("<!-- Generated from the rule's record by `./dev regenerate rules`. -->\n# {} {}\n\n{}.\n\n",
                                rule.id, rule.name, rule.title);
  out += "| | |\n|---|---|\n";
  for (const auto& [name, value] : facts_of(rule)) out += fmt::format("| {} | {} |\n", name, value);
  out += fmt::format("\n**Says:** {}\n\n**Why:** {}\n\n**Mend:** {}\n", marked_prose(rule.message),
                     marked_prose(rule.why), marked_prose(rule.mend));
  out += fmt::format("\n## Logic\n\n{}", fenced("", logic_of(rule)));
  if (!rule.examples.empty()) out += "\n## Examples\n";
  for (const RuleExample& example : rule.examples) {
    out += fmt::format("\n{}:\n\n{}", heading_of(example), fenced("properties", example.text));
    if (example.has_fixed) out += fmt::format("\nand after the machine fix:\n\n{}", fenced("properties", example.fixed));
  }
  if (!rule.references.empty()) out += "\n## References\n\n";
  for (std::string_view reference : rule.references) out += fmt::format("- <{}>\n", reference);
  return out;
}

std::string rule_text(const RuleInfo& rule, size_t width) {
  std::string out = fmt::format("{} {}\n{}\n\n", rule.id, rule.name, rule.title);
  for (const auto& [name, value] : facts_of(rule)) add_folded(out, fmt::format("{}: {}", name, value), "  ", width);
  for (auto [name, text] : {std::pair("says", rule.message), std::pair("why", rule.why), std::pair("mend", rule.mend)}) {
    out += '\n';
    add_folded(out, fmt::format("{}: {}", name, prose(text)), "", width);
  }
  out += "\nlogic:\n";
  add_indented(out, logic_of(rule));
  for (const RuleExample& example : rule.examples) {
    out += fmt::format("\n{}:\n", heading_of(example));
    add_indented(out, example.text);
    if (example.has_fixed) out += "  and after the machine fix:\n";
    if (example.has_fixed) add_indented(out, example.fixed);
  }
  if (!rule.references.empty()) out += "\nreferences:\n";
  for (std::string_view reference : rule.references) out += fmt::format("  {}\n", reference);
  return out;
}

std::string rule_index_markdown(const std::vector<const Pack*>& packs) {
  std::map<std::pair<size_t, std::string_view>, std::string> families;
  size_t count = 0;
  for (const Pack* pack : packs) {
    for (size_t index = 0; index < pack->rule_count(); ++index, ++count) {
      RuleInfo rule = pack->rule(index);
      std::string_view family = family_of(rule.id);
      families[{family_rank(family), family}] +=
          fmt::format("| [{}]({}.md) | `{}` | {}{} | {} | {} |\n", rule.id, rule.id, rule.name,
                      severity_name(rule.severity), rule.fatal ? ", fatal" : "", rule.kafka.text(), rule.title);
    }
  }
  std::string out = fmt::format(
      "<!-- Generated from the rules' records by `./dev regenerate rules`. -->\n# The {} rules\n\n"
      "How a rule is written: [writing rules](../writing-rules.md).\n",
      count);
  for (const auto& [key, rows] : families) {
    auto [rank, family] = key;
    out += fmt::format("\n## {}{}\n\n| Rule | Name | Severity | Kafka | |\n|---|---|---|---|---|\n{}", family,
                       rank < kFamilies.size() ? fmt::format(": {}", kFamilies[rank].second) : "", rows);
  }
  return out;
}

}  // namespace klamm
