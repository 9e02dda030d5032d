#include <new>

#include "base/utf8.h"
#include "doc_yaml/yaml_builder.h"
#include "doc_yaml/yaml_events.h"
#include "klamm/document.h"

namespace klamm {

Result<Document> read_yaml(std::shared_ptr<const Source> source, Budget& budget) {
  Document document(std::move(source));
  std::string_view text = document.source().bytes();
  if (!budget.fits_bytes(text.size())) return budget.error();
  auto size = static_cast<uint32_t>(text.size());
  YamlBuilder builder(document, budget);

  auto refuse = [&](size_t begin, std::string why) {
    auto at = static_cast<uint32_t>(begin);
    document.complain({Diagnostic::Kind::kRefused, {at, std::min(at + 1, size)}, std::move(why)});
  };
  size_t nul = text.find('\0');
  size_t malformed = find_malformed_utf8(text);
  if (nul != std::string_view::npos) {
    refuse(nul, "a NUL byte in YAML");
  } else if (malformed != std::string_view::npos) {
    refuse(malformed, "malformed UTF-8");
  } else if (!text.empty()) {
    YamlEvents events(text);
    const fy_event* event = nullptr;
    while ((event = events.next()) != nullptr && builder.take(*event)) {
    }
    if (event == nullptr && !budget.spent()) {
      std::string error = events.error();
      if (!error.empty()) refuse(events.error_at(), error);
    }
    if (document.refused()) builder.abandon(size);
  }
  if (budget.spent()) return budget.error();
  return document;
}

}  // namespace klamm
