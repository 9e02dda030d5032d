#include "doc_yaml/yaml_events.h"

#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define KLAMM_LEAK_SANITIZER 1
#elif defined(__has_feature)
#define KLAMM_LEAK_SANITIZER __has_feature(address_sanitizer)
#else
#define KLAMM_LEAK_SANITIZER 0
#endif
#if KLAMM_LEAK_SANITIZER
#include <sanitizer/lsan_interface.h>
#endif

namespace klamm {
namespace {

// libfyaml 0.7 forgets a few hundred bytes of a text that it refuses; the tests look for leaks of ours.
class UnwatchedForLeaks {
#if KLAMM_LEAK_SANITIZER
  __lsan::ScopedDisabler disabler_;
#endif
};

void drop(fy_diag*, void*, const char*, size_t) {}

}  // namespace

YamlEvents::YamlEvents(std::string_view text) : text_(text) {
  fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = nullptr;
  quiet.output_fn = drop;
  quiet.colorize = false;
  diag_.reset(fy_diag_create(&quiet));
  if (!diag_) throw std::bad_alloc();
  fy_diag_set_collect_errors(diag_.get(), true);

  fy_parse_cfg config{};
  // NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange): its enum is one of bits.
  // Depth is bounded by the budget, event by event; repeated keys are ours to report.
  config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_COLLECT_DIAG | FYPCF_DISABLE_DEPTH_LIMIT |
                                                 FYPCF_ALLOW_DUPLICATE_KEYS | FYPCF_JSON_NONE);
  // NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)
  config.diag = diag_.get();
  parser_.reset(fy_parser_create(&config));
  if (!parser_ || fy_parser_set_string(parser_.get(), text.data(), text.size()) != 0) throw std::bad_alloc();
}

YamlEvents::~YamlEvents() { fy_parser_event_free(parser_.get(), event_); }

const fy_event* YamlEvents::next() {
  fy_parser_event_free(parser_.get(), event_);
  [[maybe_unused]] UnwatchedForLeaks unwatched;
  event_ = fy_parser_parse(parser_.get());
  return event_;
}

const fy_diag_error* YamlEvents::first_error() const {
  void* start = nullptr;
  return fy_diag_errors_iterate(diag_.get(), &start);
}

std::string YamlEvents::error() const {
  if (!fy_parser_get_stream_error(parser_.get())) return {};
  const fy_diag_error* first = first_error();
  std::string message = first != nullptr && first->msg != nullptr ? first->msg : "no YAML";
  return message.substr(0, message.find('\n'));
}

size_t YamlEvents::error_at() const {
  const fy_diag_error* first = first_error();
  if (first == nullptr) return text_.size();
  size_t at = 0;
  for (int line = 1; line < first->line && at < text_.size(); ++line) {
    size_t end = text_.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return at;
}

}  // namespace klamm
