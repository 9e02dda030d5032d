// Known vulnerabilities of a release, where somebody said which release it is.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

constexpr int kLastPatch = 254;

struct Release {
  int major = 0;
  int minor = 0;
  int patch = 0;
  auto operator<=>(const Release&) const = default;
};

// `3.9.1`; of `3.9` alone the patch is `open`.
Release release_of(std::string_view text, int open) {
  Release out{0, 0, open};
  for (int* number : {&out.major, &out.minor, &out.patch}) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (error != std::errc() || text.empty()) break;
    text.remove_prefix(1);
  }
  return out;
}

struct Affected {
  Release first;
  Release last;
};

Affected affected_of(std::string_view range) {
  size_t dash = range.find('-');
  std::string_view last = dash == range.npos ? range : range.substr(dash + 1);
  return {release_of(range.substr(0, dash), 0), release_of(last, kLastPatch)};
}

bool is_any(const std::vector<std::string_view>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(), [&](std::string_view glob) { return glob_match(glob, text); });
}

// Whether somebody from elsewhere reaches a listener of these protocols and mechanisms, both as globs; empty: any.
bool exposed(const BrokerConfig& broker, const std::vector<std::string_view>& protocols,
             const std::vector<std::string_view>& mechanisms) {
  return std::any_of(broker.listeners().begin(), broker.listeners().end(), [&](const Listener& one) {
    if (!one.bound || one.bound->reach == Reach::kLoopback) return false;
    if (!protocols.empty() && !is_any(protocols, protocol_name(one.protocol))) return false;
    return mechanisms.empty() || std::any_of(one.mechanisms.begin(), one.mechanisms.end(),
                                             [&](std::string_view name) { return is_any(mechanisms, name); });
  });
}

}  // namespace

// params: affected, ranges of releases, both ends included (`4.1.0-4.1.1`, `4.2`); protocols and mechanisms of the
// listeners that make it real. Silent where the version was only
// assumed; of a line whose releases differ, unknown.
void check_vulnerable_release(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Target& target = broker.target();
  if (target.from != Target::From::kAsked && target.from != Target::From::kProject) return;
  std::vector<std::string_view> protocols = run.params().list("protocols");
  std::vector<std::string_view> mechanisms = run.params().list("mechanisms");
  if (!(protocols.empty() && mechanisms.empty()) && !exposed(broker, protocols, mechanisms)) return;
  bool any_patch = target.version.patch == KafkaVersion::kAnyPatch;
  Release first{target.version.major, target.version.minor, any_patch ? 0 : target.version.patch};
  Release last = first;
  if (any_patch) last.patch = kLastPatch;
  bool some = false;
  bool all = false;
  for (std::string_view range : run.params().list("affected")) {
    Affected affected = affected_of(range);
    some = some || (first <= affected.last && affected.first <= last);
    all = all || (affected.first <= first && last <= affected.last);
  }
  if (!some) return;
  if (!all) {
    run.unknown(kNoNode,
                fmt::format("which release of Kafka {} it is: not every one is affected", target.version.text()));
    return;
  }
  Hit hit;
  hit.holes = {{"release", target.version.text()}, {"key", std::string()}};
  run.fail(std::move(hit));
}

}  // namespace klamm
