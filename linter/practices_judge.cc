// The verdict on one practice of one cluster.
#include <fmt/format.h>

#include <algorithm>

#include "linter/practices.h"

namespace klamm::cli {
namespace {

enum class Shown : uint8_t { kNo, kYes, kNotSeen };

// `KL001` is of the family `KL`, `KZK001` is not of `KZ`.
bool is_of(std::string_view rule, const Practice& practice) {
  return std::any_of(practice.rules.begin(), practice.rules.end(), [&](const std::string& one) {
    if (rule == one) return true;
    const std::string_view number = rule.starts_with(one) ? rule.substr(one.size()) : std::string_view();
    return !number.empty() && number.find_first_not_of("0123456789") == number.npos && one.back() > '9';
  });
}

std::string value_text(const MskValue& value, const MskAttribute& attribute) {
  switch (attribute.type) {
    case MskType::kFlag:
      return value.truth ? "true" : "false";
    case MskType::kNumber:
      return std::to_string(value.number);
    case MskType::kText:
      return fmt::format("\"{}\"", value.text);
    case MskType::kTexts:
      return fmt::format("a list of {}", value.items.size());
    case MskType::kVersion:
      return value.version.text();
  }
  return {};
}

// An attribute of a resource of Terraform's: not known before it is made, and never absent then.
bool is_made_by_aws(std::string_view address) {
  return address.starts_with("aws_") || address.starts_with("data.aws_");
}

class Judge {
 public:
  Judge(const Practice& practice, const PracticeCluster& cluster) : practice_(practice), cluster_(cluster) {
    judgement_.practice = &practice;
  }

  PracticeJudgement run() {
    if (find_faults()) return finish(PracticeVerdict::kNotMet);
    if (!cluster_.msk) return by_kind(practice_.node);
    if (cluster_.msk->serverless && practice_.serverless) return by_kind(practice_.serverless);
    if (!practice_.when.empty()) {
      PracticeEvidence place;
      const Shown shown = look(practice_.when, place);
      if (shown == Shown::kNotSeen) return finish(PracticeVerdict::kNotJudged);
      if (shown == Shown::kNo) {
        judgement_.evidence.push_back(std::move(place));
        judgement_.note = practice_.without;
        return finish(PracticeVerdict::kMet);
      }
    }
    return by_evidence();
  }

 private:
  bool find_faults() {
    for (const Finding& finding : cluster_.findings) {
      if (finding.severity < practice_.least || !is_of(finding.rule, practice_)) continue;
      const uint32_t line = finding.place.region ? finding.place.region->begin.line : 0;
      judgement_.evidence.push_back({finding.place.path, line, finding.rule, finding.message});
    }
    return !judgement_.evidence.empty();
  }

  PracticeJudgement by_kind(const std::optional<FixedVerdict>& fixed) {
    if (!fixed) {
      const bool beyond = !practice_.beyond.empty();
      judgement_.open.push_back(beyond ? practice_.beyond : "the configuration of a node does not tell it");
      return finish(PracticeVerdict::kNotJudged);
    }
    judgement_.note = fixed->note;
    if (fixed->verdict == PracticeVerdict::kNotJudged) return finish(fixed->verdict);
    judgement_.evidence.push_back({cluster_.path, cluster_.line, "", cluster_.msk ? "serverless" : cluster_.form});
    if (!cluster_.msk) find_unknown();
    return finish(judgement_.open.empty() ? fixed->verdict : PracticeVerdict::kPartly);
  }

  PracticeJudgement by_evidence() {
    std::vector<PracticeEvidence> wrong;
    bool partly = false;
    for (const PracticeTerms& terms : practice_.evidence) {
      PracticeEvidence place;
      Shown shown = look(terms, place);
      if (shown == Shown::kNo && !practice_.instead.empty()) {
        PracticeEvidence other;
        const Shown instead = look(practice_.instead, other);
        if (instead != Shown::kNo) shown = instead;
        if (instead == Shown::kYes) {
          judgement_.note = practice_.instead_of.note;
          partly = partly || practice_.instead_of.verdict == PracticeVerdict::kPartly;
          place = std::move(other);
        }
      }
      if (shown == Shown::kNotSeen && !terms.front().attribute.empty() &&
          practice_.instead_of.verdict == PracticeVerdict::kPartly && look(practice_.instead, place) == Shown::kYes) {
        judgement_.evidence.push_back(std::move(place));
      }
      if (shown == Shown::kYes) judgement_.evidence.push_back(std::move(place));
      if (shown == Shown::kNo) wrong.push_back(std::move(place));
    }
    if (!wrong.empty()) {
      judgement_.evidence = std::move(wrong);
      return finish(PracticeVerdict::kNotMet);
    }
    find_unknown();
    if (!practice_.beyond.empty()) judgement_.open.push_back(practice_.beyond);
    if (judgement_.evidence.empty()) return finish(PracticeVerdict::kNotJudged);
    return finish(partly || !judgement_.open.empty() ? PracticeVerdict::kPartly : PracticeVerdict::kMet);
  }

  // Whether one of the terms holds; what is not seen is noted as open. `place`: of the first that says so.
  Shown look(const PracticeTerms& terms, PracticeEvidence& place) {
    std::optional<std::string> unseen;
    for (const PracticeTerm& term : terms) {
      PracticeEvidence one;
      const Shown shown = look_at(term, one);
      if (shown == Shown::kYes) {
        place = std::move(one);
        return shown;
      }
      if (shown == Shown::kNotSeen && !unseen) unseen = one.text;
      if (shown == Shown::kNo && place.text.empty()) place = std::move(one);
    }
    if (!unseen) return Shown::kNo;
    note_open(*unseen);
    return Shown::kNotSeen;
  }

  Shown look_at(const PracticeTerm& term, PracticeEvidence& place) const {
    if (term.attribute.empty()) {
      const bool policies = term.asks == PracticeTerm::Asks::kPolicies;
      const bool seen = policies ? cluster_.policies : cluster_.configuration;
      place.text = policies ? seen ? "IAM policies were read, and nothing serious is wrong with them" : "IAM policies"
                   : seen   ? "its configuration was read, and nothing serious is wrong with it"
                            : "the configuration of the brokers";
      return seen ? Shown::kYes : Shown::kNotSeen;
    }
    const MskResource& msk = *cluster_.msk;
    const MskValue& value = msk.value(term.attribute);
    const MskAttribute& attribute = msk_attributes()[find_msk_attribute(term.attribute)];
    if (value.absent() && term.asks == PracticeTerm::Asks::kPresent && msk.of_template) {
      place = at(value, fmt::format("`{}` is not set", term.attribute));
      return Shown::kNo;
    }
    if (value.unknown() && term.asks == PracticeTerm::Asks::kPresent && is_made_by_aws(value.text)) {
      place = at(value, fmt::format("`{}` is `{}`", term.attribute, value.text));
      return Shown::kYes;
    }
    if (!value.known()) {
      place.text = fmt::format("`{}`", term.attribute);
      return Shown::kNotSeen;
    }
    place =
        at(value,
           fmt::format("`{}` is {}{}", term.attribute, value_text(value, attribute),
                       value.written || attribute.otherwise.empty() ? "" : ", as AWS has it where nothing is written"));
    return holds(term, value, attribute) ? Shown::kYes : Shown::kNo;
  }

  static bool holds(const PracticeTerm& term, const MskValue& value, const MskAttribute& attribute) {
    const bool flag = attribute.type == MskType::kFlag;
    const bool same = flag ? value.truth == (term.text == "true") : value.text == term.text;
    switch (term.asks) {
      case PracticeTerm::Asks::kIs:
        return same;
      case PracticeTerm::Asks::kIsNot:
        return !same;
      case PracticeTerm::Asks::kAtLeast: {
        const bool list = attribute.type == MskType::kTexts;
        return (list ? static_cast<int64_t>(value.items.size()) : value.number) >= term.number;
      }
      default:
        return true;
    }
  }

  PracticeEvidence at(const MskValue& value, std::string text) const {
    const Source& source = cluster_.msk->document->source();
    const Region region = source.region(cluster_.msk->place_of(value));
    return {source.root().name(), region.begin.line, "", std::move(text)};
  }

  // What the practice's rules could not judge.
  void find_unknown() {
    for (const UnknownNote& note : cluster_.unknown) {
      if (note.rule.empty() ? practice_.rules.empty() : !is_of(note.rule, practice_)) continue;
      const bool line = note.place.region.has_value();
      note_open(fmt::format("{}{}: {}", note.place.path, line ? fmt::format(":{}", note.place.region->begin.line) : "",
                            note.message));
    }
  }

  void note_open(const std::string& what) {
    auto& open = judgement_.open;
    if (std::find(open.begin(), open.end(), what) == open.end()) open.push_back(what);
  }

  PracticeJudgement finish(PracticeVerdict verdict) {
    judgement_.verdict = verdict;
    if (verdict == PracticeVerdict::kMet || verdict == PracticeVerdict::kNotMet) judgement_.open.clear();
    const bool more = verdict == PracticeVerdict::kPartly || verdict == PracticeVerdict::kNotJudged;
    judgement_.settle = more && cluster_.msk.has_value() && !practice_.commands.empty();
    return std::move(judgement_);
  }

  const Practice& practice_;
  const PracticeCluster& cluster_;
  PracticeJudgement judgement_;
};

bool is_about(const Attestation& one, const Practice& practice, const PracticeCluster& cluster) {
  if (one.practice != practice.id) return false;
  if (one.cluster.empty() || one.cluster == cluster.name) return true;
  return cluster.msk && cluster.msk->value("cluster.name").known() &&
         cluster.msk->value("cluster.name").text == one.cluster;
}

// The newest word counts, and never against what is shown.
void hear(const std::vector<Attestation>& attestations, const PracticeCluster& cluster, Day today,
          PracticeJudgement& judgement) {
  const Attestation* newest = nullptr;
  for (const Attestation& one : attestations) {
    if (!is_about(one, *judgement.practice, cluster)) continue;
    if (newest == nullptr || newest->date <= one.date) newest = &one;
  }
  if (newest == nullptr || judgement.verdict == PracticeVerdict::kMet) return;
  std::string said = fmt::format("signed by {} on {}, valid until {}: {}", newest->owner, newest->date.text(),
                                 newest->last.text(), newest->evidence);
  if (!newest->note.empty()) said += fmt::format(" ({})", newest->note);
  judgement.evidence.push_back({newest->path, newest->line, "", std::move(said)});
  if (judgement.verdict == PracticeVerdict::kNotMet) {
    judgement.note = "an attestation does not count against what is shown";
    return;
  }
  judgement.verdict = newest->last < today ? PracticeVerdict::kOverdue : PracticeVerdict::kAttested;
  if (judgement.verdict == PracticeVerdict::kOverdue) return;
  judgement.settle = false;
  judgement.open.clear();
}

}  // namespace

std::vector<PracticeJudgement> judge_practices(const std::vector<Practice>& practices, const PracticeCluster& cluster,
                                               const std::vector<Attestation>& attestations, Day today) {
  std::vector<PracticeJudgement> out;
  for (const Practice& practice : practices) {
    out.push_back(Judge(practice, cluster).run());
    hear(attestations, cluster, today, out.back());
  }
  return out;
}

}  // namespace klamm::cli
