#include "authz/iam_value.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace klamm::authz {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// Takes `size` digits from the front.
std::optional<int> take_number(std::string_view& text, size_t size) {
  if (text.size() < size || !all_digits(text.substr(0, size))) return {};
  int value = 0;
  for (char digit : text.substr(0, size)) value = value * 10 + (digit - '0');
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, char byte) {
  if (!text.starts_with(byte)) return false;
  text.remove_prefix(1);
  return true;
}

// Days since 1970-01-01 in the Gregorian calendar.
int64_t days_from_civil(int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[static_cast<size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// Behind a `T`: hh:mm[:ss[.s…]] and `Z` or +hh:mm.
std::optional<int64_t> parse_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return {};
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return {};
  int64_t millis = (int64_t{*hour} * 60 + *minute) * 60'000;
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return {};
    millis += int64_t{*second} * 1000;
    if (take(text, '.')) {
      const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
      if (digits == 0) return {};
      int scale = 100;
      for (char digit : text.substr(0, std::min<size_t>(digits, 3))) {
        millis += int64_t{digit - '0'} * scale;
        scale /= 10;
      }
      text.remove_prefix(digits);
    }
  }
  if (text == "Z" || text == "z") return millis;
  const bool east = text.starts_with('+');
  if (!take(text, '+') && !take(text, '-')) return {};
  const auto zone_hour = take_number(text, 2);
  if (!zone_hour) return {};
  take(text, ':');
  const auto zone_minute = take_number(text, 2);
  if (!zone_minute || !text.empty() || *zone_hour > 23 || *zone_minute > 59) return {};
  const int64_t zone = (int64_t{*zone_hour} * 60 + *zone_minute) * 60'000;
  return east ? millis - zone : millis + zone;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  number.negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = point < text.size() ? text.substr(point + 1) : std::string_view();
  if (!all_digits(whole) || (point < text.size() && !all_digits(fraction))) return {};
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  number.whole = whole;
  number.fraction = fraction;
  if (whole.empty() && fraction.empty()) number.negative = false;
  return number;
}

int compare(const Decimal& left, const Decimal& right) {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  int order = 0;
  if (left.whole.size() != right.whole.size()) {
    order = left.whole.size() < right.whole.size() ? -1 : 1;
  } else {
    order = left.whole.compare(right.whole);
    if (order == 0) order = left.fraction.compare(right.fraction);
  }
  return left.negative ? -order : order;
}

std::optional<int64_t> parse_date(std::string_view text) {
  if (all_digits(text) && text.size() != 4) {
    if (text.size() > 15) return {};
    int64_t seconds = 0;
    for (char digit : text) seconds = seconds * 10 + (digit - '0');
    return seconds * 1000;
  }
  const auto year = take_number(text, 4);
  if (!year) return {};
  int month = 1;
  int day = 1;
  int64_t time = 0;
  if (take(text, '-')) {
    const auto written_month = take_number(text, 2);
    if (!written_month || *written_month < 1 || *written_month > 12) return {};
    month = *written_month;
    if (take(text, '-')) {
      const auto written_day = take_number(text, 2);
      if (!written_day || *written_day < 1 || *written_day > days_in(*year, month)) return {};
      day = *written_day;
      if (take(text, 'T') || take(text, 't')) {
        const auto written_time = parse_time(text);
        if (!written_time) return {};
        time = *written_time;
        text = {};
      }
    }
  }
  if (!text.empty()) return {};
  return days_from_civil(*year, month, day) * 86'400'000 + time;
}

std::string format_date(int64_t seconds) {
  int64_t days = seconds / 86'400;
  int64_t rest = seconds % 86'400;
  if (rest < 0) {
    rest += 86'400;
    --days;
  }
  int year = 1970;
  const auto days_of = [](int of) { return days_in(of, 2) == 29 ? 366 : 365; };
  constexpr int64_t kEra = 146'097;  // days of 400 years
  year += static_cast<int>(days / kEra) * 400;
  days %= kEra;
  for (; days < 0; days += days_of(year)) --year;
  for (; days >= days_of(year); ++year) days -= days_of(year);
  int month = 1;
  for (; days >= days_in(year, month); ++month) days -= days_in(year, month);
  std::array<char, 64> text{};
  (void)std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month,
                      static_cast<int>(days) + 1, static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                      static_cast<int>(rest % 60));
  return text.data();
}

std::optional<bool> parse_bool(std::string_view text) {
  if (equal_ignoring_case(text, "true")) return true;
  if (equal_ignoring_case(text, "false")) return false;
  return {};
}

std::optional<std::string> parse_base64(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) return {};
  std::string decoded;
  while (!text.empty()) {
    std::string_view group = text.substr(0, 4);
    text.remove_prefix(4);
    const size_t letters = text.empty() ? group.find_last_not_of('=') + 1 : 4;
    if (letters < 2) return {};
    uint32_t bits = 0;
    for (char letter : group.substr(0, letters)) {
      const size_t value = kAlphabet.find(letter);
      if (value == std::string_view::npos) return {};
      bits = bits << 6 | static_cast<uint32_t>(value);
    }
    bits <<= 6 * (4 - letters);
    for (size_t byte = 1; byte < letters; ++byte, bits <<= 8) decoded += static_cast<char>(bits >> 16 & 0xff);
  }
  return decoded;
}

std::optional<HostRange> parse_network(std::string_view text) {
  const size_t slash = text.find('/');
  const auto address = parse_unmapped(text.substr(0, slash));
  if (!address) return {};
  const unsigned most = address->v6 ? 128 : 32;
  if (slash == std::string_view::npos) return range_around(*address, most);
  std::string_view digits = text.substr(slash + 1);
  if (!all_digits(digits) || digits.size() > 3) return {};
  unsigned length = 0;
  for (char digit : digits) length = length * 10 + static_cast<unsigned>(digit - '0');
  const bool mapped = !address->v6 && text.substr(0, slash).find(':') != std::string_view::npos;
  if (mapped && length < 96) return {};
  if (mapped) length -= 96;
  if (length > most) return {};
  return range_around(*address, length);
}

bool holds(const HostRange& range, const HostAddress& address) {
  return address.v6 == range.first.v6 && range_around(address, range.length) == range;
}

}  // namespace klamm::authz
