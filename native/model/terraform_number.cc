#include "model/terraform_number.h"

#include <algorithm>
#include <charconv>

namespace klamm {
namespace {

constexpr size_t kMostDigits = 150;  // Terraform's own precision is 512 bits
constexpr int kMostScale = 18;

// mantissa / 10^scale
struct Decimal {
  int64_t mantissa = 0;
  int scale = 0;
};

// Whether a binary number holds it: else Terraform calculates with its nearest neighbour, whose last digits may show.
bool is_exact(const Decimal& number) {
  int64_t divisor = 1;
  for (int count = 0; count < number.scale; ++count) divisor *= 5;
  return number.mantissa % divisor == 0;
}

std::optional<Decimal> decimal(const TfValue& value) {
  std::string digits = value.text.bytes;
  size_t point = digits.find('.');
  int scale = 0;
  if (point != std::string::npos) {
    scale = static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  Decimal out{0, scale};
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.mantissa);
  if (error != std::errc() || end != digits.data() + digits.size() || scale > kMostScale) return std::nullopt;
  return out;
}

bool grow(Decimal& number, int scale) {
  for (; number.scale < scale; ++number.scale) {
    if (__builtin_mul_overflow(number.mantissa, int64_t{10}, &number.mantissa)) return false;
  }
  return true;
}

bool align(Decimal& left, Decimal& right) {
  int scale = std::max(left.scale, right.scale);
  return grow(left, scale) && grow(right, scale);
}

TfRef of(Decimal number, TfPlace place) {
  std::string digits = std::to_string(number.mantissa);
  if (number.scale > 0) {
    size_t sign = digits[0] == '-' ? 1 : 0;
    auto scale = static_cast<size_t>(number.scale);
    if (digits.size() - sign <= scale) digits.insert(sign, scale + 1 - (digits.size() - sign), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return tf_number(digits, place);
}

// What has no end in decimals, and an infinity, are unknown.
TfRef divide(Decimal left, Decimal right, TfPlace place) {
  if (right.mantissa == 0 || !align(left, right)) return tf_unknown(place);
  Decimal out{0, 0};
  while (left.mantissa % right.mantissa != 0) {
    if (out.scale == kMostScale || __builtin_mul_overflow(left.mantissa, int64_t{10}, &left.mantissa)) {
      return tf_unknown(place);
    }
    ++out.scale;
  }
  if (right.mantissa == -1 && left.mantissa == INT64_MIN) return tf_unknown(place);
  out.mantissa = left.mantissa / right.mantissa;
  return of(out, place);
}

// Of whole numbers: of others Terraform tells the last digits of its binary numbers.
TfRef remainder(Decimal left, Decimal right, TfPlace place) {
  if (right.mantissa == 0) return tf_unknown(place);
  if (left.scale > 0 || right.scale > 0) return tf_unknown(place);
  int64_t rest = right.mantissa == -1 ? 0 : left.mantissa % right.mantissa;
  return rest == 0 && left.mantissa < 0 ? tf_unknown(place) : tf_number(rest, place);
}

}  // namespace

std::optional<std::string> tf_canonical_number(std::string_view text) {
  std::string sign = text.starts_with('-') ? "-" : "";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  std::string_view mantissa = text.substr(0, exponent_at);
  int exponent = 0;
  if (exponent_at < text.size()) {
    std::string_view digits = text.substr(exponent_at + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  }
  size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  std::string_view fraction = point < mantissa.size() ? mantissa.substr(point + 1) : std::string_view();
  digits += fraction;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  if (digits.size() > kMostDigits || exponent > static_cast<int>(kMostDigits) ||
      exponent < -static_cast<int>(kMostDigits)) {
    return std::nullopt;
  }
  // The point moves by the exponent.
  int place = static_cast<int>(point) + exponent;
  if (place < 0) digits.insert(0, static_cast<size_t>(-place), '0');
  place = std::max(place, 0);
  if (static_cast<size_t>(place) > digits.size()) digits.append(static_cast<size_t>(place) - digits.size(), '0');
  std::string whole = digits.substr(0, static_cast<size_t>(place));
  std::string rest = digits.substr(static_cast<size_t>(place));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  rest.erase(rest.find_last_not_of('0') + 1);
  if (whole.empty()) whole = "0";
  if (rest.empty()) return whole == "0" ? whole : sign + whole;
  return sign + whole + "." + rest;
}

std::optional<int> tf_compare_numbers(const TfValue& left, const TfValue& right) {
  auto one = decimal(left);
  auto other = decimal(right);
  if (!one || !other || !align(*one, *other)) return std::nullopt;
  return one->mantissa < other->mantissa ? -1 : one->mantissa > other->mantissa ? 1 : 0;
}

TfRef tf_calculate(HclKind operation, const TfValue& left, const TfValue& right, TfPlace place) {
  bool compares = operation >= HclKind::kGreater && operation <= HclKind::kLessOrEqual;
  auto one = decimal(left);
  auto other = decimal(right);
  if (!one || !other || (!compares && (!is_exact(*one) || !is_exact(*other)))) return tf_unknown(place);
  // Terraform's zero may have a sign, which shows.
  bool negative = one->mantissa < 0 || other->mantissa < 0;
  bool scales = operation == HclKind::kMultiply || operation == HclKind::kDivide || operation == HclKind::kRemainder;
  if (scales && negative && (one->mantissa == 0 || other->mantissa == 0)) return tf_unknown(place);
  Decimal out;
  switch (operation) {
    case HclKind::kNegate:
      return one->mantissa == INT64_MIN || one->mantissa == 0 ? tf_unknown(place)
                                                              : of({-one->mantissa, one->scale}, place);
    case HclKind::kAdd:
      if (!align(*one, *other) || __builtin_add_overflow(one->mantissa, other->mantissa, &out.mantissa)) break;
      out.scale = one->scale;
      return of(out, place);
    case HclKind::kSubtract:
      if (!align(*one, *other) || __builtin_sub_overflow(one->mantissa, other->mantissa, &out.mantissa)) break;
      out.scale = one->scale;
      return of(out, place);
    case HclKind::kMultiply:
      if (__builtin_mul_overflow(one->mantissa, other->mantissa, &out.mantissa)) break;
      out.scale = one->scale + other->scale;
      return of(out, place);
    case HclKind::kDivide:
      return divide(*one, *other, place);
    case HclKind::kRemainder:
      return remainder(*one, *other, place);
    default: {
      auto order = tf_compare_numbers(left, right);
      if (!order) break;
      bool holds = operation == HclKind::kLess          ? *order < 0
                   : operation == HclKind::kLessOrEqual ? *order <= 0
                   : operation == HclKind::kGreater     ? *order > 0
                                                        : *order >= 0;
      return tf_bool(holds, place);
    }
  }
  return tf_unknown(place);
}

TfRef tf_round(const TfValue& number, bool up, TfPlace place) {
  auto value = decimal(number);
  if (!value) return tf_unknown(place);
  int64_t divisor = 1;
  for (int count = 0; count < value->scale; ++count) divisor *= 10;
  int64_t whole = value->mantissa / divisor;
  int64_t rest = value->mantissa % divisor;
  if (whole == 0 && rest < 0 && up) return tf_unknown(place);  // a zero with a sign
  if (up && rest > 0) ++whole;
  if (!up && rest < 0) --whole;
  return tf_number(whole, place);
}

}  // namespace klamm
