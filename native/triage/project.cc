#include "klamm/project.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "rule/near_miss.h"

namespace klamm {
namespace {

Error at(const std::string& path, const toml::source_region& place, std::string_view message) {
  return Error{fmt::format("{}:{}:{}: {}", path, place.begin.line, place.begin.column, message)};
}

// Reads one key of the table into a Project.
class Reader {
 public:
  Reader(const std::string& path, Project& project) : path_(path), project_(project) {}

  Result<void> read(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const KnownKey* known = find(key.str());
      if (known == nullptr) return at(path_, key.source(), unknown(key.str()));
      if (auto done = (this->*known->read)(node); !done) return at(path_, node.source(), done.error().message);
    }
    return {};
  }

 private:
  struct KnownKey {
    std::string_view name;
    Result<void> (Reader::*read)(const toml::node&);
  };
  static const KnownKey kKeys[];

  static const KnownKey* find(std::string_view name) {
    for (const KnownKey* known = kKeys; !known->name.empty(); ++known) {
      if (known->name == name) return known;
    }
    return nullptr;
  }

  static std::string unknown(std::string_view name) {
    std::vector<std::string_view> names;
    for (const KnownKey* known = kKeys; !known->name.empty(); ++known) names.push_back(known->name);
    std::string near = did_you_mean(name, names);
    if (near.empty()) return fmt::format("no key `{}`; there are {}", name, fmt::join(names, ", "));
    return fmt::format("no key `{}`{}", name, near.replace(0, 1, ";"));
  }

  Result<void> read_version(const toml::node& node) {
    auto text = node.value_exact<std::string_view>();
    project_.kafka_version = text ? known_version(*text) : std::nullopt;
    if (!project_.kafka_version) return Error{text ? unknown_version(*text) : "a version in quotes is wanted"};
    return {};
  }

  Result<void> read_profile(const toml::node& node) {
    auto text = node.value_exact<std::string>();
    if (!text) return Error{"the name of a profile is wanted"};
    project_.profile = *text;
    return {};
  }

  Result<void> read_msk_kind(const toml::node& node) {
    auto text = node.value_exact<std::string_view>();
    project_.msk_kind = text ? parse_msk_kind(*text) : std::nullopt;
    if (!project_.msk_kind) return Error{"one of \"standard\", \"express\", \"serverless\" is wanted"};
    return {};
  }

  Result<void> read_fail_on(const toml::node& node) {
    auto text = node.value_exact<std::string_view>();
    if (text && (*text == "never" || parse_severity(*text))) project_.fail_on = *text;
    if (!project_.fail_on)
      return Error{"one of \"critical\", \"high\", \"medium\", \"low\", \"info\", \"never\" is wanted"};
    return {};
  }

  Result<void> read_iam_layer(const toml::node& node) {
    auto text = node.value_exact<std::string_view>();
    project_.iam_layer = text ? parse_iam_layer(*text) : std::nullopt;
    if (!project_.iam_layer)
      return Error{"one of \"identity\", \"cluster\", \"boundary\", \"session\", \"scp\", \"rcp\" is wanted"};
    return {};
  }

  Result<void> read_iam_cluster(const toml::node& node) {
    auto text = node.value_exact<std::string_view>();
    project_.iam_cluster = text ? parse_iam_cluster(*text) : std::nullopt;
    if (!project_.iam_cluster) return Error{"the ARN of a cluster is wanted, without wildcards"};
    return {};
  }

  static Result<std::vector<std::string>> strings(const toml::node& node, std::string_view what) {
    std::vector<std::string> items;
    const toml::array* array = node.as_array();
    if (array == nullptr) return Error{fmt::format("a list of {} is wanted", what)};
    for (const toml::node& item : *array) {
      auto text = item.value_exact<std::string>();
      if (!text || text->empty()) return Error{fmt::format("a list of {} is wanted", what)};
      items.push_back(*text);
    }
    return items;
  }

  Result<void> read_select(const toml::node& node) { return read_ids(node, project_.select); }
  // `ignore = ["KL003"]` for the whole project, or [[ignore]] for some of its files.
  Result<void> read_ignore(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr || array->empty() || !array->is_array_of_tables()) return read_ids(node, project_.ignore);
    for (const toml::node& item : *array) {
      if (auto done = read_one_ignore(*item.as_table()); !done) return done;
    }
    return {};
  }

  Result<void> read_one_ignore(const toml::table& table) {
    ProjectIgnore out;
    out.ignore.path = path_;
    out.ignore.line = table.source().begin.line;
    for (const auto& [key, value] : table) {
      auto text = value.value_exact<std::string>();
      std::string_view name = key.str();
      if (name == "rules") {
        auto items = strings(value, "rules");
        if (!items) return items.error();
        out.ignore.rules = std::move(items).value();
      } else if (name == "path" && text) {
        out.files = *text;
      } else if (name == "key" && text) {
        out.ignore.key = *text;
      } else if (name == "reason" && text) {
        out.ignore.reason = *text;
      } else if (name == "until") {
        if (const auto* date = value.as_date()) {
          out.ignore.until = Day{static_cast<uint16_t>(date->get().year), date->get().month, date->get().day};
        } else {
          out.ignore.until = text ? parse_day(*text) : std::nullopt;
        }
        if (!out.ignore.until) return Error{"ignore: a day is written 2027-03-31"};
      } else {
        return Error{
            fmt::format("ignore: no key `{}` with such a value; there are rules, path, key, until and reason", name)};
      }
    }
    if (out.ignore.rules.empty()) return Error{"ignore: name its rules, as in `rules = [\"KL003\"]`"};
    project_.ignores.push_back(std::move(out));
    return {};
  }
  static Result<void> read_ids(const toml::node& node, std::optional<std::vector<std::string>>& ids) {
    auto items = strings(node, "rules");
    if (!items) return items.error();
    ids = std::move(items).value();
    return {};
  }

  Result<void> read_enforce(const toml::node& node) { return read_words(node, project_.enforce); }
  Result<void> read_warn(const toml::node& node) { return read_words(node, project_.warn); }
  static Result<void> read_words(const toml::node& node, std::vector<std::string>& words) {
    auto items = strings(node, "rules");
    if (!items) return items.error();
    words = std::move(items).value();
    return {};
  }

  Result<void> read_rules(const toml::node& node) {
    auto items = strings(node, "folders");
    if (!items) return items.error();
    for (std::string& folder : items.value()) {
      if (!folder.starts_with('/')) folder.insert(0, path_, 0, path_.rfind('/') + 1);
      while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
      project_.rules.push_back(std::move(folder));
    }
    return {};
  }

  // [[parameters]]: rule, topics, and the parameters that it sets.
  Result<void> read_parameters(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr || !array->is_array_of_tables()) return Error{"tables are wanted: [[parameters]]"};
    for (const toml::node& item : *array) {
      const toml::table& table = *item.as_table();
      RuleParameter own;
      own.rule = table["rule"].value_or(std::string());
      own.topics = table["topics"].value_or(std::string());
      if (own.rule.empty()) return Error{"parameters: name the rule, as in `rule = \"TP011\"`"};
      if (table.contains("topics") && own.topics.empty()) return Error{"parameters: `topics` is what names begin with"};
      for (const auto& [key, value] : table) {
        if (key.str() == "rule" || key.str() == "topics") continue;
        own.name = key.str();
        own.where = fmt::format("{}:{}:{}", path_, key.source().begin.line, key.source().begin.column);
        if (auto text = value.value_exact<std::string>()) {
          own.value = *text;
        } else if (auto number = value.value_exact<int64_t>()) {
          own.value = *number;
        } else if (auto flag = value.value_exact<bool>()) {
          own.value = *flag;
        } else {
          auto items = strings(value, "texts");
          if (!items) return Error{fmt::format("parameters: `{}` has a value of no such type", key.str())};
          own.value = std::move(items).value();
        }
        project_.parameters.push_back(own);
      }
    }
    return {};
  }

  const std::string& path_;
  Project& project_;
};

const Reader::KnownKey Reader::kKeys[] = {
    {"kafka-version", &Reader::read_version},
    {"profile", &Reader::read_profile},
    {"msk-kind", &Reader::read_msk_kind},
    {"select", &Reader::read_select},
    {"ignore", &Reader::read_ignore},
    {"fail-on", &Reader::read_fail_on},
    {"rules", &Reader::read_rules},
    {"parameters", &Reader::read_parameters},
    {"enforce", &Reader::read_enforce},
    {"warn", &Reader::read_warn},
    {"iam-layer", &Reader::read_iam_layer},
    {"iam-cluster", &Reader::read_iam_cluster},
    {"", nullptr},
};

}  // namespace

std::optional<KafkaVersion> known_version(std::string_view text) {
  auto version = parse_version(text);
  if (!version || *version < kOldestKafka || *version > kNewestKafka) return std::nullopt;
  return version;
}

std::string unknown_version(std::string_view text) {
  return fmt::format("no version `{}`; known are {} to {}", text, kOldestKafka.text(), kNewestKafka.text());
}

Result<Project> parse_project(const std::string& path, std::string_view text) {
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) return at(path, parsed.error().source(), parsed.error().description());
  Project project;
  project.path = path;
  if (auto done = Reader(path, project).read(parsed.table()); !done) return done.error();
  return project;
}

}  // namespace klamm
