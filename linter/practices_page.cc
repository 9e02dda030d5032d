#include "linter/practices_page.h"

#include <fmt/format.h>

#include <iterator>

#include "klamm/report.h"

namespace klamm::cli {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>MSK security practices</title>
<style>
  body { font: 15px/1.45 system-ui, sans-serif; color: #1c2330; margin: 2rem auto; max-width: 76rem; padding: 0 1rem }
  h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin: 2.2rem 0 0; overflow-wrap: anywhere }
  p { color: #55606f; margin: .2rem 0 .8rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-top: 1px solid #dde2e9 }
  td:first-child { width: 17rem } td:first-child b { display: inline-block; width: 4.3rem }
  td:nth-child(2) { white-space: nowrap; width: 6rem }
  td:nth-child(3) { overflow-wrap: anywhere; font-size: .92em } td div + div { margin-top: .15rem }
  .v { border-radius: .8em; padding: .1em .7em; font-size: .9em; font-weight: 600 }
  .met { background: #d9f2e0; color: #14532d } .partly { background: #fdf0cc; color: #6b4700 }
  .not-met { background: #fbdcdc; color: #8a1212 } .not-judged { background: #e8ebf0; color: #454f5d }
  .attested { background: #dbe9fb; color: #143f77 } .overdue { background: #fbe2cf; color: #7a3300 }
</style>
)";

void append_html(std::string& out, std::string_view text) {
  std::string plain;
  append_printable(plain, text);
  for (char letter : plain) {
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
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += letter;
    }
  }
}

std::string class_of(PracticeVerdict verdict) {
  std::string name(practice_verdict_name(verdict));
  for (char& letter : name) {
    if (letter == ' ') letter = '-';
  }
  return name;
}

}  // namespace

std::string practices_page(const std::vector<JudgedCluster>& clusters, Day today) {
  std::string out(kHead);
  auto to = std::back_inserter(out);
  fmt::format_to(to, "<h1>MSK security practices</h1>\n<p>as of {}</p>\n", today.text());
  for (const JudgedCluster& one : clusters) {
    out += "<h2>";
    append_html(out, heading_of(one.cluster));
    fmt::format_to(to, "</h2>\n<p>{}</p>\n<table>\n<tr><th>practice<th>verdict<th>evidence\n",
                   tally_of(one.judgements));
    for (const PracticeJudgement& judgement : one.judgements) {
      fmt::format_to(to, "<tr><td><b>{}</b> ", judgement.practice->id);
      append_html(out, judgement.practice->title);
      fmt::format_to(to, "<td><span class=\"v {}\">{}</span><td>", class_of(judgement.verdict),
                     practice_verdict_name(judgement.verdict));
      for (const std::string& line : details_of(judgement)) {
        out += "<div>";
        append_html(out, line);
        out += "</div>";
      }
      out += '\n';
    }
    out += "</table>\n";
  }
  return out + "</html>\n";
}

}  // namespace klamm::cli
