// What people signed for: `[[attestation]]` tables of a TOML file.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "linter/practices.h"

namespace klamm::cli {
namespace {

constexpr int64_t kLongest = 3660;  // days: what is valid for ever is no review

std::chrono::sys_days days_of(Day day) {
  return std::chrono::year(day.year) / std::chrono::month(day.month) / std::chrono::day(day.day);
}

Day day_of(std::chrono::sys_days days) {
  const std::chrono::year_month_day date(days);
  return {static_cast<uint16_t>(static_cast<int>(date.year())),
          static_cast<uint8_t>(static_cast<unsigned>(date.month())),
          static_cast<uint8_t>(static_cast<unsigned>(date.day()))};
}

class Reader {
 public:
  Reader(const std::string& path, const std::vector<Practice>& practices, Day today)
      : path_(path), practices_(practices), today_(today) {}

  Result<std::vector<Attestation>> read(const toml::table& file) const {
    std::vector<Attestation> out;
    for (const auto& [key, node] : file) {
      const toml::array* all = node.as_array();
      if (key.str() != "attestation" || all == nullptr) {
        return at(key.source(), "[[attestation]] tables are wanted, and nothing else");
      }
      for (const toml::node& item : *all) {
        const toml::table* table = item.as_table();
        if (table == nullptr) return at(item.source(), "a table is wanted");
        auto one = read_one(*table);
        if (!one) return one.error();
        out.push_back(std::move(one).value());
      }
    }
    return out;
  }

 private:
  Error at(const toml::source_region& place, std::string_view message) const {
    return Error{fmt::format("{}:{}:{}: {}", path_, place.begin.line, place.begin.column, message)};
  }

  Result<Attestation> read_one(const toml::table& table) const {
    Attestation out;
    out.path = path_;
    out.line = table.source().begin.line;
    std::optional<Day> date;
    int64_t valid_for = 0;
    for (const auto& [key, node] : table) {
      const std::string_view name = key.str();
      auto text = node.value_exact<std::string>();
      std::string* place = name == "practice"   ? &out.practice
                           : name == "cluster"  ? &out.cluster
                           : name == "owner"    ? &out.owner
                           : name == "evidence" ? &out.evidence
                           : name == "note"     ? &out.note
                                                : nullptr;
      if (place != nullptr) {
        if (!text) return at(node.source(), "a string is wanted");
        *place = *text;
      } else if (name == "date") {
        if (const auto* written = node.as_date()) {
          date = Day{written->get().year, written->get().month, written->get().day};
        } else if (text) {
          date = parse_day(*text);
        }
        if (!date || date->year > 9000) return at(node.source(), "a day is written 2027-03-31");
      } else if (name == "valid_for") {
        valid_for = node.value_exact<int64_t>().value_or(0);
        if (valid_for < 1 || valid_for > kLongest) {
          return at(node.source(), fmt::format("a number of days from 1 to {} is wanted", kLongest));
        }
      } else {
        return at(
            key.source(),
            fmt::format("no key `{}`; there are practice, cluster, owner, date, valid_for, evidence and note", name));
      }
    }
    const std::string_view missing = out.practice.empty()   ? "practice"
                                     : out.owner.empty()    ? "owner"
                                     : !date                ? "date"
                                     : valid_for == 0       ? "valid_for"
                                     : out.evidence.empty() ? "evidence"
                                                            : "";
    if (!missing.empty())
      return at(table.source(), fmt::format("an attestation without `{}` attests nothing", missing));
    if (*date > today_) {
      return at(table.source(), fmt::format("dated {}, which is after {}", date->text(), today_.text()));
    }
    const bool exists = std::any_of(practices_.begin(), practices_.end(),
                                    [&](const Practice& practice) { return practice.id == out.practice; });
    if (!exists) return at(table.source(), fmt::format("no practice `{}`", out.practice));
    out.date = *date;
    out.last = day_of(days_of(*date) + std::chrono::days(valid_for));
    return out;
  }

  const std::string& path_;
  const std::vector<Practice>& practices_;
  const Day today_;
};

}  // namespace

Result<std::vector<Attestation>> parse_attestations(std::string_view text, const std::string& path,
                                                    const std::vector<Practice>& practices, Day today) {
  toml::parse_result parsed = toml::parse(text, path);
  if (!parsed) {
    const auto& at = parsed.error().source().begin;
    return Error{fmt::format("{}:{}:{}: {}", path, at.line, at.column, parsed.error().description())};
  }
  return Reader(path, practices, today).read(parsed.table());
}

}  // namespace klamm::cli
