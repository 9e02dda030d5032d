#include "rule/check_params.h"

#include <algorithm>

namespace klamm {

uint32_t PackParams::find(std::string_view name, ParamSpec::Type type) const {
  uint32_t first = view_.rule_word(rule_, rule_field::kParams);
  for (uint32_t index = 0; index < view_.count(rule_, rule_field::kParams); ++index) {
    uint32_t at = first + index * kParamWords;
    if (view_.text(view_.word(at), view_.word(at + 1)) == name &&
        view_.word(at + param_field::kType) == static_cast<uint32_t>(type)) {
      return at + param_field::kValue;
    }
  }
  return UINT32_MAX;
}

std::string_view PackParams::text(std::string_view name) const {
  uint32_t at = find(name, ParamSpec::Type::kText);
  return at == UINT32_MAX ? std::string_view() : view_.text(view_.word(at), view_.word(at + 1));
}

int64_t PackParams::number(std::string_view name, int64_t otherwise) const {
  uint32_t at = find(name, ParamSpec::Type::kNumber);
  if (at == UINT32_MAX) return otherwise;
  return static_cast<int64_t>(uint64_t{view_.word(at + 1)} << 32 | view_.word(at));
}

bool PackParams::flag(std::string_view name) const {
  uint32_t at = find(name, ParamSpec::Type::kFlag);
  return at != UINT32_MAX && view_.word(at) != 0;
}

std::vector<std::string_view> PackParams::list(std::string_view name) const {
  std::vector<std::string_view> out;
  uint32_t at = find(name, ParamSpec::Type::kList);
  if (at == UINT32_MAX) return out;
  for (uint32_t index = 0; index < view_.word(at + 1); ++index) {
    uint32_t item = view_.word(at) + 2 * index;
    out.push_back(view_.text(view_.word(item), view_.word(item + 1)));
  }
  return out;
}

SetParams::SetParams(const BlobView& view, RuleRef rule, const Selection& selection, std::string_view topic)
    : pack_(view, rule.rule) {
  const auto& all = selection.parameters;
  auto first = std::partition_point(all.begin(), all.end(), [&](const auto& one) { return one.first < rule.global; });
  for (; first != all.end() && first->first == rule.global; ++first) {
    if (topic.starts_with(first->second.topics)) set_.push_back(&first->second);
  }
}

template <class Held>
const Held* SetParams::find(std::string_view name) const {
  for (const RuleParameter* one : set_) {
    if (one->name == name) return std::get_if<Held>(&one->value);
  }
  return nullptr;
}

std::string_view SetParams::text(std::string_view name) const {
  const auto* own = find<std::string>(name);
  return own == nullptr ? pack_.text(name) : std::string_view(*own);
}

int64_t SetParams::number(std::string_view name, int64_t otherwise) const {
  const auto* own = find<int64_t>(name);
  return own == nullptr ? pack_.number(name, otherwise) : *own;
}

bool SetParams::flag(std::string_view name) const {
  const auto* own = find<bool>(name);
  return own == nullptr ? pack_.flag(name) : *own;
}

std::vector<std::string_view> SetParams::list(std::string_view name) const {
  const auto* own = find<std::vector<std::string>>(name);
  return own == nullptr ? pack_.list(name) : std::vector<std::string_view>(own->begin(), own->end());
}

}  // namespace klamm
