#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "klamm/triage.h"

namespace klamm {
namespace {

constexpr std::string_view kMark = "klamm:ignore";
constexpr std::string_view kBlanks = " \t\f\r";

bool is_comment(std::string_view line) {
  size_t at = line.find_first_not_of(kBlanks);
  return at != line.npos && (line[at] == '#' || line[at] == '!');
}

bool is_blank(std::string_view line) { return line.find_first_not_of(kBlanks) == line.npos; }

bool goes_on(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  size_t body = line.find_last_not_of('\\');
  return (line.size() - (body == line.npos ? 0 : body + 1)) % 2 == 1;
}

// Reads the words behind the mark.
class Words {
 public:
  Words(std::string_view text, const std::vector<const Pack*>& packs) : rest_(text), packs_(packs) {}

  Result<Ignore> read() {
    Ignore out;
    while (skip_blanks()) {
      std::string_view word = rest_.substr(0, rest_.find_first_of(" \t="));
      rest_.remove_prefix(word.size());
      Result<void> done = rest_.starts_with('=') ? read_field(word, out) : read_rules(word, out);
      if (!done) return done.error();
    }
    if (out.rules.empty()) return Error{"name the rules that are ignored, as in `klamm:ignore KL003`"};
    return out;
  }

 private:
  bool skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size()));
    return !rest_.empty();
  }

  Result<void> read_rules(std::string_view list, Ignore& out) const {
    while (!list.empty()) {
      std::string_view word = list.substr(0, list.find(','));
      list.remove_prefix(std::min(list.size(), word.size() + 1));
      std::string id = id_of_rule(word, packs_);
      if (id.empty()) return Error{fmt::format("no rule `{}`", word)};
      out.rules.push_back(std::move(id));
    }
    return {};
  }

  Result<void> read_field(std::string_view name, Ignore& out) {
    rest_.remove_prefix(1);
    bool quoted = rest_.starts_with('"');
    if (quoted) rest_.remove_prefix(1);
    size_t end = quoted ? rest_.find('"') : rest_.find_first_of(" \t");
    if (quoted && end == rest_.npos) return Error{fmt::format("the quote behind `{}=` is never closed", name)};
    std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(std::min(rest_.size(), value.size() + (quoted ? 1 : 0)));
    if (name == "reason") {
      out.reason = value;
    } else if (name == "until") {
      out.until = parse_day(value);
      if (!out.until) return Error{"a day is written 2027-03-31"};
    } else {
      return Error{fmt::format("no field `{}`; there are until and reason", name)};
    }
    return {};
  }

  std::string_view rest_;
  const std::vector<const Pack*>& packs_;
};

bool means(const Ignore& ignore, const Finding& finding) {
  if (std::find(ignore.rules.begin(), ignore.rules.end(), finding.rule) == ignore.rules.end()) return false;
  if (!ignore.key.empty() && ignore.key != finding.key) return false;
  if (ignore.whole_file) return true;
  if (!finding.place.region) return false;
  uint32_t line = finding.place.region->begin.line;
  return ignore.first <= line && line <= ignore.last;
}

Finding about(const Ignore& ignore, std::string rule, Severity severity, std::string message, std::string mend) {
  Finding out;
  out.rule = std::move(rule);
  out.severity = severity;
  Position begin{ignore.line, 1};
  out.place = {ignore.path, Region{begin, begin}};
  out.logical = fmt::format("ignore {}", fmt::join(ignore.rules, ","));
  out.message = std::move(message);
  out.mend = std::move(mend);
  return out;
}

}  // namespace

std::string Day::text() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::array<unsigned, 3> numbers{};
  constexpr std::array<std::pair<size_t, size_t>, 3> kPieces = {{{0, 4}, {5, 2}, {8, 2}}};
  for (size_t index = 0; index < numbers.size(); ++index) {
    std::string_view piece = text.substr(kPieces[index].first, kPieces[index].second);
    auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), numbers[index]);
    if (error != std::errc() || end != piece.data() + piece.size()) return std::nullopt;
  }
  auto [year, month, day] = numbers;
  constexpr std::array<uint8_t, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return std::nullopt;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2 && day == 29 && !leap) return std::nullopt;
  return Day{static_cast<uint16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
}

std::string id_of_rule(std::string_view word, const std::vector<const Pack*>& packs) {
  for (const Pack* pack : packs) {
    size_t rule = pack->find_rule(word);
    if (rule != SIZE_MAX) return std::string(pack->rule_id(rule));
  }
  return {};
}

Result<std::vector<Ignore>> read_ignores(const Source& source, const std::vector<const Pack*>& packs) {
  std::vector<Ignore> out;
  std::string_view bytes = source.bytes();
  if (bytes.find(kMark) == bytes.npos) return out;
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    lines.push_back(line);
  }
  bool continued = false;
  for (size_t index = 0; index < lines.size(); ++index) {
    bool inside = continued;
    continued = (inside || !is_comment(lines[index])) && goes_on(lines[index]);
    if (inside || !is_comment(lines[index])) continue;
    std::string_view text = lines[index];
    text.remove_prefix(std::min(text.find_first_not_of(" \t\f#!"), text.size()));
    if (!text.starts_with(kMark)) continue;
    Result<Ignore> read = Words(text.substr(kMark.size()), packs).read();
    if (!read) return Error{fmt::format("{}:{}: {}", source.name(), index + 1, read.error().message)};
    Ignore ignore = std::move(read).value();
    ignore.path = source.name();
    ignore.line = static_cast<uint32_t>(index + 1);
    size_t next = index + 1;
    while (next < lines.size() && is_comment(lines[next])) ++next;
    if (next < lines.size() && !is_blank(lines[next])) {
      ignore.whole_file = false;
      ignore.first = static_cast<uint32_t>(next + 1);
      while (next + 1 < lines.size() && goes_on(lines[next])) ++next;
      ignore.last = static_cast<uint32_t>(next + 1);
    }
    out.push_back(std::move(ignore));
  }
  return out;
}

void apply_ignores(LintResult& result, const std::vector<Ignore>& comments, const std::vector<const Ignore*>& decided,
                   const IgnoreOptions& options, std::vector<bool>& used) {
  std::vector<const Ignore*> all;
  for (const Ignore& comment : comments) all.push_back(&comment);
  all.insert(all.end(), decided.begin(), decided.end());
  std::vector<bool> good(all.size());
  std::erase_if(result.findings, [&](Finding& finding) {
    bool taken = false;
    for (size_t index = 0; index < all.size(); ++index) {
      if (!means(*all[index], finding)) continue;
      good[index] = true;
      if (!all[index]->until || options.today <= *all[index]->until) {
        taken = true;
      } else {
        Position place{all[index]->line, 1};
        finding.related.push_back(
            {{all[index]->path, Region{place, place}}, fmt::format("was ignored until {}", all[index]->until->text())});
      }
    }
    return taken;
  });
  used.assign(good.begin() + static_cast<std::ptrdiff_t>(comments.size()), good.end());
  for (size_t index = 0; index < comments.size(); ++index) {
    const Ignore& comment = comments[index];
    if (!good[index] && options.tell_unused) {
      result.findings.push_back(
          about(comment, "KI001", Severity::kLow,
                fmt::format("nothing to ignore: {} finds nothing here", fmt::join(comment.rules, ", ")),
                "Delete the comment."));
    } else if (good[index] && options.require_reason && comment.reason.empty()) {
      result.findings.push_back(
          about(comment, "KI002", Severity::kHigh, "ignored without a reason", "Say why, with `reason=\"…\"`."));
    }
  }
}

}  // namespace klamm
