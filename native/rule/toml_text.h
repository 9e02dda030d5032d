// A TOML file of rules, and where things stand in it.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "klamm/result.h"
#include "klamm/rules.h"
#include "klamm/source.h"

namespace klamm {

// A string value: its text and the byte of the file at which its opening quote stands.
struct RuleText {
  std::string text;
  uint32_t quote = 0;
  bool empty() const { return text.empty(); }
};

class TomlText {
 public:
  explicit TomlText(const RuleSource& source);

  Result<toml::table> parse() const;
  const std::string& name() const { return source_->name(); }

  // The byte of the file where a node or key of parse() begins.
  uint32_t offset(const toml::source_region& region) const;
  // `file:line:column: message`, at a byte of the file, or at byte `inner` of a string's decoded text: exact in all
  // four kinds of TOML strings, escapes and trimmed line ends included.
  Error error(uint32_t offset, std::string_view message) const;
  Error error(const RuleText& text, size_t inner, std::string_view message) const;
  std::string place(uint32_t offset) const;
  uint32_t inner_offset(const RuleText& text, size_t inner) const;

 private:
  std::shared_ptr<const Source> source_;
};

}  // namespace klamm
