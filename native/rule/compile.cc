#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "rule/blob_writer.h"
#include "rule/cluster_subject.h"
#include "rule/codegen.h"
#include "rule/compiler.h"
#include "rule/near_miss.h"
#include "rule/template.h"
#include "rule/yield_order.h"

namespace klamm {
namespace {

constexpr size_t kMaxPackBytes = size_t{256} << 20;

class RuleCompiler {
 public:
  RuleCompiler(const RecordSet& set, const RuleRecord& rule, const Catalog& catalog, const CompileOptions& options,
               BlobWriter& writer)
      : set_(set), rule_(rule), file_(set.files[rule.file]), options_(options), writer_(writer) {
    context_.catalog = &catalog;
    context_.kafka = rule.kafka;
    context_.topic = rule.about == RuleAbout::kTopic;
    context_.listener = rule.scope == RuleScope::kListener;
    if (rule.about == RuleAbout::kCluster) context_.thing = thing_of(rule.scope);
  }

  std::optional<Error> run() {
    put_texts();
    if (!rule_.check.empty()) check_exists();
    put_program(rule_field::kWhen, rule_.when);
    put_program(rule_field::kFail, rule_.fail);
    put_places();
    put_yields();
    put_examples();
    put_params();
    for (const RuleText* text : {&rule_.message, &rule_.label, &rule_.why, &rule_.mend, &rule_.fix.title}) holes(*text);
    fix_key();
    if (!error_) writer_.add_rule(words_);
    return error_;
  }

 private:
  void refuse(const RuleText& text, size_t inner, std::string_view message) {
    if (!error_) error_ = file_.error(text, inner, message);
  }
  void put(uint32_t field, std::string_view text) { writer_.put_text(words_, field, text); }
  void put_list(uint32_t field, const std::vector<RuleText>& texts) {
    writer_.put_texts(words_, field, {texts_of(texts)});
  }
  static std::vector<std::string_view> texts_of(const std::vector<RuleText>& texts) {
    std::vector<std::string_view> out;
    for (const RuleText& text : texts) out.push_back(text.text);
    return out;
  }

  void put_texts() {
    using namespace rule_field;
    put(kId, rule_.id.text);
    put(kName, rule_.name);
    put(kTitle, rule_.title);
    put(kWhenText, rule_.when.text);
    put(kFailText, rule_.fail.text);
    put(kCheck, rule_.check.text);
    put(kMessage, rule_.message.text);
    put(kLabel, rule_.label.text);
    put(kWhy, rule_.why.text);
    put(kMend, rule_.mend.text);
    put(kFixTitle, rule_.fix.title.text);
    put(kFixKey, rule_.fix.key.text);
    put(kFixValue, rule_.fix.value.text);
    put_list(kReferences, rule_.references);
    put_list(kPractices, rule_.practices);
    put_list(kFormer, rule_.former);
    writer_.put_texts(words_, kProfiles,
                      rule_.profiles.empty() ? std::vector<std::string_view>{"baseline"} : texts_of(rule_.profiles));
    words_[kRange] = uint32_t{rule_.kafka.first.line()} << 16 | rule_.kafka.last.line();
    words_[kBits] = static_cast<uint32_t>(rule_.severity) | static_cast<uint32_t>(rule_.scope) << 4 |
                    static_cast<uint32_t>(rule_.needs) << 8 | static_cast<uint32_t>(rule_.status) << 12 |
                    (rule_.fatal ? kBitFatal : 0) | (rule_.kraft ? kBitKraft : 0) |
                    (rule_.zookeeper ? kBitZooKeeper : 0) | (rule_.msk ? kBitMsk : 0) |
                    (rule_.fix.safe ? kBitFixSafe : 0) | static_cast<uint32_t>(rule_.fix.kind) << kFixKindShift |
                    static_cast<uint32_t>(rule_.about) << kAboutShift;
  }

  void put_program(uint32_t field, const RuleText& text) {
    std::vector<uint32_t> words;
    Complaint complaint;
    auto intern = [&](std::string_view literal) { return writer_.text(literal); };
    if (!text.empty() && !compile_expression(text.text, context_, intern, words, complaint)) {
      refuse(text, complaint.at, complaint.message);
      return;
    }
    writer_.put_words(words_, field, words);
  }

  void put_places() {
    for (const RuleText& at : rule_.at) {
      KeyName key;
      std::string message;
      if (context_.thing) {
        if (!is_place_of_thing(at.text)) refuse(at, 0, "a place is the thing itself or one of its facts");
      } else if (at.text.starts_with('@')) {
        if (context_.topic && !is_topic_anchor(at.text)) {
          refuse(at, 0, "a place is a key, `@name`, `@partitions` or `@replication_factor`");
        } else if (!context_.topic && !is_anchor(at.text, context_.listener)) {
          refuse(at, 0, "a place is a key, `@roles`, or of a listener `@listener`, `@advertised` or `@protocol`");
        }
      } else if (!resolve_key(context_, at.text, false, key, message)) {
        refuse(at, 0, message);
      }
    }
    put_list(rule_field::kAt, rule_.at);
  }

  // `@cluster`, or a fact of it.
  bool is_place_of_thing(std::string_view at) const {
    if (!at.starts_with('@')) return false;
    const auto fact = find_fact(at.substr(1));
    return at.substr(1) == msk_thing_name(*context_.thing) || (fact && fact_spec(*fact).thing == context_.thing);
  }

  void put_yields() {
    std::vector<uint32_t> indexes;
    for (const RuleText& yield : rule_.yields) {
      size_t index = find_record(set_, yield.text);
      if (index != SIZE_MAX) {
        indexes.push_back(static_cast<uint32_t>(index));
      } else if (options_.closed) {
        std::vector<std::string_view> ids;
        for (const RuleRecord& rule : set_.rules) ids.push_back(rule.id.text);
        refuse(yield, 0, fmt::format("no rule `{}`{}", yield.text, did_you_mean(yield.text, ids)));
      }
    }
    put_list(rule_field::kYields, rule_.yields);
    writer_.put_words(words_, rule_field::kYieldIndexes, indexes);
  }

  void put_examples() {
    using namespace example_field;
    std::vector<uint32_t> words;
    for (const ExampleRecord& example : rule_.examples) {
      std::vector<uint32_t> one(kExampleWords);
      const BaseRecord* base = set_.base(example.base);
      writer_.put_text(one, kBase, base == nullptr ? std::string_view() : std::string_view(base->text));
      writer_.put_text(one, kText, example.text.text);
      writer_.put_text(one, kAt, example.at.text);
      writer_.put_text(one, kKafka, example.kafka);
      writer_.put_text(one, kFixed, example.fixed);
      writer_.put_text(one, kLayer, example.layer);
      writer_.put_text(one, kCluster, example.cluster);
      writer_.put_text(one, kForm, example.form);
      writer_.put_text(one, kToday, example.today);
      one[kBits] = (example.bad ? 1 : 0) | (example.has_fixed ? 2 : 0) | (example.rendered ? 4 : 0) |
                   static_cast<uint32_t>(example.msk.value_or(MskKind::kUnknown)) << kMskShift;
      words.insert(words.end(), one.begin(), one.end());
    }
    writer_.put_words(words_, rule_field::kExamples, words, kExampleWords);
  }

  const Check* check() const {
    auto checks = all_checks();
    auto found =
        std::find_if(checks.begin(), checks.end(), [&](const Check& one) { return one.name == rule_.check.text; });
    return found == checks.end() ? nullptr : &*found;
  }

  void check_exists() {
    const Check* found = check();
    if (found == nullptr) {
      std::vector<std::string_view> names;
      for (const Check& one : all_checks()) names.push_back(one.name);
      refuse(rule_.check, 0, fmt::format("no check `{}`{}", rule_.check.text, did_you_mean(rule_.check.text, names)));
      return;
    }
    if (found->about != rule_.about) {
      refuse(rule_.check, 0,
             fmt::format("the check is about inputs of another kind: `about = \"{}\"`", about_name(found->about)));
    }
    for (const ParamSpec& spec : found->params) {
      bool given = std::any_of(rule_.params.begin(), rule_.params.end(),
                               [&](const ParamRecord& param) { return param.name == spec.name; });
      if (spec.required && !given) refuse(rule_.check, 0, fmt::format("the check needs a parameter `{}`", spec.name));
    }
  }

  void put_params() {
    using namespace param_field;
    const Check* found = check();
    std::vector<uint32_t> words;
    for (const ParamRecord& param : rule_.params) {
      auto type = static_cast<ParamSpec::Type>(param.value.index());
      const ParamSpec* spec = nullptr;
      for (const ParamSpec& one : found == nullptr ? std::span<const ParamSpec>() : found->params) {
        if (one.name == param.name) spec = &one;
      }
      if (found != nullptr && (spec == nullptr || spec->type != type) && !error_) {
        error_ = file_.error(param.offset, spec == nullptr ? "the check has no such parameter"
                                                           : "the check wants another type for this parameter");
      }
      std::vector<uint32_t> one(kParamWords);
      writer_.put_text(one, kName, param.name);
      one[kType] = static_cast<uint32_t>(type);
      if (const auto* text = std::get_if<std::string>(&param.value)) writer_.put_text(one, kValue, *text);
      if (const auto* number = std::get_if<int64_t>(&param.value)) std::memcpy(&one[kValue], number, 8);
      if (const auto* flag = std::get_if<bool>(&param.value)) one[kValue] = *flag ? 1 : 0;
      if (const auto* list = std::get_if<std::vector<std::string>>(&param.value)) {
        writer_.put_texts(one, kValue, {list->begin(), list->end()});
      }
      words.insert(words.end(), one.begin(), one.end());
    }
    writer_.put_words(words_, rule_field::kParams, words, kParamWords);
  }

  void holes(const RuleText& text) {
    std::vector<TemplatePiece> pieces;
    Complaint complaint;
    if (!parse_template(text.text, pieces, complaint)) {
      refuse(text, complaint.at, complaint.message);
      return;
    }
    for (const TemplatePiece& piece : pieces) {
      std::string message;
      if (piece.hole && !hole_has_meaning(piece.text, message)) refuse(text, piece.at, message);
    }
  }

  bool hole_has_meaning(std::string_view name, std::string& message) const {
    constexpr std::array<std::string_view, 7> kNames = {"key", "value", "default", "kafka", "it", "listener", "lower"};
    bool check = !rule_.check.empty();
    if (context_.thing && name == "name") return true;
    if ((name == "listener" || name == "lower") && !context_.listener && !check) {
      message = "`{listener}` has a meaning only in scope listener";
      return false;
    }
    if (std::find(kNames.begin(), kNames.end(), name) != kNames.end()) return true;
    if (name == "topic" && context_.topic) return true;
    if (name.starts_with('@')) {
      const auto fact = find_fact(name.substr(1));
      if (fact && context_.has(fact_spec(*fact))) return true;
      message = fmt::format("no fact `{}` here", name);
      return false;
    }
    // A check names holes of its own.
    bool word = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
    KeyName key;
    return (check && word) || resolve_key(context_, name, false, key, message);
  }

  void fix_key() {
    const FixRecord& fix = rule_.fix;
    if (fix.kind == FixKind::kNone || fix.kind == FixKind::kOfCheck) return;
    KeyName key;
    std::string message;
    if (!resolve_key(context_, fix.key.text, false, key, message)) refuse(fix.key, 0, message);
    if (fix.kind == FixKind::kRename) {
      if (!resolve_key(context_, fix.value.text, false, key, message)) refuse(fix.value, 0, message);
    } else {
      holes(fix.value);
    }
  }

  const RecordSet& set_;
  const RuleRecord& rule_;
  const TomlText& file_;
  const CompileOptions& options_;
  BlobWriter& writer_;
  NameContext context_;
  std::vector<uint32_t> words_ = std::vector<uint32_t>(kRuleWords);
  std::optional<Error> error_;
};

}  // namespace

bool is_anchor(std::string_view at, bool listener) {
  return at == "@roles" || (listener && (at == "@listener" || at == "@advertised" || at == "@protocol"));
}

bool is_topic_anchor(std::string_view at) {
  return at == "@name" || at == "@partitions" || at == "@replication_factor";
}

Result<std::string> compile_records(const RecordSet& set, const Catalog& catalog, const CompileOptions& options) {
  if (auto error = check_yield_order(set)) return *error;
  BlobWriter writer;
  for (const RuleRecord& rule : set.rules) {
    if (auto error = RuleCompiler(set, rule, catalog, options, writer).run()) return *error;
  }
  std::string blob =
      writer.finish(options.catalog_section, static_cast<uint32_t>(catalog.size()), catalog_print(catalog));
  if (blob.size() > kMaxPackBytes) return Error{fmt::format("a pack has at most {} bytes", kMaxPackBytes)};
  return blob;
}

Result<std::string> compile_rules(const std::vector<RuleSource>& sources, const Catalog& catalog) {
  Result<RecordSet> set = read_records(sources);
  if (!set) return set.error();
  return compile_records(set.value(), catalog, {});
}

Result<std::string> compile_pack(const std::vector<RuleSource>& sources, std::string_view catalog_section) {
  if (Result<void> fits = verify_catalog(catalog_section); !fits) return fits.error();
  Result<RecordSet> set = read_records(sources);
  if (!set) return set.error();
  return compile_records(set.value(), Catalog(catalog_section), {catalog_section, true});
}

}  // namespace klamm
