// Findings made of any bytes at all, in every format: JSON stays JSON, XML holds nothing forbidden, a terminal gets no
// control character, all is UTF-8.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "klamm/report.h"
#include "klamm/source.h"

using namespace klamm;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

// Takes pieces off the front of the input; the first byte of each says how long it is.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}
  uint8_t number() {
    if (rest_.empty()) return 0;
    auto value = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::string text() {
    std::string_view piece = rest_.substr(0, number());
    rest_.remove_prefix(std::min(rest_.size(), piece.size()));
    return std::string(piece);
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

Place place(Bytes& bytes) {
  Place made{bytes.text(), {}};
  if (bytes.number() % 4 != 0) {
    uint32_t line = 1 + bytes.number();
    uint32_t column = 1 + bytes.number();
    made.region = Region{{line, column}, {line + bytes.number() % 2, column + bytes.number() % 64}};
  }
  return made;
}

Finding finding(Bytes& bytes) {
  Finding made;
  made.rule = bytes.text();
  made.severity = static_cast<Severity>(bytes.number() % 5);
  made.place = place(bytes);
  for (std::string* text : {&made.key, &made.logical, &made.message, &made.label, &made.why, &made.mend})
    *text = bytes.text();
  made.source_line = bytes.text();
  made.source_line_column = 1 + bytes.number() % 8;
  made.related.push_back({place(bytes), bytes.text()});
  made.fix = Fix{bytes.text(), true, false, {{Span{0, 1}, bytes.text()}}};
  return made;
}

std::string printed(Format format, const ReportStyle& style, const FileReport& file) {
  auto reporter = make_reporter(format, {}, style);
  RunSummary summary;
  summary.add(file);
  ReportPart part;
  std::string out;
  reporter->begin(out);
  reporter->file(file, part);
  reporter->add(part, out);
  reporter->end(summary, out);
  return out;
}

bool is_json(const std::string& text) { return nlohmann::json::accept(text); }

bool plain(const std::string& text) {
  for (char c : text) {
    auto byte = static_cast<uint8_t>(c);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Bytes bytes(data, size);
  std::string path = bytes.text();
  ReportStyle style;
  style.width = static_cast<uint16_t>(bytes.number());
  style.verbose = bytes.number() % 2 == 0;
  LintResult result;
  result.kind = InputKind::kServerProperties;
  result.assumptions.push_back(bytes.text());
  result.unknown.push_back({bytes.text(), place(bytes), bytes.text()});
  while (!bytes.done() && result.findings.size() < 8) result.findings.push_back(finding(bytes));
  Source source(path, "x");
  Error error{path};
  FileReport read{path, &result, nullptr, &source};
  FileReport unread{path, nullptr, &error, nullptr};
  for (const FileReport* file : {&read, &unread}) {
    for (Format format :
         {Format::kText, Format::kJson, Format::kSarif, Format::kJunit, Format::kGithub, Format::kCodeClimate}) {
      std::string out = printed(format, style, *file);
      must(find_malformed_utf8(out) == std::string::npos);
      must(plain(out));
      bool json = format == Format::kJson || format == Format::kSarif || format == Format::kCodeClimate;
      must(!json || is_json(out));
    }
  }
  return 0;
}
