// Bytes with a name, and how places in them lead home to the file that a person opens.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/span.h"

namespace klamm {

// How decoded text stands in the text that it was decoded from: sorted, gapless pieces over the decoded bytes.
class SpanMap {
 public:
  enum class Kind : uint8_t {
    kCopy,    // byte for byte
    kBlock,   // the whole piece stands for the whole origin (an escape, a character that grew in UTF-8)
    kBase64,  // three decoded bytes stand for four letters, '=' counted
  };
  struct Piece {
    uint32_t begin;  // first decoded byte
    Span origin;     // in the text decoded from
    Kind kind;
  };

  // Appends a piece that begins at decoded byte `begin` (not before the last one's); joins copies that touch.
  // Text of the origin that leaves no decoded byte (a continuation, an indent) is simply not named.
  void add(uint32_t begin, Span origin, Kind kind = Kind::kCopy);
  // The smallest span of the origin that holds the decoded bytes of `decoded`. `size` is the decoded size.
  Span to_origin(Span decoded, uint32_t size) const;
  bool empty() const { return pieces_.empty(); }
  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

// Immutable; shared by the documents read from it. Thread-safe by being immutable, but for region(), which builds its
// table of lines on first use and belongs to one thread.
class Source {
 public:
  // `bytes` as read; nothing is validated or stripped here, each reader says what it accepts.
  Source(std::string name, std::string bytes);
  // Text decoded out of `outer` (a string in JSON, base64, a heredoc): its spans map back through `map`.
  Source(std::shared_ptr<const Source> outer, std::string bytes, SpanMap map);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source();

  // Of the outermost source: what the user called it (a path, or `<stdin>`).
  const std::string& name() const;
  // A NUL stands behind the last byte (and may stand among them).
  std::string_view bytes() const { return bytes_; }
  const Source* outer() const { return outer_.get(); }
  // The outermost source, and a span of this one in it.
  const Source& root() const;
  Span to_root(Span span) const;
  // What a person reads, in the root.
  Region region(Span span) const;
  // Line `number` (1-based) of the root without its line end; empty past the last.
  std::string_view line(uint32_t number) const;
  // The lines of this source that `span` touches, each from its first byte to before its line end.
  std::vector<Span> lines_of(Span span) const;

 private:
  struct Lines;
  Lines& lines() const;

  std::string name_;
  std::string bytes_;
  std::shared_ptr<const Source> outer_;
  SpanMap map_;
  mutable std::unique_ptr<Lines> lines_;
};

}  // namespace klamm
