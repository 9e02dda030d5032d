#include "rule/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "klamm/iam.h"
#include "rule/cluster_subject.h"
#include "rule/table_reader.h"

namespace klamm {
namespace {

constexpr size_t kMaxRules = 4096;
constexpr size_t kMaxExamples = 64;
constexpr size_t kMaxExampleBytes = size_t{64} << 10;

bool is_id(std::string_view text) {
  size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  size_t digits = text.find_first_not_of("0123456789", letters);
  return letters >= 2 && letters <= 12 && digits == std::string_view::npos && text.size() - letters >= 3 &&
         text.size() <= 20;
}

bool is_kebab(std::string_view text) {
  bool letter_before = false;
  for (char c : text) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || !letter_before)) return false;
    letter_before = letter;
  }
  return letter_before && text.size() <= 80;
}

bool is_place(std::string_view text) {
  if (text == "file") return true;
  size_t colon = text.find(':');
  auto number = [](std::string_view part) {
    return !part.empty() && part.size() < 9 && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return colon != std::string_view::npos && number(text.substr(0, colon)) && number(text.substr(colon + 1));
}

bool is_cluster_form(std::string_view form) {
  return form == "terraform" || form == "terraform-plan" || form == "cloudformation" || form == "msk-answer";
}

class RecordReader {
 public:
  RecordReader(const TomlText& file, const toml::table& table, std::optional<Error>& error)
      : file_(file), error_(error), fields_(file, table, error) {}

  RuleRecord run() {
    RuleRecord rule;
    rule.id = fields_.required("id", 20);
    if (!is_id(rule.id.text)) fields_.refuse(rule.id, "an id is capital letters and at least three digits, as `KT005`");
    RuleText name = fields_.required("name", 80);
    if (!is_kebab(name.text)) fields_.refuse(name, "a name is small letters, digits and single hyphens");
    rule.name = name.text;
    rule.title = fields_.required("title", 200).text;
    RuleText severity = fields_.required("severity");
    auto parsed = parse_severity(severity.text);
    if (!parsed) fields_.refuse(severity, "a severity is one of: info low medium high critical");
    rule.severity = parsed.value_or(Severity::kInfo);
    rule.fatal = fields_.flag("fatal");
    rule.about = static_cast<RuleAbout>(fields_.word("about", {"broker", "policy", "topic", "cluster", "live"}, 0));
    rule.scope = static_cast<RuleScope>(
        fields_.word("scope",
                     {"file", "node", "listener", "topic", "principal", "cluster", "configuration", "connector",
                      "worker-configuration", "replicator", "vpc-connection"},
                     static_cast<size_t>(usual_scope(rule.about))));
    rule.needs = static_cast<RuleNeeds>(fields_.word("needs", {"values", "source", "text"}, 0));
    rule.status = static_cast<RuleStatus>(fields_.word("status", {"stable", "preview", "deprecated"}, 0));
    read_range(rule);
    read_logic(rule);
    rule.at = fields_.text_or_texts("at");
    rule.message = fields_.required("message", 400);
    rule.label = fields_.text("label", 200);
    rule.why = fields_.required("why");
    rule.mend = fields_.required("mend");
    read_fix(rule);
    rule.references = fields_.texts("references");
    rule.practices = fields_.texts("practices");
    rule.yields = fields_.texts("yields");
    rule.former = fields_.texts("former");
    rule.profiles = fields_.texts("profiles");
    rule.equivalent = fields_.texts("equivalent");
    read_examples(rule, "bad");
    read_examples(rule, "good");
    if (rule.about == RuleAbout::kPolicy || rule.about == RuleAbout::kLive) check_plain_rule(rule);
    if (rule.about == RuleAbout::kTopic) check_topic_rule(rule);
    if (rule.about == RuleAbout::kTopic && rule.scope != RuleScope::kTopic) {
      fields_.refuse(rule.id, "a rule about topics has the scope `topic`");
    }
    if (rule.about == RuleAbout::kBroker && rule.scope == RuleScope::kTopic) {
      fields_.refuse(rule.id, "scope `topic` is that of rules about topics");
    }
    if (rule.about == RuleAbout::kCluster) check_cluster_rule(rule);
    fields_.finish();
    return rule;
  }

 private:
  static RuleScope usual_scope(RuleAbout about) {
    if (about == RuleAbout::kTopic) return RuleScope::kTopic;
    return about == RuleAbout::kCluster ? RuleScope::kCluster : RuleScope::kNode;
  }

  void read_range(RuleRecord& rule) {
    RuleText kafka = fields_.text("kafka");
    auto range = parse_version_range(kafka.text);
    if (!range) fields_.refuse(kafka, "a range of versions is written 4.1, 3.3-4.0, 4.2- or -3.9");
    rule.kafka = range.value_or(VersionRange{});
    std::vector<RuleText> modes = fields_.text_or_texts("mode");
    if (modes.empty()) return;
    rule.kraft = rule.zookeeper = false;
    rule.msk = modes.size() == 1 && modes[0].text == "msk";
    if (rule.msk) {
      rule.kraft = rule.zookeeper = true;
      return;
    }
    for (const RuleText& mode : modes) {
      if (mode.text == "kraft") {
        rule.kraft = true;
      } else if (mode.text == "zookeeper") {
        rule.zookeeper = true;
      } else {
        fields_.refuse(mode, "a mode is one of: kraft zookeeper, or msk alone");
      }
    }
  }

  void read_logic(RuleRecord& rule) {
    rule.when = fields_.text("when", 4096);
    rule.fail = fields_.text("fail", 4096);
    rule.check = fields_.text("check", 80);
    if (rule.fail.empty() == rule.check.empty()) fields_.refuse(rule.id, "a rule has either `fail` or `check`");
    const toml::table* params = fields_.table("params");
    if (params == nullptr) return;
    if (rule.check.empty()) fields_.refuse(file_.offset(params->source()), "`params` belong to a `check`");
    for (auto&& [key, node] : *params) {
      ParamRecord param;
      param.name = key.str();
      param.offset = file_.offset(key.source());
      if (const auto* text = node.as_string()) {
        param.value = text->get();
      } else if (const auto* number = node.as_integer()) {
        param.value = number->get();
      } else if (const auto* flag = node.as_boolean()) {
        param.value = flag->get();
      } else {
        std::vector<std::string> items;
        const toml::array* array = node.as_array();
        for (size_t index = 0; array != nullptr && index < array->size(); ++index) {
          if (const auto* item = (*array)[index].as_string()) items.push_back(item->get());
        }
        if (array == nullptr || items.size() != array->size() || items.size() > 1024) {
          fields_.refuse(param.offset, "a parameter is a text, a whole number, true, false or a list of texts");
        }
        param.value = std::move(items);
      }
      rule.params.push_back(std::move(param));
    }
  }

  static bool is_plain(const RuleRecord& rule) {
    return rule.kraft && rule.zookeeper && !rule.msk && rule.kafka.first == VersionRange{}.first &&
           rule.kafka.last == VersionRange{}.last && rule.needs == RuleNeeds::kValues;
  }

  void check_cluster_rule(const RuleRecord& rule) {
    if (!thing_of(rule.scope)) fields_.refuse(rule.id, "the scope of a rule about clusters is a thing of MSK's");
    if (!is_plain(rule)) fields_.refuse(rule.id, "a rule about clusters is without `kafka`, `mode` and `needs`");
  }

  // Keys, versions, modes and listeners are of brokers.
  void check_plain_rule(const RuleRecord& rule) {
    const bool plain = is_plain(rule);
    if (rule.check.empty() || !rule.when.empty() || !rule.at.empty() || !plain) {
      fields_.refuse(rule.id,
                     fmt::format("a rule about {} is a `check`, without `when`, `at`, `kafka`, `mode` and `needs`",
                                 rule.about == RuleAbout::kPolicy ? "policies" : "running clusters"));
    }
  }

  // Roles, modes and lines of a file are of brokers.
  void check_topic_rule(const RuleRecord& rule) {
    bool plain = rule.kraft && rule.zookeeper && !rule.msk && !rule.fatal && rule.needs == RuleNeeds::kValues &&
                 rule.fix.kind == FixKind::kNone;
    if (!plain) fields_.refuse(rule.id, "a rule about topics has no `mode`, `fatal`, `fix` and `needs`");
  }

  void read_fix(RuleRecord& rule) {
    const toml::table* table = fields_.table("fix");
    if (table == nullptr) return;
    TableReader fields(file_, *table, error_);
    FixRecord& fix = rule.fix;
    fix.title = fields.required("title", 200);
    fix.safe = fields.flag("safe");
    RuleText value = fields.text("value", 1024);
    RuleText to = fields.text("to", 256);
    constexpr std::array<std::pair<std::string_view, FixKind>, 4> kKinds = {{{"delete", FixKind::kDelete},
                                                                             {"set", FixKind::kSet},
                                                                             {"replace", FixKind::kReplace},
                                                                             {"rename", FixKind::kRename}}};
    fix.kind = rule.check.empty() ? FixKind::kNone : FixKind::kOfCheck;
    for (auto [name, kind] : kKinds) {
      RuleText key = fields.text(name, 256);
      if (key.empty()) continue;
      if (fix.kind != FixKind::kNone) fields.refuse(key, "a fix does one thing, and that of a check is the check's");
      fix.kind = kind;
      fix.key = key;
    }
    bool with_value = fix.kind == FixKind::kSet || fix.kind == FixKind::kReplace;
    if (fix.kind == FixKind::kNone) fields.refuse(fix.title, "a fix has one of: delete set replace rename");
    if (!with_value && value.quote != 0) fields.refuse(value, "`value` belongs to `set` and `replace`");
    if (with_value && value.quote == 0) fields.refuse(fix.key, "`value` is missing");
    if ((fix.kind == FixKind::kRename) != !to.empty()) fields.refuse(fix.title, "`rename` and `to` go together");
    fix.value = fix.kind == FixKind::kRename ? to : value;
    fields.finish();
  }

  void read_examples(RuleRecord& rule, std::string_view field) {
    for (const toml::table* table : fields_.tables(field, kMaxExamples)) {
      TableReader fields(file_, *table, error_);
      ExampleRecord example;
      example.bad = field == "bad";
      example.base = fields.text("base").text;
      example.text = fields.text("text", kMaxExampleBytes);
      RuleText kafka = fields.text("kafka");
      std::string_view written = kafka.text;
      bool fits = kafka.empty() || parse_version(written.substr(0, written.find(kUpgradeTo)));
      size_t to = written.find(kUpgradeTo);
      if (to != written.npos) fits = fits && parse_version(written.substr(to + kUpgradeTo.size()));
      if (!fits) fields.refuse(kafka, "a version is written 4.1 or 3.9.2, and an upgrade 3.9 to 4.2");
      example.kafka = kafka.text;
      example.rendered = fields.flag("rendered");
      RuleText msk = fields.text("msk");
      if (auto kind = parse_msk_kind(msk.text)) {
        example.msk = *kind;
      } else if (rule.msk && msk.empty()) {
        example.msk = MskKind::kUnknown;
      } else if (!msk.empty()) {
        fields.refuse(msk, "a kind of MSK's clusters is one of: standard express serverless");
      }
      RuleText form = fields.text("form");
      example.form = form.text;
      const bool of_cluster = rule.about == RuleAbout::kCluster;
      if (of_cluster && !is_cluster_form(example.form)) {
        fields.refuse(form.quote == 0 ? fields.offset() : form.quote,
                      "a `form` is one of: terraform terraform-plan cloudformation msk-answer");
      }
      if (!of_cluster && !form.empty()) fields.refuse(form, "`form` is of rules about clusters");
      RuleText today = fields.text("today", 10);
      example.today = today.text;
      RuleText layer = fields.text("layer");
      RuleText cluster = fields.text("cluster");
      if (!layer.empty() && !parse_iam_layer(layer.text))
        fields.refuse(layer, "a layer is one of: identity cluster boundary session scp rcp");
      if (!cluster.empty() && !parse_iam_cluster(cluster.text)) fields.refuse(cluster, "not the ARN of a cluster");
      bool of_policy = !layer.empty() || !cluster.empty();
      if (of_policy && rule.about != RuleAbout::kPolicy)
        fields.refuse(fields.offset(), "`layer` and `cluster` are of rules about policies");
      example.layer = layer.text;
      example.cluster = cluster.text;
      if (example.bad) {
        example.at = fields.required("at", 20);
        if (!is_place(example.at.text)) fields.refuse(example.at, "a place is `line:column` or `file`");
        RuleText fixed = fields.text("fixed", kMaxExampleBytes);
        example.has_fixed = fixed.quote != 0;
        example.fixed = fixed.text;
      }
      example.text.quote = example.text.quote == 0 ? fields.offset() : example.text.quote;
      fields.finish();
      rule.examples.push_back(std::move(example));
    }
  }

  const TomlText& file_;
  std::optional<Error>& error_;
  TableReader fields_;
};

std::optional<Error> read_file(const TomlText& file, size_t index, RecordSet& set) {
  Result<toml::table> parsed = file.parse();
  if (!parsed) return parsed.error();
  const toml::table& root = parsed.value();
  std::optional<Error> error;
  std::vector<const toml::table*> tables = {&root};
  if (root.contains("rule")) {
    TableReader fields(file, root, error);
    tables = fields.tables("rule", kMaxRules);
    fields.finish();
  }
  for (const toml::table* table : tables) {
    RuleRecord rule = RecordReader(file, *table, error).run();
    if (error) return error;
    rule.file = index;
    set.rules.push_back(std::move(rule));
    if (set.rules.size() > kMaxRules) return Error{fmt::format("a pack has at most {} rules", kMaxRules)};
  }
  return error;
}

std::optional<Error> check_names(const RecordSet& set) {
  std::map<std::string_view, const RuleRecord*> names;
  for (const RuleRecord& rule : set.rules) {
    std::vector<std::pair<std::string_view, const RuleText*>> own = {{rule.id.text, &rule.id}, {rule.name, &rule.id}};
    for (const RuleText& former : rule.former) own.emplace_back(former.text, &former);
    for (auto [name, text] : own) {
      auto [entry, fresh] = names.emplace(name, &rule);
      if (fresh) continue;
      const RuleRecord& other = *entry->second;
      return set.files[rule.file].error(
          *text, 0, fmt::format("`{}` is taken by {}", name, set.files[other.file].place(other.id.quote)));
    }
    for (const ExampleRecord& example : rule.examples) {
      if (example.base.empty() || set.base(example.base) != nullptr) continue;
      return set.files[rule.file].error(example.text, 0, fmt::format("no base `{}`", example.base));
    }
  }
  return std::nullopt;
}

}  // namespace

const BaseRecord* RecordSet::base(std::string_view name) const {
  auto found = std::find_if(bases.begin(), bases.end(), [&](const BaseRecord& one) { return one.name == name; });
  return found == bases.end() ? nullptr : &*found;
}

Result<RecordSet> read_records(const std::vector<RuleSource>& sources) {
  RecordSet set;
  for (const RuleSource& source : sources) {
    std::string_view name = source.name;
    if (name.ends_with(".properties")) {
      name.remove_suffix(std::string_view(".properties").size());
      name.remove_prefix(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
      set.bases.push_back({std::string(name), source.text});
      continue;
    }
    set.files.emplace_back(source);
  }
  for (size_t index = 0; index < set.files.size(); ++index) {
    if (auto error = read_file(set.files[index], index, set)) return *error;
  }
  std::stable_sort(set.rules.begin(), set.rules.end(),
                   [](const RuleRecord& a, const RuleRecord& b) { return a.id.text < b.id.text; });
  if (auto error = check_names(set)) return *error;
  return set;
}

}  // namespace klamm
