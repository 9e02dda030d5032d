// What of an input must never be printed, and how its lines look without it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/broker.h"
#include "klamm/span.h"

namespace klamm {

inline constexpr std::string_view kMask = "********";

// A text for people and JSON: valid UTF-8 on one line (what cannot be shown becomes U+FFFD or a blank), at most `most`
// code points, then "…".
std::string printable(std::string_view text, size_t most = 200);

class Secrets {
 public:
  explicit Secrets(const BrokerConfig& broker) : source_(broker.document().source()), broker_(&broker) {}
  // Of an input without settings: only what looks like a secret is one.
  explicit Secrets(const Source& source) : source_(source) {}

  // By the catalog, by who else reads the key, or by its name alone.
  bool is_secret(std::string_view key) const;
  // A value as it may be shown: kMask for a secret, unless it is nothing but an indirection or a template's variable;
  // also for what holds a password inside (a URL, JAAS options).
  std::string shown(std::string_view key, std::string_view value) const;
  // Whether `text` repeats the value of a secret setting (of eight bytes or more, or of `node` itself).
  bool repeats_secret(std::string_view text, NodeId node) const;
  bool is_secret_setting(NodeId node) const;

  struct Line {
    std::string text;     // columns as in the source, secrets as one `*` for each
    uint32_t column = 1;  // of its first character
  };
  // The line of a place (bytes of the root source, which begin at `begin`), or some 240 bytes of it around the place.
  Line line(Span place, Position begin) const;
  // All of the root source, its line ends kept, each other byte of a secret `*`.
  std::string text() const;

 private:
  bool harmless(std::string_view value) const;
  void mask_settings(Span line, std::vector<bool>& masked) const;
  // What of one line only looks like a secret; masked[begin] is its first byte.
  void mask_looks(std::string_view line, uint32_t begin, std::vector<bool>& masked) const;
  void mask_jaas(const Setting& setting, Span line, std::vector<bool>& masked) const;

  const Source& source_;
  const BrokerConfig* broker_ = nullptr;
};

}  // namespace klamm
