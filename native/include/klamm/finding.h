// What a rule says of an input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/document.h"
#include "klamm/span.h"

namespace klamm {

enum class Severity : uint8_t { kInfo, kLow, kMedium, kHigh, kCritical };
std::string_view severity_name(Severity severity);  // "critical" …
std::optional<Severity> parse_severity(std::string_view name);

enum class Verdict : uint8_t { kPass, kFail, kUnknown, kNotApplicable, kError };

// A place in the input; without a region it is the file as a whole.
struct Place {
  std::string path;
  std::optional<Region> region;
};

struct Related {
  Place place;
  std::string message;
};

// One replacement of bytes in one source (inner coordinates). Several edits of a fix apply together or not at all.
struct Edit {
  Span span;
  std::string text;
};
struct Fix {
  std::string title;        // "set ssl.client.auth to required"
  bool safe = false;        // keeps what the configuration does today, or only tightens what nobody may rely on
  bool secret = false;      // the edits repeat a secret: to be applied, never printed
  std::vector<Edit> edits;  // none: the mend is words only
};

// Owns all of its text; no secret is in any of it but in the edits of a fix that says so.
struct Finding {
  std::string rule;  // "KL001"
  Severity severity = Severity::kInfo;
  bool fatal = false;                // the broker refuses to start
  Verdict verdict = Verdict::kFail;  // kFail or kError
  Place place;
  std::string key;      // the key it is about, as written; may be empty
  std::string logical;  // stable path for fingerprints: key, listener, principal …
  std::string message;  // one line
  std::string label;    // under the caret; may be empty
  std::string why;      // the rule's, its holes filled; may be empty
  std::string mend;
  // The line of place.region.begin, secrets masked; empty without a region. Of a long line only a piece around the
  // region (a few hundred characters), so that many findings in one huge line stay small.
  std::string source_line;
  uint32_t source_line_column = 1;  // the column at which source_line begins
  std::vector<Related> related;
  std::optional<Fix> fix;
};

// Stable across unrelated changes of the file: rule + path + logical path (the key where that is empty), no line
// number. 32 hex digits. Two findings of one file may have the same: who needs them apart counts them.
std::string fingerprint(const Finding& finding);

}  // namespace klamm
