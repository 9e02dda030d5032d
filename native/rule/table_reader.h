// Reads the fields of one TOML table; the first thing wrong sticks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/toml_text.h"

namespace klamm {

class TableReader {
 public:
  TableReader(const TomlText& file, const toml::table& table, std::optional<Error>& error)
      : file_(file), table_(table), error_(error) {}

  // What is absent gives what an empty field gives. A text has at most `most` bytes.
  RuleText text(std::string_view field, size_t most = 4096);
  RuleText required(std::string_view field, size_t most = 4096);
  std::vector<RuleText> texts(std::string_view field);          // a list, at most kMaxTexts
  std::vector<RuleText> text_or_texts(std::string_view field);  // a text alone is a list of one
  bool flag(std::string_view field);
  const toml::table* table(std::string_view field);
  std::vector<const toml::table*> tables(std::string_view field, size_t most);
  // One of `words`, by its index; `otherwise` if absent.
  size_t word(std::string_view field, std::initializer_list<std::string_view> words, size_t otherwise);
  // Refuses fields that nobody asked for.
  void finish();

  void refuse(uint32_t offset, std::string_view message);
  void refuse(const RuleText& text, std::string_view message) { refuse(text.quote, message); }
  uint32_t offset() const { return file_.offset(table_.source()); }

  static constexpr size_t kMaxTexts = 256;

 private:
  const toml::node* find(std::string_view field);
  RuleText take(const toml::node& node, std::string_view field, size_t most);

  const TomlText& file_;
  const toml::table& table_;
  std::optional<Error>& error_;
  std::vector<std::string_view> asked_;
};

}  // namespace klamm
