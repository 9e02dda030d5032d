#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/formats.h"
#include "report/layout.h"

namespace klamm {
namespace {

constexpr std::string_view kHanging = "  ";  // before the further lines of a folded one
constexpr size_t kMostRelated = 5;           // of one finding; other formats have all
constexpr size_t kUnfoldedRoom = 160;        // cells of a source line where there is no terminal

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

// ANSI select-graphic-rendition codes.
constexpr std::string_view kBold = "1";
constexpr std::string_view kDim = "2";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return "1;31";
    case Severity::kHigh:
      return "31";
    case Severity::kMedium:
      return "33";
    case Severity::kLow:
      return "36";
    case Severity::kInfo:
      return "34";
  }
  return "";
}

class TextReporter : public Reporter {
 public:
  explicit TextReporter(const ReportStyle& style) : Reporter(style.quiet ? "" : "\n"), style_(style) {}

  void begin(std::string&) const override {}

  void file(const FileReport& file, ReportPart& part) const override {
    if (file.result == nullptr) return;
    for (const Finding& finding : file.result->findings) {
      separate(part.body);
      heading(finding, part.body);
      if (!style_.quiet) details(finding, part.body);
    }
    if (!style_.quiet && !file.result->unknown.empty()) unknown(file, part.body);
  }

  void end(const RunSummary& summary, std::string& out) const override;

 private:
  void paint(std::string& out, std::string_view code, std::string_view text) const {
    if (style_.color) {
      fmt::format_to(std::back_inserter(out), "\x1b[{}m{}\x1b[0m", code, text);
    } else {
      out += text;
    }
  }

  static void place(const Place& place, std::string& out) {
    append_printable(out, place.path);
    if (!place.region) return;
    fmt::format_to(std::back_inserter(out), ":{}:{}", place.region->begin.line, place.region->begin.column);
  }

  void heading(const Finding& finding, std::string& out) const {
    std::string where;
    place(finding.place, where);
    std::string_view severity = severity_name(finding.severity);
    paint(out, kBold, where + ":");
    out += ' ';
    paint(out, color_of(finding.severity), severity);
    out += ": ";
    size_t at = width_of(where) + severity.size() + std::string_view(": : ").size();
    append_folded(out, printable(finding.message + " [" + finding.rule + "]"), at, kHanging, style_.width);
    out += '\n';
  }

  void details(const Finding& finding, std::string& out) const {
    size_t gutter = 3;
    if (finding.place.region) {
      gutter = std::to_string(finding.place.region->begin.line).size() + 1;
      source(finding, gutter, out);
    }
    if (finding.fatal) note("fatal", "the broker refuses to start with this", gutter, out);
    if (!finding.why.empty()) note("why", finding.why, gutter, out);
    if (!finding.mend.empty()) note("mend", finding.mend, gutter, out);
    size_t shown = std::min(finding.related.size(), kMostRelated);
    for (size_t index = 0; index < shown; ++index) {
      std::string where;
      place(finding.related[index].place, where);
      note("see", where + ": " + finding.related[index].message, gutter, out);
    }
    size_t more = finding.related.size() - shown;
    if (more > 0) note("see", fmt::format("{} more of the kind", more), gutter, out);
    note("more", "klamm explain " + finding.rule, gutter, out);
  }

  void note(std::string_view name, std::string_view text, size_t gutter, std::string& out) const {
    std::string lead = fmt::format("{:{}}= {}: ", "", gutter, name);
    paint(out, kDim, std::string_view(lead).substr(0, lead.size() - 1));
    out += ' ';
    append_folded(out, printable(text), lead.size(), std::string(lead.size(), ' '), style_.width);
    out += '\n';
  }

  // The line of the region, and carets under it with the label.
  void source(const Finding& finding, size_t gutter, std::string& out) const {
    size_t lead = gutter + 2;
    size_t room = style_.width == 0 ? kUnfoldedRoom : std::max<size_t>(style_.width, lead + 20) - lead;
    Excerpt shown = excerpt(finding, room);
    std::string bar = fmt::format("{:{}}|", "", gutter);
    paint(out, kDim, bar);
    out += '\n';
    paint(out, kDim, fmt::format("{:>{}} |", finding.place.region->begin.line, gutter - 1));
    if (!shown.text.empty()) out += ' ';
    out += shown.text;
    out += '\n';
    paint(out, kDim, bar);
    out.append(shown.begin + 1, ' ');
    paint(out, color_of(finding.severity), std::string(shown.end - shown.begin, '^'));
    if (!finding.label.empty()) label(printable(finding.label), bar, lead + shown.begin, lead + shown.end, out);
    out += '\n';
  }

  // Behind the carets if it fits there, else under them, as far left as it must.
  void label(const std::string& text, std::string_view bar, size_t begin, size_t end, std::string& out) const {
    size_t width = width_of(text);
    if (style_.width == 0 || end + 1 + width <= style_.width) {
      out += ' ';
      out += text;
      return;
    }
    size_t widest = style_.width > bar.size() + 1 ? style_.width - bar.size() - 1 : 0;
    size_t shift =
        begin + width <= style_.width ? begin - bar.size() : (width <= widest ? style_.width - width - bar.size() : 1);
    std::string indent(bar);
    indent.append(shift, ' ');
    out += '\n';
    paint(out, kDim, bar);
    out.append(shift, ' ');
    append_folded(out, text, indent.size(), indent, style_.width);
  }

  // What the file alone cannot tell: one line for each note when asked, else one for the file.
  void unknown(const FileReport& file, std::string& out) const {
    const std::vector<UnknownNote>& notes = file.result->unknown;
    separate(out);
    if (!style_.verbose) {
      std::string text =
          fmt::format("{}: unknown: {} {} on values that this file does not hold; --verbose lists them",
                      printable(file.path), notes.size(), notes.size() == 1 ? "check rests" : "checks rest");
      append_folded(out, text, 0, kHanging, style_.width);
      out += '\n';
      return;
    }
    for (const UnknownNote& note : notes) {
      std::string where;
      place(note.place, where);
      append_folded(out, fmt::format("{}: unknown: {} [{}]", where, printable(note.message), printable(note.rule)), 0,
                    kHanging, style_.width);
      out += '\n';
    }
  }

  ReportStyle style_;
};

void TextReporter::end(const RunSummary& summary, std::string& out) const {
  if (style_.quiet) return;
  fmt::format_to(std::back_inserter(out), "{} {}", summary.files, summary.files == 1 ? "file" : "files");
  if (!summary.assumptions.empty()) {
    out += " (";
    for (size_t index = 0; index < summary.assumptions.size(); ++index) {
      if (index > 0) out += ", ";
      append_printable(out, summary.assumptions[index]);
    }
    out += " assumed)";
  }
  std::string_view before = ": ";
  for (size_t index = summary.findings.size(); index-- > 0;) {
    if (summary.findings[index] == 0) continue;
    out += before;
    auto severity = static_cast<Severity>(index);
    paint(out, color_of(severity), fmt::format("{} {}", summary.findings[index], severity_name(severity)));
    before = ", ";
  }
  if (before == ": " && summary.files > 0) out += ": no findings";
  auto count = [&out](size_t number, std::string_view what) {
    if (number > 0) fmt::format_to(std::back_inserter(out), "; {} {}", number, what);
  };
  count(summary.unknown, "unknown");
  if (style_.verbose) count(summary.skipped, "skipped");
  count(summary.unreadable, "unreadable");
  out += '\n';
}

}  // namespace

std::unique_ptr<Reporter> text_reporter(const ReportStyle& style) { return std::make_unique<TextReporter>(style); }

}  // namespace klamm
