#include <algorithm>
#include <array>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/text.h"

namespace klamm {
namespace {

// Tags that stand on lines of their own and decide whether other lines apply.
struct Tag {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Tag, 4> kTags = {{{"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}, {"{{", "}}"}}};

// Lines of a template that are told apart; with more of them anything may be set.
constexpr size_t kMaxTemplated = 64;
constexpr std::string_view kAnyKey = "{{}}";

// First word of a tag's inside, marks of blank control and output taken off.
std::string_view first_word(std::string_view inside) {
  size_t begin = inside.find_first_not_of(" \t-~=#");
  if (begin == std::string_view::npos) return {};
  inside.remove_prefix(begin);
  size_t end = 0;
  while (end < inside.size() && ((inside[end] >= 'a' && inside[end] <= 'z') || inside[end] == '_')) ++end;
  return inside.substr(0, end);
}

template <size_t kSize>
bool among(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 12> kOpening = {"if",      "for",   "unless", "case",  "range",  "with",
                                                       "foreach", "while", "call",   "macro", "filter", "define"};

struct LineScan {
  int depth = 0;        // blocks opened minus blocks closed
  int lowest = 0;       // lowest depth on the way
  bool prints = false;  // something else than directives stands in it
};

// Reads the tags of one line. `{{ … }}` counts as a directive only where it controls (Go's templates).
LineScan scan_line(std::string_view line) {
  LineScan scan;
  while (!line.empty()) {
    if (static_cast<uint8_t>(line[0]) <= ' ') {
      line.remove_prefix(1);
      continue;
    }
    auto tag = std::find_if(kTags.begin(), kTags.end(), [&](const Tag& each) { return line.starts_with(each.open); });
    if (tag == kTags.end()) {
      scan.prints = true;
      line.remove_prefix(1);
      continue;
    }
    size_t close = line.find(tag->close, tag->open.size());
    std::string_view inside = line.substr(tag->open.size(), close == std::string_view::npos ? close : close - 2);
    std::string_view word = first_word(inside);
    bool opens = among(word, kOpening) || (tag->open == "<%" && inside.find(" do") != std::string_view::npos);
    bool closes = word.starts_with("end");
    if (tag->open == "{#") opens = closes = false;
    bool prints =
        tag->open == "{{" ? !opens && !closes && word != "else" : tag->open == "<%" && inside.starts_with('=');
    scan.prints = scan.prints || prints;
    if (opens && !prints) ++scan.depth;
    if (closes && !prints) --scan.depth;
    scan.lowest = std::min(scan.lowest, scan.depth);
    line.remove_prefix(close == std::string_view::npos ? line.size() : close + tag->close.size());
  }
  return scan;
}

bool begins_tag(std::string_view key) {
  if (key.find('{') == std::string_view::npos && key.find('<') == std::string_view::npos) return false;
  return std::any_of(kTags.begin(), kTags.end(),
                     [&](const Tag& tag) { return key.find(tag.open) != std::string_view::npos; });
}

// The key that a line will have, read before the template is: blanks inside of a tag do not end it.
std::string_view templated_key(std::string_view line) {
  size_t at = 0;
  while (at < line.size()) {
    auto tag = std::find_if(kTags.begin(), kTags.end(),
                            [&](const Tag& each) { return line.substr(at).starts_with(each.open); });
    if (tag == kTags.end()) {
      if (line.find_first_of(" \t\f=:", at) == at) break;
      ++at;
      continue;
    }
    size_t close = line.find(tag->close, at + tag->open.size());
    at = close == std::string_view::npos ? line.size() : close + tag->close.size();
  }
  return line.substr(0, at);
}

}  // namespace

bool holds_placeholder(std::string_view key) {
  return begins_tag(key) || find_placeholder(key).kind == Placeholder::kTemplate;
}

bool may_set(std::string_view key, std::string_view name) {
  size_t first = key.size();
  size_t last = 0;
  for (const Tag& tag : kTags) {
    size_t open = key.find(tag.open);
    if (open == std::string_view::npos) continue;
    size_t close = key.rfind(tag.close);
    first = std::min(first, open);
    last = std::max(last, close == std::string_view::npos ? key.size() : close + tag.close.size());
  }
  for (const PlaceholderAt& found : find_placeholders(key)) {
    first = std::min<size_t>(first, found.begin);
    last = std::max<size_t>(last, found.end);
  }
  if (first >= last) return key == name;
  std::string_view front = key.substr(0, first);
  std::string_view back = key.substr(last);
  return name.size() >= front.size() + back.size() && name.starts_with(front) && name.ends_with(back);
}

// ConfigProviders that the file declares as Kafka finds them: `config.providers` split at commas, not trimmed, each
// with a class.
void BrokerBuilder::read_providers() {
  const Setting* list = find("config.providers");
  if (list == nullptr) return;
  providers_unknown_ = find_placeholder(list->value).kind == Placeholder::kTemplate;
  std::string_view rest = list->value;
  while (!rest.empty() && providers_.size() < kMaxEntries) {
    std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    if (find("config.providers." + std::string(name) + ".class") != nullptr) providers_.push_back(name);
  }
  std::sort(providers_.begin(), providers_.end());
}

bool BrokerBuilder::declared(std::string_view provider) const {
  return providers_unknown_ || std::binary_search(providers_.begin(), providers_.end(), provider);
}

// Stretches of a value that cannot be told from the input. A running broker's values are what they are; `rendered`
// text has no template left, but a declared provider is asked only when the broker starts.
void BrokerBuilder::find_holes(std::string_view value) {
  holes_.clear();
  if (config_.options_.values_only) {
    if (value == kHiddenValue) holes_.push_back({0, static_cast<uint32_t>(value.size())});
    return;
  }
  for (const PlaceholderAt& found : find_placeholders(value)) {
    bool unknown = found.kind == Placeholder::kProvider ? declared(found.provider) : !config_.options_.rendered;
    if (unknown) holes_.push_back({found.begin, found.end});
  }
}

void BrokerBuilder::judge_values() {
  for (Setting& setting : config_.settings_) {
    // MSK itself fills in `{broker_id}`.
    if (config_.options_.msk && setting.key == "custom.advertised.listeners") continue;
    setting.placeholder = find_placeholder(setting.value).kind;
    if (setting.placeholder == Placeholder::kNone) continue;
    find_holes(setting.value);
    setting.unknown = !holes_.empty();
    if (setting.placeholder == Placeholder::kTemplate && !config_.options_.values_only) config_.any_placeholder_ = true;
  }
}

// Lines of a template that are no settings yet, and settings that stand in a conditional block: those may or may not
// be there once rendered.
void BrokerBuilder::judge_lines() {
  if (config_.options_.rendered || config_.options_.values_only) return;
  const Document& document = *config_.document_;
  int depth = 0;
  for (uint32_t index = 0; index < config_.settings_.size(); ++index) {
    Setting& setting = config_.settings_[index];
    if (!holds_placeholder(setting.key)) {
      if (depth > 0) setting.conditional = setting.unknown = true;
      continue;
    }
    config_.any_placeholder_ = true;
    setting.key_unknown = true;
    setting.unknown = true;
    const Node& node = document.node(setting.node);
    Span line{node.key_span.begin, std::max(node.key_span.end, node.value_span.end)};
    std::string_view text = document.source().bytes().substr(line.begin, line.size());
    LineScan scan = scan_line(text);
    depth = std::max(0, depth + scan.depth);
    if (!scan.prints || config_.templated_.size() > kMaxTemplated) continue;
    config_.templated_.push_back({index, config_.templated_.size() < kMaxTemplated ? templated_key(text) : kAnyKey});
  }
}

}  // namespace klamm
