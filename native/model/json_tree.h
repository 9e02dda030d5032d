// Writes nested JSON, two blanks per level, ASCII only.
#pragma once

#include <string>
#include <string_view>

#include "model/shown.h"

namespace klamm {

class JsonTree {
 public:
  void open(char bracket, std::string_view name = {}) {
    begin(name);
    out_ += bracket;
    ++depth_;
    empty_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!empty_) new_line();
    out_ += bracket;
    empty_ = false;
  }
  void text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_ascii(out_, value);
  }
  void text(std::string_view value) { text({}, value); }
  void number(std::string_view name, int64_t value) { literal(name, std::to_string(value)); }
  void flag(std::string_view name, bool value) { literal(name, value ? "true" : "false"); }
  std::string take() { return std::move(out_) + "\n"; }

 private:
  void literal(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
  }
  void begin(std::string_view name) {
    if (!empty_) out_ += ',';
    if (depth_ > 0) new_line();
    empty_ = false;
    if (name.empty()) return;
    append_json_ascii(out_, name);
    out_ += ": ";
  }
  void new_line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string out_;
  size_t depth_ = 0;
  bool empty_ = true;
};

}  // namespace klamm
