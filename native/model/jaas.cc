#include "model/jaas.h"

#include <algorithm>
#include <array>

#include "model/jaas_tokens.h"
#include "model/java_text.h"

namespace klamm {
namespace {

// The control flag in lower case, "" if it is none.
std::string_view control_flag(std::string_view text) {
  constexpr std::array<std::string_view, 4> kFlags = {"required", "requisite", "sufficient", "optional"};
  constexpr size_t kLongest = 32;
  if (text.size() > kLongest) return {};
  std::string upper = java_upper(text);
  for (std::string_view flag : kFlags) {
    if (java_equals_ignoring_case(upper, flag)) return flag;
  }
  return {};
}

class JaasReader {
 public:
  JaasReader(std::string_view text, JaasEntry& entry, std::forward_list<std::string>& owned)
      : tokens_(text, owned), entry_(entry), whole_{0, static_cast<uint32_t>(text.size())} {}

  void read() {
    token_ = tokens_.next();
    if (token_.kind == JaasToken::Kind::kEnd) return refuse(whole_, "no login module");
    while (token_.kind != JaasToken::Kind::kEnd) {
      if (!read_module()) return;
      token_ = tokens_.next();
    }
    if (entry_.modules.size() > 1) {
      refuse(entry_.modules[1].span, std::to_string(entry_.modules.size()) + " login modules, where Kafka takes one");
    }
  }

 private:
  // From its first token to its semicolon. What was read of a refused one is kept.
  bool read_module() {
    JaasModule& module = entry_.modules.emplace_back();
    bool named = token_.has_text() && !token_.text.empty();
    module.class_name = token_.text;
    module.class_span = token_.span;
    module.span = token_.span;
    token_ = tokens_.next();
    module.flag = token_.has_text() ? control_flag(token_.text) : std::string_view();
    if (token_.kind == JaasToken::Kind::kEnd) return fail(module, "no control flag behind the login module");
    if (module.flag.empty()) return fail(module, "no control flag: required, requisite, sufficient or optional");
    for (token_ = tokens_.next(); !token_.is(';'); token_ = tokens_.next()) {
      if (token_.kind == JaasToken::Kind::kEnd) return fail(module, "no semicolon behind the login module");
      if (!read_option(module)) return false;
    }
    module.span.end = token_.span.end;
    return named || fail(module, "no name of a login module");
  }

  bool read_option(JaasModule& module) {
    JaasOption option;
    option.named = token_.has_text();
    option.name = token_.text;
    option.name_span = token_.span;
    token_ = tokens_.next();
    if (!token_.is('=')) return fail(module, "no equals sign behind the name of an option");
    token_ = tokens_.next();
    if (!token_.has_text()) return fail(module, "no value of an option: numbers and signs need quotes");
    option.value = token_.text;
    option.span = token_.span;
    option.quoted = token_.kind == JaasToken::Kind::kQuoted;
    module.options.push_back(option);
    return true;
  }

  bool fail(JaasModule& module, std::string message) {
    module.span.end = std::max(module.span.end, token_.span.end);
    refuse(token_.span, std::move(message));
    return false;
  }

  void refuse(Span span, std::string message) {
    entry_.error = Diagnostic{Diagnostic::Kind::kRefused, span, std::move(message)};
  }

  JaasTokens tokens_;
  JaasEntry& entry_;
  Span whole_;
  JaasToken token_;
};

}  // namespace

void parse_jaas(std::string_view text, JaasEntry& entry, std::forward_list<std::string>& owned) {
  JaasReader(text, entry, owned).read();
}

}  // namespace klamm
