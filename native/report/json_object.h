// Writes one JSON object, member by member, on one line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "klamm/report.h"
#include "klamm/span.h"

namespace klamm {

class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;
  ~JsonObject() { out_ += '}'; }

  // Writes the name; the value is the caller's to append.
  std::string& member(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return out_;
  }
  void text(std::string_view name, std::string_view value) { append_json(member(name), value); }
  void text_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, uint64_t value) { member(name) += std::to_string(value); }
  void boolean(std::string_view name, bool value) { member(name) += value ? "true" : "false"; }

  // Calls `write` for each item of a list, commas between them.
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write write) {
    member(name) += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
    out_ += ']';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

// SARIF's region and our own formats name the four numbers differently.
struct RegionNames {
  std::string_view line, column, end_line, end_column;
};
inline constexpr RegionNames kOurRegion = {"line", "column", "end_line", "end_column"};
inline constexpr RegionNames kSarifRegion = {"startLine", "startColumn", "endLine", "endColumn"};

inline void add_region(JsonObject& object, const Region& region, const RegionNames& names) {
  object.number(names.line, region.begin.line);
  object.number(names.column, region.begin.column);
  object.number(names.end_line, region.end.line);
  object.number(names.end_column, region.end.column);
}

}  // namespace klamm
