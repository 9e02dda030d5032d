#include <algorithm>
#include <array>

#include "model/terraform_functions.h"
#include "model/terraform_number.h"

namespace klamm {
namespace {

TfRef take_numbers(const TfCall& call, const std::vector<TfRef>& from, std::vector<TfRef>& numbers) {
  for (const TfRef& argument : from) {
    numbers.push_back(tf_to_number(argument));
    if (numbers.back()->failed || numbers.back()->kind == TfKind::kNull) return call.failed();
  }
  bool known = std::all_of(numbers.begin(), numbers.end(), [](const TfRef& number) { return number->known(); });
  return known ? nullptr : call.unknown();
}

template <bool kLargest>
TfRef extreme(const TfCall& call) {
  std::vector<TfRef> numbers;
  if (call.size() == 0) return call.failed();
  if (TfRef stop = take_numbers(call, call.arguments, numbers)) return stop;
  TfRef best = numbers[0];
  for (const TfRef& number : numbers) {
    auto order = tf_compare_numbers(*number, *best);
    if (!order) return call.unknown();
    if (kLargest ? *order > 0 : *order < 0) best = number;
  }
  return best;
}

template <bool kUp>
TfRef rounded(const TfCall& call) {
  std::vector<TfRef> numbers;
  if (call.size() != 1) return call.failed();
  if (TfRef stop = take_numbers(call, call.arguments, numbers)) return stop;
  return tf_round(*numbers[0], kUp, call.place);
}

TfRef absolute(const TfCall& call) {
  std::vector<TfRef> numbers;
  if (call.size() != 1) return call.failed();
  if (TfRef stop = take_numbers(call, call.arguments, numbers)) return stop;
  bool negative = numbers[0]->text.bytes.starts_with('-');
  return negative ? tf_calculate(HclKind::kNegate, *numbers[0], *numbers[0], call.place) : numbers[0];
}

TfRef sum(const TfCall& call) {
  if (call.size() != 1) return call.failed();
  if (!call.at(0)->known()) return call.unknown();
  if (!call.at(0)->is_sequence() || call.at(0)->items.empty()) return call.failed();
  std::vector<TfRef> numbers;
  if (TfRef stop = take_numbers(call, call.at(0)->items, numbers)) return stop;
  TfRef total = tf_number(int64_t{0}, call.place);
  for (const TfRef& number : numbers) {
    total = tf_calculate(HclKind::kAdd, *total, *number, call.place);
    if (!total->known()) break;
  }
  return total;
}

struct Named {
  std::string_view name;
  TfFunction function;
};

constexpr std::array<Named, 6> kFunctions = {{{"abs", absolute},
                                              {"ceil", rounded<true>},
                                              {"floor", rounded<false>},
                                              {"max", extreme<true>},
                                              {"min", extreme<false>},
                                              {"sum", sum}}};

}  // namespace

TfFunction tf_number_function(std::string_view name) {
  auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Named& one) { return one.name == name; });
  return found == kFunctions.end() ? nullptr : found->function;
}

}  // namespace klamm
