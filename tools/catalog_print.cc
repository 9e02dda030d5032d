// catalog-print CATALOG VERSION: what configs/catalog says of the broker and topic keys of one version,
// in the lines of tools/catalog-dumper.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/catalog_build.h"

using namespace klamm;

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\') out += "\\\\";
    if (c == '\t') out += "\\t";
    if (c == '\n') out += "\\n";
    if (c != '\\' && c != '\t' && c != '\n') out += c;
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
  return out;
}

std::string list(const std::vector<std::string_view>& values) {
  std::vector<std::string> all;
  for (std::string_view value : values) all.push_back(quoted(value));
  return fmt::format("[{}]", fmt::join(all, ", "));
}

std::string range(const Validator& validator) {
  std::string out;
  auto add = [&out](const char* name, std::optional<double> value) {
    if (value) out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", name, *value);
  };
  add("min", validator.low);
  add("max", validator.high);
  add("or", validator.other);
  return out;
}

std::string inner(const Validator& validator) {
  switch (validator.kind) {
    case ValidatorKind::kRange:
      return range(validator);
    case ValidatorKind::kOneOf:
      return fmt::format("one_of = {}", list(validator.values));
    case ValidatorKind::kOneOfIgnoringCase:
      return fmt::format("one_of = {}, ignore_case = true", list(validator.values));
    case ValidatorKind::kListRules:
      return fmt::format("items = {}, empty = {}", list(validator.values), validator.empty_allowed);
    case ValidatorKind::kNonEmpty:
      return "non_empty = true";
    case ValidatorKind::kNonNull:
      return "non_null = true";
    case ValidatorKind::kOther:
      return fmt::format("other = {}", quoted(validator.text));
    case ValidatorKind::kNone:
      break;
  }
  return "";
}

void print_key(const Catalog& catalog, KeyId key, KafkaVersion version) {
  auto def = catalog.define(key, version);
  if (!def) return;
  bool topic = catalog.scope(key) == KeyScope::kTopic;
  std::string valid = inner(catalog.validator(key, version));
  std::string value = def->required ? "<required>" : def->default_value ? escaped(*def->default_value) : "<null>";
  std::string_view synonym = topic ? catalog.name(catalog.synonym(key)) : std::string_view();
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", topic ? "topic" : "broker", def->name, key_type_name(def->type),
             value, valid.empty() ? "" : escaped(fmt::format("{{ {} }}", valid)), importance_name(def->importance),
             update_mode_name(def->mode), def->internal, synonym);
}

}  // namespace

int main(int argc, char** argv) {
  auto version = parse_version(argc == 3 ? argv[2] : "");
  if (!version) return std::fputs("usage: catalog-print CATALOG VERSION\n", stderr), 2;
  std::vector<CatalogSource> sources;
  for (const auto& file : std::filesystem::directory_iterator(argv[1])) {
    std::ifstream in(file.path(), std::ios::binary);
    sources.push_back({file.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  auto section = compile_catalog(sources);
  if (!section) return fmt::print(stderr, "catalog-print: {}\n", section.error().message), 2;
  Catalog catalog(section.value());
  for (size_t key = 0; key < catalog.size(); ++key) print_key(catalog, static_cast<KeyId>(key), *version);
  return 0;
}
