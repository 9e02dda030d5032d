#include "linter/practices.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

extern "C" {
extern const char klamm_practices_begin[];
extern const char klamm_practices_end[];
}

namespace klamm::cli {
namespace {

constexpr std::array<std::string_view, kPracticeVerdicts> kVerdicts = {"met",        "partly",   "not met",
                                                                       "not judged", "attested", "overdue"};

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Result<PracticeTerm> parse_term(std::string_view text) {
  PracticeTerm term;
  if (text == "policies" || text == "configuration") {
    term.asks = text == "policies" ? PracticeTerm::Asks::kPolicies : PracticeTerm::Asks::kConfiguration;
    return term;
  }
  const size_t blank = std::min(text.find(' '), text.size());
  term.attribute = text.substr(0, blank);
  const size_t index = find_msk_attribute(term.attribute);
  if (index == kNoMskAttribute || !term.attribute.starts_with("cluster.")) {
    return Error{fmt::format("no attribute `{}` of a cluster", term.attribute)};
  }
  const MskAttribute& attribute = msk_attributes()[index];
  std::string_view rest = trimmed(text.substr(blank));
  if (rest == "present") {
    term.asks = PracticeTerm::Asks::kPresent;
    return term;
  }
  const std::string_view sign = rest.substr(0, 2);
  rest = trimmed(rest.substr(std::min<size_t>(2, rest.size())));
  if (sign == ">=" && (attribute.type == MskType::kNumber || attribute.type == MskType::kTexts)) {
    term.asks = PracticeTerm::Asks::kAtLeast;
    auto read = std::from_chars(rest.data(), rest.data() + rest.size(), term.number);
    if (read.ec == std::errc() && read.ptr == rest.data() + rest.size()) return term;
  }
  if (sign == "==" || sign == "!=") {
    term.asks = sign == "==" ? PracticeTerm::Asks::kIs : PracticeTerm::Asks::kIsNot;
    const bool flag = attribute.type == MskType::kFlag && (rest == "true" || rest == "false");
    const bool quoted =
        attribute.type == MskType::kText && rest.size() > 2 && rest.front() == '"' && rest.back() == '"';
    term.text = quoted ? rest.substr(1, rest.size() - 2) : rest;
    const auto& words = attribute.words;
    const bool possible = words.empty() || std::find(words.begin(), words.end(), term.text) != words.end();
    if (flag || (quoted && possible)) return term;
  }
  return Error{fmt::format("`{}` asks what the attribute cannot answer", text)};
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name) {}

  Result<std::vector<Practice>> read(const toml::table& file) {
    std::vector<Practice> practices;
    const toml::array* all = file["practice"].as_array();
    if (all == nullptr || file.size() != 1) return wrong(file, "[[practice]] tables are wanted, and nothing else");
    for (const toml::node& node : *all) {
      const toml::table* table = node.as_table();
      if (table == nullptr) return wrong(node, "a table is wanted");
      Practice practice;
      for (const auto& [key, value] : *table) {
        if (auto done = read_key(key.str(), value, practice); !done) return wrong(value, done.error().message);
      }
      if (practice.id.empty() || practice.title.empty()) return wrong(node, "a practice has an id and a title");
      const bool shown = !practice.rules.empty() || !practice.evidence.empty() || !practice.beyond.empty();
      if (!shown)
        return wrong(node, fmt::format("nothing shows {}: name rules, evidence, or what is beyond", practice.id));
      practices.push_back(std::move(practice));
    }
    return practices;
  }

  Error wrong(const toml::node& node, std::string_view message) const {
    return Error{fmt::format("{}:{}:{}: {}", name_, node.source().begin.line, node.source().begin.column, message)};
  }

 private:
  static Result<std::vector<std::string>> texts(const toml::node& node) {
    std::vector<std::string> out;
    const toml::array* array = node.as_array();
    if (array == nullptr) return Error{"a list of strings is wanted"};
    for (const toml::node& item : *array) {
      auto text = item.value_exact<std::string>();
      if (!text) return Error{"a list of strings is wanted"};
      out.push_back(*text);
    }
    return out;
  }

  static Result<PracticeTerms> terms(std::string_view text) {
    PracticeTerms out;
    for (size_t begin = 0; begin <= text.size();) {
      const size_t end = std::min(text.find("||", begin), text.size());
      auto term = parse_term(trimmed(text.substr(begin, end - begin)));
      if (!term) return term.error();
      out.push_back(std::move(term).value());
      begin = end + 2;
    }
    return out;
  }

  static Result<void> terms_into(std::string_view text, PracticeTerms& to) {
    auto read = terms(text);
    if (!read) return read.error();
    to = std::move(read).value();
    return {};
  }

  static Result<void> verdict_into(std::string_view text, PracticeVerdict& to) {
    auto verdict = parse_practice_verdict(text);
    if (!verdict) return Error{fmt::format("no verdict `{}`", text)};
    to = *verdict;
    return {};
  }

  static FixedVerdict& fixed(std::optional<FixedVerdict>& one) { return one ? *one : one.emplace(); }

  static Result<void> read_key(std::string_view key, const toml::node& node, Practice& to) {
    if (key == "rules" || key == "evidence" || key == "commands") {
      auto list = texts(node);
      if (!list) return list.error();
      if (key == "rules") to.rules = std::move(list).value();
      if (key == "commands") to.commands = std::move(list).value();
      if (key != "evidence") return {};
      for (const std::string& text : list.value()) {
        if (auto read = terms_into(text, to.evidence.emplace_back()); !read) return read;
      }
      return {};
    }
    auto text = node.value_exact<std::string>();
    if (!text) return Error{"a string is wanted"};
    if (key == "instead") return terms_into(*text, to.instead);
    if (key == "when") return terms_into(*text, to.when);
    if (key == "instead_verdict") return verdict_into(*text, to.instead_of.verdict);
    if (key == "serverless") return verdict_into(*text, fixed(to.serverless).verdict);
    if (key == "node") return verdict_into(*text, fixed(to.node).verdict);
    if (key == "least") {
      auto severity = parse_severity(*text);
      if (!severity) return Error{fmt::format("no severity `{}`", *text)};
      to.least = *severity;
      return {};
    }
    std::string* place = key == "id"                ? &to.id
                         : key == "title"           ? &to.title
                         : key == "instead_note"    ? &to.instead_of.note
                         : key == "without"         ? &to.without
                         : key == "serverless_note" ? &fixed(to.serverless).note
                         : key == "node_note"       ? &fixed(to.node).note
                         : key == "beyond"          ? &to.beyond
                                                    : nullptr;
    if (place == nullptr) return Error{fmt::format("no key `{}`", key)};
    *place = *text;
    return {};
  }

  const std::string& name_;
};

}  // namespace

std::string_view practice_verdict_name(PracticeVerdict verdict) { return kVerdicts[static_cast<size_t>(verdict)]; }

std::optional<PracticeVerdict> parse_practice_verdict(std::string_view name) {
  auto found = std::find(kVerdicts.begin(), kVerdicts.end(), name);
  if (found == kVerdicts.end()) return std::nullopt;
  return static_cast<PracticeVerdict>(found - kVerdicts.begin());
}

Result<std::vector<Practice>> parse_practices(std::string_view text, const std::string& name) {
  toml::parse_result parsed = toml::parse(text, name);
  if (!parsed) {
    const auto& at = parsed.error().source().begin;
    return Error{fmt::format("{}:{}:{}: {}", name, at.line, at.column, parsed.error().description())};
  }
  return Reader(name).read(parsed.table());
}

const std::vector<Practice>& builtin_practices() {
  static const std::vector<Practice> practices = [] {
    std::string_view text(klamm_practices_begin, static_cast<size_t>(klamm_practices_end - klamm_practices_begin));
    auto parsed = parse_practices(text, "practices.toml");
    if (!parsed) throw std::logic_error(parsed.error().message);
    return std::move(parsed).value();
  }();
  return practices;
}

}  // namespace klamm::cli
