// libfyaml's events of one text, owned; nothing of it is printed and nothing of it is kept past its parser.
#pragma once

#include <libfyaml.h>

#include <memory>
#include <string>
#include <string_view>

namespace klamm {

class YamlEvents {
 public:
  // `text` has a NUL behind its last byte, none within, and outlives this; it is UTF-8 without a byte order mark.
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  // nullptr at the end and at an error. The event is there until the next call.
  const fy_event* next();
  // What the parser refused, one line, and at which byte; empty if it did not.
  std::string error() const;
  size_t error_at() const;

 private:
  struct FreeDiag {
    void operator()(fy_diag* diag) const { fy_diag_unref(diag); }
  };
  struct FreeParser {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
  };

  const fy_diag_error* first_error() const;

  std::string_view text_;
  std::unique_ptr<fy_diag, FreeDiag> diag_;
  std::unique_ptr<fy_parser, FreeParser> parser_;
  fy_event* event_ = nullptr;
};

}  // namespace klamm
