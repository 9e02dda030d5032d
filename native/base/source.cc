#include "klamm/source.h"

#include <algorithm>
#include <iterator>

#include "base/scan.h"
#include "base/utf8.h"

namespace klamm {
namespace {

bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

// Behind the line end at `at`: LF, CR or CRLF.
uint32_t next_line(std::string_view bytes, uint32_t at) { return at + (bytes.substr(at).starts_with("\r\n") ? 2 : 1); }

}  // namespace

// Offsets at which lines begin, and the last place that was asked for: places come in the order of the text, mostly,
// and a line may be as long as its file.
struct Source::Lines {
  static constexpr uint32_t kMarkEvery = 4096;
  struct Mark {
    uint32_t offset;
    uint32_t points;  // before it
  };

  std::string_view bytes;
  std::vector<uint32_t> starts{0};
  uint32_t last_offset = 0;
  uint32_t last_column = 1;
  std::vector<Mark> marks;  // of a text with a long line, once it is asked for

  explicit Lines(std::string_view text) : bytes(text) {
    for (uint32_t at = find_line_end(bytes, 0); at < bytes.size(); at = find_line_end(bytes, at)) {
      at = next_line(bytes, at);
      starts.push_back(at);
    }
  }

  uint32_t line_of(uint32_t offset) const {
    return static_cast<uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
  }

  uint32_t count(uint32_t begin, uint32_t end) const {
    return static_cast<uint32_t>(utf8_count(bytes.substr(begin, end - begin)));
  }

  // Code points before an offset. Marks stand where no character goes on, so that pieces add up.
  uint32_t points_before(uint32_t offset) {
    if (marks.empty()) marks.push_back({0, 0});
    while (marks.back().offset + kMarkEvery < bytes.size()) {
      uint32_t at = marks.back().offset + kMarkEvery;
      while (at < bytes.size() && utf8_continues(bytes[at])) ++at;
      marks.push_back({at, marks.back().points + count(marks.back().offset, at)});
    }
    auto behind = std::upper_bound(marks.begin(), marks.end(), offset,
                                   [](uint32_t wanted, const Mark& mark) { return wanted < mark.offset; });
    const Mark& mark = *std::prev(behind);
    return mark.points + count(mark.offset, offset);
  }

  Position position(uint32_t offset) {
    uint32_t line = line_of(offset);
    uint32_t from = starts[line - 1];
    uint32_t column = 1;
    if (last_offset >= from && last_offset <= offset) {
      from = last_offset;
      column = last_column;
    }
    if (offset - from > 2 * kMarkEvery) {
      column = 1 + points_before(offset) - points_before(starts[line - 1]);
    } else {
      column += count(from, offset);
    }
    if (offset == bytes.size() || !utf8_continues(bytes[offset])) {
      last_offset = offset;
      last_column = column;
    }
    return {line, column};
  }
};

Source::Source(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}

Source::Source(std::shared_ptr<const Source> outer, std::string bytes, SpanMap map)
    : bytes_(std::move(bytes)), outer_(std::move(outer)), map_(std::move(map)) {}

Source::~Source() = default;

const std::string& Source::name() const { return root().name_; }

const Source& Source::root() const {
  const Source* source = this;
  while (source->outer_) source = source->outer_.get();
  return *source;
}

Span Source::to_root(Span span) const {
  for (const Source* source = this; source->outer_; source = source->outer_.get()) {
    span = source->map_.to_origin(span, static_cast<uint32_t>(source->bytes_.size()));
  }
  return span;
}

Source::Lines& Source::lines() const {
  if (!lines_) lines_ = std::make_unique<Lines>(bytes_);
  return *lines_;
}

Region Source::region(Span span) const {
  const Source& home = root();
  Span place = to_root(span);
  Lines& lines = home.lines();
  Position begin = lines.position(place.begin);
  return {begin, lines.position(place.end)};
}

std::string_view Source::line(uint32_t number) const {
  const Source& home = root();
  const Lines& lines = home.lines();
  if (number == 0 || number > lines.starts.size()) return {};
  uint32_t begin = lines.starts[number - 1];
  uint32_t end = number < lines.starts.size() ? lines.starts[number] : static_cast<uint32_t>(home.bytes_.size());
  std::string_view line = std::string_view(home.bytes_).substr(begin, end - begin);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::vector<Span> Source::lines_of(Span span) const {
  std::string_view bytes = bytes_;
  uint32_t begin = span.begin;
  if (begin > 0 && bytes.substr(begin - 1).starts_with("\r\n")) --begin;
  while (begin > 0 && !is_line_end(bytes[begin - 1])) --begin;
  std::vector<Span> lines;
  for (;;) {
    uint32_t end = find_line_end(bytes, begin);
    lines.push_back({begin, end});
    if (end >= span.end || end == bytes.size()) return lines;
    begin = next_line(bytes, end);
    if (begin >= span.end) return lines;
  }
}

}  // namespace klamm
