#include "klamm/rule_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <map>
#include <utility>

#include "rule/template.h"

namespace klamm {
namespace {

// Prose with its holes named. Markdown takes <x> for markup, but not as code.
std::string marked(std::string_view text) {
  std::string line = one_line(text);
  std::vector<TemplatePiece> pieces;
  Complaint complaint;
  if (!parse_template(line, pieces, complaint)) return line;
  std::string out;
  bool code = false;
  for (const TemplatePiece& piece : pieces) {
    if (piece.hole && !code) {
      fmt::format_to(std::back_inserter(out), "`<{}>`", piece.text);
    } else if (piece.hole) {
      fmt::format_to(std::back_inserter(out), "<{}>", piece.text);
    } else {
      out += piece.text;
      if (std::count(piece.text.begin(), piece.text.end(), '`') % 2 == 1) code = !code;
    }
  }
  return out;
}

std::string versions(const VersionRange& range) {
  bool open_end = range.last == VersionRange{}.last;
  bool open_start = range.first == kOldestKafka;
  if (open_start && open_end) return "all versions";
  if (open_end) return fmt::format("{} and later", range.first.text());
  if (range.first == range.last) return range.first.text();
  if (open_start) return fmt::format("up to {}", range.last.text());
  return fmt::format("{} to {}", range.first.text(), range.last.text());
}

std::string modes(const RuleInfo& rule) {
  if (rule.msk) return "configurations of Amazon MSK";
  if (rule.kraft && rule.zookeeper) return "KRaft and ZooKeeper";
  return rule.kraft ? "KRaft" : "ZooKeeper";
}

std::string joined(const std::vector<std::string_view>& items, std::string_view between = ", ") {
  std::string out;
  for (std::string_view item : items) {
    if (!out.empty()) out += between;
    out += item;
  }
  return out;
}

// The pages of other rules stand beside this one.
std::string links(const std::vector<std::string_view>& ids) {
  std::string out;
  for (std::string_view id : ids)
    fmt::format_to(std::back_inserter(out), "{}[{}]({}.md)", out.empty() ? "" : ", ", id, id);
  return out;
}

std::string facts_line(const RuleInfo& rule) {
  std::string about = fmt::format("{} · {} · scope {}", versions(rule.kafka), modes(rule), scope_name(rule.scope));
  if (rule.about == RuleAbout::kPolicy) about = "IAM policies";
  if (rule.about == RuleAbout::kTopic) about = fmt::format("topics · {}", versions(rule.kafka));
  if (rule.about == RuleAbout::kCluster) about = fmt::format("Amazon MSK · {}", scope_name(rule.scope));
  if (rule.about == RuleAbout::kLive) about = "running clusters";
  std::string out = fmt::format("{}{} · {} · profile {}", severity_name(rule.severity),
                                rule.fatal ? " (the broker refuses to start)" : "", about, joined(rule.profiles));
  if (rule.status != RuleStatus::kStable) out += fmt::format(" · {}", status_name(rule.status));
  return out;
}

// A fence longer than any run of backticks inside.
std::string fence(std::string_view text) {
  size_t longest = 2;
  size_t run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '`');
}

// A fenced line may hold what no text file should.
std::string shown(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '\n' || c == '\t' || (byte >= 0x20 && byte < 0x7F)) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "\\x{:02X}", byte);
    }
  }
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

void add_example(std::string& out, const RuleExample& example, RuleAbout about) {
  constexpr std::array<std::string_view, 5> kLanguages = {"properties", "json", "sh", "json", "json"};
  std::string_view language = kLanguages[static_cast<size_t>(about)];
  if (example.form == "terraform") language = "terraform";
  if (example.form == "cloudformation") language = "yaml";
  std::string text = shown(example.text);
  std::string bars = fence(text);
  std::string where = example.at == "file" ? std::string("about the whole file") : fmt::format("at {}", example.at);
  out += example.bad ? fmt::format("\nReported {}", where) : std::string("\nNothing to report");
  if (!example.kafka.empty()) fmt::format_to(std::back_inserter(out), ", Kafka {}", example.kafka);
  if (example.msk != MskKind::kUnknown)
    fmt::format_to(std::back_inserter(out), ", {} brokers", msk_kind_name(example.msk));
  if (!example.today.empty()) fmt::format_to(std::back_inserter(out), ", with `--today {}`", example.today);
  if (!example.base.empty()) out += ", in an otherwise complete file";
  if (!example.layer.empty()) fmt::format_to(std::back_inserter(out), ", with `--iam-layer {}`", example.layer);
  if (!example.cluster.empty()) fmt::format_to(std::back_inserter(out), ", with `--iam-cluster {}`", example.cluster);
  fmt::format_to(std::back_inserter(out), ":\n\n{}{}\n{}{}\n", bars, language, text, bars);
  if (example.has_fixed) {
    fmt::format_to(std::back_inserter(out), "\nMended:\n\n{}{}\n{}{}\n", bars, language, shown(example.fixed), bars);
  }
}

// Words of `text` in lines of at most `width` columns, each behind `indent`.
void add_folded(std::string& out, std::string_view text, std::string_view indent, size_t width) {
  size_t column = 0;
  while (!text.empty()) {
    size_t end = text.find(' ');
    std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (word.empty()) continue;
    bool fits = width == 0 || column + 1 + word.size() <= width;
    if (column == 0 || !fits) {
      if (column != 0) out += '\n';
      out += indent;
      column = indent.size();
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  out += '\n';
}

void add_indented(std::string& out, std::string_view text) {
  std::string lines = shown(text);
  std::string_view rest = lines;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    fmt::format_to(std::back_inserter(out), "      {}\n", rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
}

std::string family(std::string_view id) {
  std::string out;
  for (char c : id) {
    if (!std::isalpha(static_cast<unsigned char>(c))) break;
    out += c;
  }
  return out;
}

}  // namespace

std::string without_holes(std::string_view text) {
  return fill_template(text, [](std::string_view hole) { return fmt::format("<{}>", hole); });
}

std::string rule_markdown(const RuleInfo& rule) {
  std::string out = fmt::format("# {}: {}\n\n`{}` · {}\n", rule.id, rule.title, rule.name, facts_line(rule));
  auto add = [&out](std::string_view head, std::string_view text) {
    if (!text.empty()) fmt::format_to(std::back_inserter(out), "\n## {}\n{}\n", head, text);
  };
  add("Says", marked(rule.message));
  add("Why", marked(rule.why));
  add("Mend", marked(rule.mend));
  if (!rule.fix_title.empty()) {
    fmt::format_to(std::back_inserter(out), "\nMachine fix ({}): {}.\n", rule.fix_safe ? "safe" : "to be reviewed",
                   marked(rule.fix_title));
  }
  out += "\n## Logic\n";
  if (!rule.check.empty()) {
    if (!rule.when.empty()) fmt::format_to(std::back_inserter(out), "Applies when\n\n    {}\n\n", one_line(rule.when));
    fmt::format_to(std::back_inserter(out), "The named check `{}`.\n", rule.check);
  } else {
    if (!rule.when.empty()) fmt::format_to(std::back_inserter(out), "Applies when\n\n    {}\n\n", one_line(rule.when));
    fmt::format_to(std::back_inserter(out), "Reported when\n\n    {}\n", one_line(rule.fail));
  }
  if (!rule.yields_to.empty()) {
    fmt::format_to(std::back_inserter(out), "\nSilent where one of these speaks already: {}.\n", links(rule.yields_to));
  }
  if (!rule.former_ids.empty()) fmt::format_to(std::back_inserter(out), "\nFormerly {}.\n", joined(rule.former_ids));
  out += "\n## Examples\n";
  for (const RuleExample& example : rule.examples) add_example(out, example, rule.about);
  if (!rule.practices.empty()) add("Practices", joined(rule.practices));
  if (!rule.references.empty()) {
    out += "\n## References\n";
    for (std::string_view reference : rule.references) {
      const bool link = reference.starts_with("https:");  // else another tool's name for the same
      fmt::format_to(std::back_inserter(out), link ? fmt::runtime("* <{}>\n") : fmt::runtime("* {}\n"), reference);
    }
  }
  return out;
}

std::string rule_index_markdown(const std::vector<const Pack*>& packs) {
  std::map<std::string, std::string> rows;
  size_t count = 0;
  for (const Pack* pack : packs) {
    for (size_t index = 0; index < pack->rule_count(); ++index, ++count) {
      RuleInfo rule = pack->rule(index);
      fmt::format_to(
          std::back_inserter(rows[family(rule.id)]), "| [{}]({}.md) | {}{} | {} | {} |\n", rule.id, rule.id,
          severity_name(rule.severity), rule.fatal ? ", fatal" : "",
          rule.about == RuleAbout::kPolicy || rule.about == RuleAbout::kCluster ? "MSK" : versions(rule.kafka),
          rule.title);
    }
  }
  std::string out = fmt::format(
      "# Rules\n\n{} rules. Generated from `configs/rules/`; `./dev regenerate rules` makes these pages anew.\n",
      count);
  for (const auto& [name, lines] : rows) {
    fmt::format_to(std::back_inserter(out),
                   "\n## {}\n| Rule | Severity | Kafka | What it says |\n|---|---|---|---|\n{}", name, lines);
  }
  return out;
}

std::string rule_text(const RuleInfo& rule, size_t width) {
  std::string out;
  add_folded(out, fmt::format("{} {}: {}", rule.id, rule.name, rule.title), "", width);
  add_folded(out, facts_line(rule), "  ", width);
  auto add = [&](std::string_view head, std::string_view text) {
    if (text.empty()) return;
    fmt::format_to(std::back_inserter(out), "\n  {}\n", head);
    add_folded(out, text, "    ", width);
  };
  add("says", without_holes(one_line(rule.message)));
  add("why", without_holes(one_line(rule.why)));
  add("mend", without_holes(one_line(rule.mend)));
  add("silent where one of these speaks", joined(rule.yields_to));
  bool told[2] = {false, false};
  for (const RuleExample& example : rule.examples) {
    if (std::exchange(told[example.bad], true)) continue;
    fmt::format_to(std::back_inserter(out), "\n  {}\n", example.bad ? "reported" : "nothing to report");
    add_indented(out, example.text);
  }
  if (!rule.references.empty()) {
    out += "\n  references\n";
    for (std::string_view reference : rule.references) fmt::format_to(std::back_inserter(out), "    {}\n", reference);
  }
  return out;
}

}  // namespace klamm
