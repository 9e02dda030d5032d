#include "linter/iam_tests.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "linter/iam_answer.h"
#include "linter/iam_files.h"
#include "linter/suggest.h"

namespace klamm::cli {
namespace {

class TestReader {
 public:
  TestReader(const std::string& path, IamTestFile& file)
      : path_(path), folder_(path.substr(0, path.rfind('/') + 1)), file_(file) {}

  Result<void> read(const toml::table& table) {
    for (auto&& [key, node] : table) {
      if (auto done = read_key(key, node); !done) return done;
    }
    if (cases_ == nullptr || cases_->empty()) return Error{fmt::format("{}:1:1: no [[case]]", path_)};
    for (const toml::node& node : *cases_) {
      if (auto done = read_case(*node.as_table()); !done) return done;
    }
    file_.warnings = files_.warnings();
    return {};
  }

 private:
  Error wrong(const toml::source_region& place, std::string_view message) const {
    return Error{fmt::format("{}:{}:{}: {}", path_, place.begin.line, place.begin.column, message)};
  }

  Error no_key(const toml::key& key, const std::vector<std::string_view>& known) const {
    std::string_view near = nearest(key.str(), known);
    return wrong(key.source(), near.empty() ? fmt::format("no key `{}`", key.str())
                                            : fmt::format("no key `{}`; did you mean `{}`?", key.str(), near));
  }

  Result<void> text(const toml::node& node, std::string& to) const {
    auto value = node.value_exact<std::string>();
    if (!value) return wrong(node.source(), "a string is wanted");
    to = *value;
    return {};
  }

  Result<void> read_key(const toml::key& key, const toml::node& node) {
    if (key == "iam") return paths(node, {IamLayer::kIdentity});
    if (key == "cluster-policy") return paths(node, {IamLayer::kCluster});
    if (key == "boundary") return paths(node, {IamLayer::kBoundary});
    if (key == "session-policy") return paths(node, {IamLayer::kSession});
    if (key == "scps") return levels(node, IamLayer::kScp);
    if (key == "rcps") return levels(node, IamLayer::kRcp);
    if (key == "cluster") return text(node, base_.cluster);
    if (key == "principal") return text(node, base_.principal);
    if (key == "context") return context(node, base_.context);
    if (key == "tags") return tags(node, base_);
    if (key == "partial-context") return truth(node, base_.context.partial);
    if (key == "case") {
      cases_ = node.as_array();
      const bool tables = cases_ != nullptr && std::all_of(cases_->begin(), cases_->end(),
                                                           [](const toml::node& each) { return each.is_table(); });
      if (!tables) return wrong(node.source(), "[[case]] tables are wanted");
      return {};
    }
    return no_key(key, {"iam", "cluster-policy", "boundary", "session-policy", "scps", "rcps", "cluster", "principal",
                        "context", "tags", "partial-context", "case"});
  }

  Result<void> truth(const toml::node& node, bool& to) const {
    auto value = node.value_exact<bool>();
    if (!value) return wrong(node.source(), "true or false is wanted");
    to = *value;
    return {};
  }

  Result<void> paths(const toml::node& node, IamFiles::Place place) {
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& each : *list) {
        if (auto done = paths(each, place); !done) return done;
      }
      return {};
    }
    std::string path;
    if (auto done = text(node, path); !done) return done;
    if (!path.starts_with('/')) path.insert(0, folder_);
    return files_.add(path, place, file_.sources);
  }

  Result<void> levels(const toml::node& node, IamLayer layer) {
    const toml::array* list = node.as_array();
    if (list == nullptr || list->empty() || !list->front().is_array()) return paths(node, {layer});
    size_t level = 0;
    for (const toml::node& each : *list) {
      const toml::array* policies = each.as_array();
      if (policies == nullptr || policies->empty() || level > 15) {
        return wrong(each.source(), "a level is a list of policies, and there are 16 at most");
      }
      if (auto done = paths(each, {layer, level++}); !done) return done;
    }
    return {};
  }

  Result<std::string> scalar(const toml::node& node) const {
    if (auto value = node.value_exact<std::string>()) return *value;
    if (auto value = node.value_exact<bool>()) return std::string(*value ? "true" : "false");
    if (auto value = node.value_exact<int64_t>()) return std::to_string(*value);
    return wrong(node.source(), "a string, a whole number or a truth value is wanted");
  }

  // Later ones, of the case, stand before those of the file.
  Result<void> context(const toml::node& node, IamContext& context) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node.source(), "a table of keys is wanted");
    std::vector<IamContext::Key> keys;
    for (auto&& [key, value] : *table) {
      IamContext::Key given{std::string(key.str()), {}};
      const toml::array* list = value.as_array();
      const size_t count = list == nullptr ? 1 : list->size();
      for (size_t at = 0; at < count; ++at) {
        auto one = scalar(list == nullptr ? value : *list->get(at));
        if (!one) return one.error();
        given.values.push_back(one.value());
      }
      keys.push_back(std::move(given));
    }
    context.keys.insert(context.keys.begin(), keys.begin(), keys.end());
    return {};
  }

  Result<void> tags(const toml::node& node, IamQuestion& question) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node.source(), "a table of tags is wanted");
    std::vector<std::pair<std::string, std::string>> read;
    for (auto&& [key, value] : *table) {
      auto one = scalar(value);
      if (!one) return one.error();
      read.emplace_back(key.str(), one.value());
    }
    question.tags.insert(question.tags.begin(), read.begin(), read.end());
    return {};
  }

  Result<void> expectation(const toml::node& node, IamTestCase& test) const {
    std::string word;
    if (auto done = text(node, word); !done) return done;
    using Verdict = IamAnswer::Verdict;
    for (Verdict verdict : {Verdict::kAllowed, Verdict::kDenied, Verdict::kUnknown}) {
      if (word != verdict_name(verdict)) continue;
      test.expected = verdict;
      return {};
    }
    return wrong(node.source(), "one of \"ALLOWED\", \"DENIED\", \"UNKNOWN\" is wanted");
  }

  Result<void> read_case(const toml::table& table) {
    IamTestCase test;
    test.question = base_;
    test.line = table.source().begin.line;
    test.column = table.source().begin.column;
    bool expects = false;
    for (auto&& [key, node] : table) {
      Result<void> done;
      if (key == "name") {
        done = text(node, test.name);
      } else if (key == "principal") {
        done = text(node, test.question.principal);
      } else if (key == "operation") {
        done = text(node, test.question.operation);
      } else if (key == "resource") {
        done = text(node, test.question.resource);
      } else if (key == "cluster") {
        done = text(node, test.question.cluster);
      } else if (key == "context") {
        done = context(node, test.question.context);
      } else if (key == "tags") {
        done = tags(node, test.question);
      } else if (key == "partial-context") {
        done = truth(node, test.question.context.partial);
      } else if (key == "expect") {
        expects = true;
        done = expectation(node, test);
      } else {
        done = no_key(key, {"name", "principal", "operation", "resource", "cluster", "context", "tags",
                            "partial-context", "expect"});
      }
      if (!done) return done;
    }
    const IamQuestion& question = test.question;
    for (auto [value, name] : {std::pair(&question.principal, "principal"), std::pair(&question.operation, "operation"),
                               std::pair(&question.resource, "resource")}) {
      if (value->empty()) return wrong(table.source(), fmt::format("a case without `{}`", name));
    }
    if (!expects) return wrong(table.source(), "a case without `expect`");
    if (test.name.empty()) test.name = fmt::format("{} on {}", question.operation, question.resource);
    file_.cases.push_back(std::move(test));
    return {};
  }

  const std::string& path_;
  std::string folder_;
  IamTestFile& file_;
  IamFiles files_;
  IamQuestion base_;
  const toml::array* cases_ = nullptr;
};

}  // namespace

Result<IamTestFile> parse_iam_tests(const std::string& path, std::string_view text) {
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const auto& place = parsed.error().source().begin;
    return Error{fmt::format("{}:{}:{}: {}", path, place.line, place.column, parsed.error().description())};
  }
  IamTestFile file;
  file.path = path;
  if (auto done = TestReader(path, file).read(parsed.table()); !done) return done.error();
  return file;
}

size_t IamTestRun::failures() const {
  return static_cast<size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [](const Outcome& each) { return !each.as_expected; }));
}

Result<IamTestRun> run_iam_tests(const IamTestFile& file, int64_t now) {
  IamTestRun run;
  std::set<std::string> touched;
  std::vector<std::string> all;
  std::set<std::string> known;
  for (const IamTestCase& test : file.cases) {
    auto answered = answer(test.question, file.sources, now);
    if (!answered) {
      return Error{fmt::format("{}:{}:{}: case `{}`: {}", file.path, test.line, test.column, test.name,
                               answered.error().message)};
    }
    const IamAnswer& said = answered.value();
    for (uint32_t at = 0; at < said.index->entries().size(); ++at) {
      std::string shown = shown_statement(*said.index, at);
      if (known.insert(shown).second) all.push_back(std::move(shown));
    }
    for (uint32_t at : said.applying) touched.insert(shown_statement(*said.index, at));
    const bool as_expected = said.verdict == test.expected;
    run.outcomes.push_back({&test, std::move(answered).value(), as_expected});
  }
  run.statements = all.size();
  for (std::string& shown : all) {
    if (touched.count(shown) == 0) run.untouched.push_back(std::move(shown));
  }
  return run;
}

}  // namespace klamm::cli
