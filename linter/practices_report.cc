#include "linter/practices_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "klamm/report.h"
#include "linter/practices_page.h"

namespace klamm::cli {
namespace {

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

std::string text_of(const std::vector<JudgedCluster>& clusters) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const JudgedCluster& one : clusters) {
    out += printable(heading_of(one.cluster)) + "\n";
    for (const PracticeJudgement& judgement : one.judgements) {
      const Practice& practice = *judgement.practice;
      fmt::format_to(to, "  {:<7}{:<11}{}\n", practice.id, practice_verdict_name(judgement.verdict), practice.title);
      for (const std::string& line : details_of(judgement)) out += "         " + printable(line) + "\n";
    }
    fmt::format_to(to, "  {}\n\n", tally_of(one.judgements));
  }
  return out;
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  fmt::format_to(std::back_inserter(out), "\"{}\": ", name);
  append_json(out, value);
}

void append_list(std::string& out, std::string_view name, const std::vector<std::string>& items) {
  fmt::format_to(std::back_inserter(out), "\"{}\": [", name);
  for (size_t index = 0; index < items.size(); ++index) {
    if (index > 0) out += ", ";
    append_json(out, items[index]);
  }
  out += ']';
}

void append_judgement(std::string& out, const PracticeJudgement& judgement) {
  const Practice& practice = *judgement.practice;
  out += "    {";
  append_member(out, "practice", practice.id);
  out += ", ";
  append_member(out, "title", practice.title);
  out += ", ";
  append_member(out, "verdict", practice_verdict_name(judgement.verdict));
  out += ", \"evidence\": [";
  for (size_t index = 0; index < judgement.evidence.size(); ++index) {
    const PracticeEvidence& evidence = judgement.evidence[index];
    out += index > 0 ? ", {" : "{";
    if (!evidence.path.empty()) append_member(out, "path", evidence.path);
    if (evidence.line > 0) fmt::format_to(std::back_inserter(out), ", \"line\": {}", evidence.line);
    if (!evidence.path.empty()) out += ", ";
    if (!evidence.rule.empty()) {
      append_member(out, "rule", evidence.rule);
      out += ", ";
    }
    append_member(out, "text", evidence.text);
    out += '}';
  }
  out += "], ";
  append_list(out, "open", judgement.open);
  out += ", ";
  append_list(out, "commands", judgement.settle ? practice.commands : std::vector<std::string>());
  out += ", ";
  append_member(out, "note", judgement.note);
  out += '}';
}

std::string json_of(const std::vector<JudgedCluster>& clusters, Day today) {
  std::string out = fmt::format("{{\"today\": \"{}\", \"clusters\": [", today.text());
  for (size_t index = 0; index < clusters.size(); ++index) {
    const PracticeCluster& cluster = clusters[index].cluster;
    out += index > 0 ? ",\n {" : "\n {";
    append_member(out, "cluster", cluster.name);
    out += ", ";
    append_member(out, "form", cluster.form);
    out += ", ";
    append_member(out, "path", cluster.path);
    if (cluster.line > 0) fmt::format_to(std::back_inserter(out), ", \"line\": {}", cluster.line);
    out += ", \"practices\": [\n";
    for (size_t each = 0; each < clusters[index].judgements.size(); ++each) {
      if (each > 0) out += ",\n";
      append_judgement(out, clusters[index].judgements[each]);
    }
    out += "]}";
  }
  return out + "]}\n";
}

// Text of any origin in a cell of a table: what Markdown or HTML would read into it is spelled out.
std::string in_cell(std::string_view text) {
  std::string out;
  for (char letter : printable(text)) {
    if (std::string_view("\\`*_{}[]()#+!|~").find(letter) != std::string_view::npos) out += '\\';
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string markdown_of(const std::vector<JudgedCluster>& clusters, Day today) {
  std::string out = fmt::format("# MSK security practices, {}\n", today.text());
  auto to = std::back_inserter(out);
  for (const JudgedCluster& one : clusters) {
    fmt::format_to(to, "\n## {}\n\n{}\n\n| practice | verdict | evidence |\n|---|---|---|\n",
                   in_cell(heading_of(one.cluster)), tally_of(one.judgements));
    for (const PracticeJudgement& judgement : one.judgements) {
      std::string details;
      for (const std::string& line : details_of(judgement)) {
        if (!details.empty()) details += "<br>";
        details += in_cell(line);
      }
      fmt::format_to(to, "| {} {} | **{}** | {} |\n", judgement.practice->id, in_cell(judgement.practice->title),
                     practice_verdict_name(judgement.verdict), details);
    }
  }
  return out;
}

}  // namespace

std::string heading_of(const PracticeCluster& cluster) {
  const std::string line = cluster.line > 0 ? fmt::format(":{}", cluster.line) : "";
  if (cluster.name == cluster.path) return fmt::format("{} ({})", cluster.name, cluster.form);
  return fmt::format("{} ({}, {}{})", cluster.name, cluster.form, cluster.path, line);
}

std::vector<std::string> details_of(const PracticeJudgement& judgement) {
  std::vector<std::string> out;
  for (const PracticeEvidence& evidence : judgement.evidence) {
    std::string line = evidence.path;
    if (evidence.line > 0) line += fmt::format(":{}", evidence.line);
    if (!line.empty()) line += ": ";
    line += evidence.text;
    if (!evidence.rule.empty()) line += fmt::format(" [{}]", evidence.rule);
    out.push_back(std::move(line));
  }
  if (!judgement.note.empty()) out.push_back(judgement.note);
  for (const std::string& open : judgement.open) out.push_back("not seen: " + open);
  if (judgement.settle) {
    for (const std::string& command : judgement.practice->commands) out.push_back("to settle: " + command);
  }
  return out;
}

std::string tally_of(const std::vector<PracticeJudgement>& judgements) {
  std::array<size_t, kPracticeVerdicts> counts{};
  for (const PracticeJudgement& judgement : judgements) ++counts[static_cast<size_t>(judgement.verdict)];
  std::string out;
  for (size_t index = 0; index < counts.size(); ++index) {
    if (counts[index] == 0) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {}", counts[index], practice_verdict_name(static_cast<PracticeVerdict>(index)));
  }
  return out;
}

std::optional<PracticeFormat> parse_practice_format(std::string_view name) {
  if (name.empty() || name == "text") return PracticeFormat::kText;
  if (name == "json") return PracticeFormat::kJson;
  if (name == "markdown") return PracticeFormat::kMarkdown;
  if (name == "html") return PracticeFormat::kHtml;
  return std::nullopt;
}

std::string practices_report(PracticeFormat format, const std::vector<JudgedCluster>& clusters, Day today) {
  switch (format) {
    case PracticeFormat::kText:
      return text_of(clusters);
    case PracticeFormat::kJson:
      return json_of(clusters, today);
    case PracticeFormat::kMarkdown:
      return markdown_of(clusters, today);
    case PracticeFormat::kHtml:
      return practices_page(clusters, today);
  }
  return {};
}

std::string collect_script(const std::vector<Practice>& practices) {
  std::vector<std::string> commands;
  for (const Practice& practice : practices) {
    for (const std::string& command : practice.commands) {
      if (std::find(commands.begin(), commands.end(), command) == commands.end()) commands.push_back(command);
    }
  }
  std::string out = R"(#!/bin/sh
# What the AWS command line tells of a cluster's security practices. Every call only reads. Read it, then
#   CLUSTER_ARN=arn:aws:kafka:... sh collect.sh answers && klamm practices answers
# What is not allowed is said, and left out. Answers of `aws kafka` and IAM policies are judged; the others are for you
# to read, and to attest.
set -u
: "${CLUSTER_ARN:?the ARN of the cluster}"
of_cluster() {
  aws kafka describe-cluster-v2 --cluster-arn "$CLUSTER_ARN" --output text \
    --query "ClusterInfo.Provisioned.CurrentBrokerSoftwareInfo.$1"
}
CONFIGURATION_ARN=$(of_cluster ConfigurationArn)
CONFIGURATION_REVISION=$(of_cluster ConfigurationRevision)
out=${1:?a folder for the answers}
mkdir -p "$out"
: >"$out/msk.json"
)";
  auto to = std::back_inserter(out);
  for (const std::string& command : commands) {
    if (command.starts_with("aws kafka ")) {
      fmt::format_to(to, "{} --output json >>\"$out/msk.json\"\n", command);
    } else {
      const std::string_view rest = std::string_view(command).substr(command.find(' ') + 1);
      const size_t service = rest.find(' ');
      const std::string_view name = rest.substr(service + 1, rest.find(' ', service + 1) - service - 1);
      fmt::format_to(to, "{} --output json >\"$out/{}-{}.json\"\n", command, rest.substr(0, service), name);
    }
  }
  return out;
}

}  // namespace klamm::cli
