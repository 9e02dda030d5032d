#include "rule/finding_maker.h"

#include <fmt/format.h>

#include <algorithm>

#include "rule/template.h"

namespace klamm {
namespace {

constexpr size_t kMaxRelated = 16;
// A fix of more edits is a rewrite, which nobody would read before it is made.
constexpr size_t kMaxEdits = 1000;

}  // namespace

Place FindingMaker::place(const Source& root, std::optional<Span> span) const {
  return {root.name(), span ? std::optional(root.region(*span)) : std::nullopt};
}

std::string FindingMaker::key_name(const HitRecord& record) const {
  for (const auto& [name, text] : record.hit.holes) {
    if (name == "key") return printable(text);
  }
  return subject_.key(record);
}

std::string FindingMaker::hole(const HitRecord& record, std::string_view name) {
  if (name == "key") return key_name(record);
  for (const auto& [own, text] : record.hit.holes) {
    if (own != name) continue;
    return subject_.secrets().repeats_secret(text, record.hit.node) ? std::string(kMask) : printable(text);
  }
  return name == "it" ? printable(record.item) : subject_.hole(record, name);
}

std::string FindingMaker::words(const HitRecord& record, uint32_t field) {
  std::string_view text = record.rule.pack->view.rule_text(record.rule.rule, field);
  return one_line(fill_template(text, [&](std::string_view name) { return hole(record, name); }));
}

void FindingMaker::add_related(const HitRecord& record, Finding& finding) const {
  for (const HitLink& link : record.hit.related) {
    if (finding.related.size() == kMaxRelated) break;
    Hit at;
    at.node = link.node;
    auto span = link.source != nullptr ? link.source->to_root(link.span) : subject_.locate(at);
    if (!span) continue;
    bool secret = subject_.secrets().repeats_secret(link.message, link.node);
    const Source& root = link.source != nullptr ? link.source->root() : subject_.source().root();
    finding.related.push_back({place(root, span), secret ? std::string(kMask) : printable(link.message)});
  }
  for (const RuleSubject::Note& note : subject_.related(record)) {
    finding.related.push_back(
        {place(note.root != nullptr ? *note.root : subject_.source().root(), note.place), note.message});
  }
}

std::optional<Fix> FindingMaker::fix(const HitRecord& record) {
  const Pack::Impl& pack = *record.rule.pack;
  FixKind kind = pack.fix_kind(record.rule.rule);
  if (kind == FixKind::kNone || !subject_.mendable()) return std::nullopt;
  // A text within another would have to be written in the other's way.
  const Source& source = record.hit.source != nullptr ? *record.hit.source : subject_.source();
  if (source.outer() != nullptr) return std::nullopt;
  Fix fix;
  if (kind == FixKind::kOfCheck) {
    fix.edits = record.hit.edits;
  } else {
    fix.edits =
        subject_.declared_edits(record, fill_template(pack.view.rule_text(record.rule.rule, rule_field::kFixValue),
                                                      [&](std::string_view name) { return hole(record, name); }));
  }
  if (fix.edits.empty() || fix.edits.size() > kMaxEdits) return std::nullopt;
  fix.title = words(record, rule_field::kFixTitle);
  fix.safe = pack.bit(record.rule.rule, kBitFixSafe);
  const Secrets& secrets = subject_.secrets();
  fix.secret = std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
    return !edit.text.empty() &&
           (secrets.is_secret_setting(record.hit.node) || secrets.repeats_secret(edit.text, record.hit.node));
  });
  return fix;
}

Secrets::Line FindingMaker::line_of(const HitRecord& record, Position begin) const {
  bool own = record.root == &subject_.source().root();
  return own ? subject_.secrets().line(record.place, begin) : Secrets(*record.root).line(record.place, begin);
}

Finding FindingMaker::make(const HitRecord& record) {
  const BlobView& view = record.rule.pack->view;
  uint32_t rule = record.rule.rule;
  subject_.stand_at(record);
  Finding finding;
  finding.rule = view.rule_text(rule, rule_field::kId);
  finding.severity = record.rule.pack->severity(rule);
  finding.fatal = record.rule.pack->bit(rule, kBitFatal);
  finding.place = record.root != nullptr ? place(*record.root, std::nullopt) : place(std::nullopt);
  if (!record.error.empty()) {
    finding.verdict = Verdict::kError;
    finding.message = fmt::format("the rule itself failed: {}", record.error);
    return finding;
  }
  if (record.has_place) {
    finding.place = place(*record.root, record.place);
    Secrets::Line line = line_of(record, finding.place.region->begin);
    finding.source_line = std::move(line.text);
    finding.source_line_column = line.column;
  }
  finding.key = key_name(record);
  finding.logical =
      record.hit.logical.empty() ? subject_.logical(record, finding.key) : printable(record.hit.logical, 400);
  finding.message = words(record, rule_field::kMessage);
  finding.label = words(record, rule_field::kLabel);
  finding.why = words(record, rule_field::kWhy);
  finding.mend = words(record, rule_field::kMend);
  add_related(record, finding);
  finding.fix = fix(record);
  return finding;
}

}  // namespace klamm
