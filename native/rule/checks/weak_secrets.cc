// Secrets that are none: known, short, or of a shape that tells where they open a door.
#include <algorithm>
#include <array>
#include <optional>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 26> kKnown = {"admin",
                                                     "admin-secret",
                                                     "broker",
                                                     "changeit",
                                                     "changeme",
                                                     "confluent",
                                                     "default",
                                                     "demo",
                                                     "example",
                                                     "kafka",
                                                     "kafkasecret",
                                                     "kafka1234",
                                                     "keystore",
                                                     "pass",
                                                     "passw0rd",
                                                     "password",
                                                     "password1",
                                                     "secret",
                                                     "secret123",
                                                     "test",
                                                     "test1234",
                                                     "test-ks-password",
                                                     "test-key-password",
                                                     "truststore",
                                                     "welcome",
                                                     "123456"};

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool is_letter(char c) { return kLetters.find(c) != std::string_view::npos; }

// The length of the run of letters, digits and `more` at the place.
size_t run_of(std::string_view text, size_t at, std::string_view more) {
  size_t end = at;
  while (end < text.size() && (is_letter(text[end]) || more.find(text[end]) != std::string_view::npos)) ++end;
  return end - at;
}

// Keys of well-known issuers: how they begin, and how long at least they go on.
struct Shape {
  std::string_view begin;
  std::string_view more;  // other signs inside
  size_t least;
  std::string_view what;
};
constexpr std::array<Shape, 10> kShapes = {{{"AKIA", "", 16, "an access key of AWS"},
                                            {"ASIA", "", 16, "an access key of AWS"},
                                            {"eyJ", "_-.", 40, "a JSON web token"},
                                            {"ghp_", "", 36, "a token of GitHub"},
                                            {"github_pat_", "_", 40, "a token of GitHub"},
                                            {"glpat-", "_-", 20, "a token of GitLab"},
                                            {"xoxb-", "-", 20, "a token of Slack"},
                                            {"xoxp-", "-", 20, "a token of Slack"},
                                            {"AIza", "_-", 35, "an API key of Google"},
                                            {"AccountKey=", "+/=", 40, "a storage key of Azure"}}};

struct Found {
  size_t begin;
  size_t end;
  std::string_view what;
};

std::optional<Found> key_shaped(std::string_view value) {
  size_t pem = value.find("-----BEGIN ");
  if (pem != std::string_view::npos) {
    size_t end = value.find("-----", pem + 11);
    if (end != std::string_view::npos && value.substr(pem, end - pem).ends_with("PRIVATE KEY"))
      return Found{pem, end + 5, "a private key"};
  }
  for (const Shape& shape : kShapes) {
    for (size_t at = value.find(shape.begin); at != std::string_view::npos; at = value.find(shape.begin, at + 1)) {
      if (at > 0 && is_letter(value[at - 1])) continue;
      size_t length = run_of(value, at + shape.begin.size(), shape.more);
      if (length < shape.least) continue;
      // A JSON web token has three parts.
      if (shape.begin == "eyJ" && std::count(value.begin() + static_cast<std::ptrdiff_t>(at), value.end(), '.') < 2)
        continue;
      return Found{at, at + shape.begin.size() + length, shape.what};
    }
  }
  return std::nullopt;
}

}  // namespace

// params: keys, as globs; shortest: a secret of fewer letters is guessed; known: so is one that everybody knows.
void check_guessable_secret(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::vector<std::string_view> keys = run.params().list("keys");
  auto shortest = static_cast<size_t>(run.params().number("shortest", 0));
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.unknown || setting.placeholder != Placeholder::kNone || setting.key_unknown) continue;
    if (std::none_of(keys.begin(), keys.end(), [&](auto glob) { return glob_match(glob, setting.base); })) continue;
    std::string_view value = java_trim(setting.value);
    if (value.empty()) continue;
    std::string low = lower_letters(value);
    bool known = run.params().flag("known") && std::find(kKnown.begin(), kKnown.end(), low) != kKnown.end();
    if (!known && value.size() >= shortest) continue;
    run.fail(hit_value(setting, {{"what", std::string(known ? "one that everybody tries first" : "too short")}}));
  }
}

// Of whatever key. Private keys of TLS have a rule of their own.
void check_key_shaped_value(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    if (setting.base == "ssl.keystore.key" || setting.value.size() < 20) continue;
    if (auto found = key_shaped(setting.value)) {
      run.fail(hit_part(broker, setting, found->begin, found->end, {{"what", std::string(found->what)}}));
    }
  }
}

void check_private_key_inside(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    bool key = setting.base == "ssl.keystore.key" && setting.placeholder == Placeholder::kNone && !setting.key_unknown;
    if (!key || setting.value.find("-----BEGIN") == std::string_view::npos) continue;
    bool sealed = setting.value.find("ENCRYPTED") != std::string_view::npos;
    run.fail(hit_key(broker, setting,
                     {{"how", std::string(sealed ? "encrypted, by a password that is near" : "not even encrypted")}}));
  }
}

// One password for the store of the node's own key and for that of what it trusts.
void check_password_shared(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* keys = broker.setting("ssl.keystore.password");
  const Setting* trust = broker.setting("ssl.truststore.password");
  if (keys == nullptr || trust == nullptr || keys->unknown || trust->unknown) return;
  if (keys->placeholder != Placeholder::kNone || java_trim(keys->value) != java_trim(trust->value)) return;
  if (!java_trim(keys->value).empty()) run.fail(hit_key(broker, *trust));
}

}  // namespace klamm
