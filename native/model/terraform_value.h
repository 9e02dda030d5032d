// Values of Terraform's expressions, and of CloudFormation's, each with where it was written.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/source.h"

namespace klamm {

struct TfPlace {
  const Source* source = nullptr;
  Span span;
};

// Holds the sources that places point to.
class TfSources {
 public:
  void keep(const std::shared_ptr<const Source>& source) { kept_.emplace(source.get(), source); }
  std::shared_ptr<const Source> find(const Source* source) const {
    auto found = kept_.find(source);
    return found == kept_.end() ? nullptr : found->second;
  }
  const std::map<const Source*, std::shared_ptr<const Source>>& all() const { return kept_; }

 private:
  std::map<const Source*, std::shared_ptr<const Source>> kept_;
};

// A text and where its bytes stand, all in one source.
struct TfText {
  std::string bytes;
  const Source* source = nullptr;
  SpanMap map;

  TfText() = default;
  // The whole text stands for the place.
  TfText(std::string text, TfPlace place) : bytes(std::move(text)), source(place.source) {
    map.add(0, place.span, SpanMap::Kind::kBlock);
  }
};

// Tuples and lists, objects and maps differ in what may be compared and converted, not in what they hold.
enum class TfKind : uint8_t { kUnknown, kNull, kBool, kNumber, kString, kTuple, kList, kSet, kObject, kMap };

struct TfValue;
using TfRef = std::shared_ptr<const TfValue>;

struct TfMember {
  TfText key;
  TfRef value;
  TfPlace at{};  // the expression that brought the value, which may have been written elsewhere
};

struct TfValue {
  TfKind kind = TfKind::kUnknown;
  bool truth = false;   // kBool
  bool failed = false;  // kUnknown: Terraform would refuse the expression
  // kUnknown: `text` is what is known of a string, unknown pieces standing in it as `${…}`. Else it is the address that
  // the expression refers to, or empty.
  bool holes = false;
  TfText text;                    // kString; kNumber: its digits, in one spelling for one number; kUnknown
  std::vector<TfRef> items;       // kTuple, kList, kSet (sorted, each once)
  std::vector<TfMember> members;  // kObject, kMap: sorted by key, each once
  TfPlace place;                  // the expression that made it

  bool known() const { return kind != TfKind::kUnknown; }
  bool is_sequence() const { return kind == TfKind::kTuple || kind == TfKind::kList || kind == TfKind::kSet; }
  bool is_mapping() const { return kind == TfKind::kObject || kind == TfKind::kMap; }
  const TfRef* find(std::string_view key) const;
};

TfRef tf_unknown(TfPlace place, std::string address = {});
TfRef tf_failed(TfPlace place);
TfRef tf_null(TfPlace place);
TfRef tf_bool(bool truth, TfPlace place);
TfRef tf_number(int64_t number, TfPlace place);
TfRef tf_string(TfText text, TfPlace place);
TfRef tf_string(std::string text, TfPlace place);
// What is known of a string.
TfRef tf_holed(TfText text, TfPlace place);
TfRef tf_sequence(TfKind kind, std::vector<TfRef> items, TfPlace place);
// Sorts by key; of equal keys the last counts.
TfRef tf_mapping(TfKind kind, std::vector<TfMember> members, TfPlace place);
// Sorts, and drops what is there twice; a set of values that are not all known strings, numbers or booleans is unknown.
TfRef tf_set(std::vector<TfRef> items, TfPlace place);

// A number in its one spelling: no exponent, no zeros that say nothing. None: it is no number, or one of too many
// digits.
std::optional<std::string> tf_canonical_number(std::string_view text);
// A number value of text that is one, else failed; unknown if it has too many digits.
TfRef tf_number(std::string_view text, TfPlace place);
// A whole number within int64_t.
std::optional<int64_t> tf_integer(const TfValue& value);

// As Terraform converts: null and unknown stay, what cannot be converted is failed.
TfRef tf_to_string(const TfRef& value);
TfRef tf_to_number(const TfRef& value);
TfRef tf_to_bool(const TfRef& value);

// Whether nothing in it is unknown.
bool tf_wholly_known(const TfValue& value);
// Equality as `==` has it; none where something decisive is unknown.
std::optional<bool> tf_equal(const TfValue& left, const TfValue& right);

}  // namespace klamm
