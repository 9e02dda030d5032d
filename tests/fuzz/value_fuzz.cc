// Typed values of any text: whatever is given back lies within the text, and parsing it once more says the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "klamm/value.h"

using namespace klamm;

namespace {

void demand(bool truth) {
  if (!truth) std::abort();
}

bool within(std::string_view piece, std::string_view text) {
  return piece.data() >= text.data() && piece.data() + piece.size() <= text.data() + text.size();
}

struct Check {
  std::string_view text;

  void operator()(bool) const {}
  void operator()(int64_t value) const {
    auto again = parse_typed(KeyType::kLong, std::to_string(value));
    demand(again && std::get<int64_t>(again.value()) == value);
  }
  void operator()(double) const {}
  void operator()(std::string_view value) const { demand(within(value, text) && java_trim(value) == value); }
  void operator()(const ListItems& items) const {
    for (std::string_view item : items) demand(within(item, text) && item.find(',') == std::string_view::npos);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Validator validator;
  validator.kind = static_cast<ValidatorKind>(data[0] % 8);
  validator.low = 1;
  validator.values = {"required", "none"};
  validator.empty_allowed = data[0] % 2 == 0;
  text.remove_prefix(1);
  for (int type = 0; type <= static_cast<int>(KeyType::kPassword); ++type) {
    auto parsed = parse_typed(static_cast<KeyType>(type), text);
    if (parsed) std::visit(Check{text}, parsed.value());
    auto valid = parse_value(static_cast<KeyType>(type), validator, text);
    demand(parsed.ok() || !valid.ok());
  }
  std::vector<uint32_t> offsets;
  ListItems items = split_list(text, &offsets);
  demand(items.size() == offsets.size());
  for (size_t i = 0; i < items.size(); ++i) demand(text.substr(offsets[i], items[i].size()) == items[i]);
  PlaceholderAt at = find_placeholder(text);
  demand(at.kind == Placeholder::kNone || (at.begin < at.end && at.end <= text.size()));
  demand(at.provider.empty() || within(at.provider, text));
  Catalog::secret_by_name(text);
  return 0;
}
