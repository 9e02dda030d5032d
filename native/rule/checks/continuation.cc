// Lines that end in a backslash and take the next one with them.
#include <algorithm>

#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr std::string_view kBlanks = " \t\f";

struct Joint {
  Span backslash;
  Span next;  // the line joined on, without its leading blanks and its end
};

// Calls visit(joint) for each line that a setting's first line takes with it, the last one perhaps blank.
template <typename Visit>
void each_joint(std::string_view bytes, uint32_t begin, Visit&& visit) {
  for (;;) {
    size_t end = bytes.find_first_of("\r\n", begin);
    if (end == std::string_view::npos) return;
    size_t slashes = 0;
    while (end - slashes > begin && bytes[end - slashes - 1] == '\\') ++slashes;
    if (slashes % 2 == 0) return;
    size_t next = end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1);
    next = std::min(bytes.find_first_not_of(kBlanks, next), bytes.size());
    size_t next_end = std::min(bytes.find_first_of("\r\n", next), bytes.size());
    auto place = [](size_t at) { return static_cast<uint32_t>(at); };
    visit(Joint{{place(end - 1), place(end)}, {place(next), place(next_end)}});
    if (next == next_end) return;
    begin = place(next);
  }
}

// `key = value` of a key that somebody reads; a blank alone separates too, but then it may be any text.
std::string_view setting_of(const Catalog& catalog, std::string_view line) {
  size_t end = line.find_first_of("=: \t\f\\");
  if (end == std::string_view::npos || end == 0) return {};
  size_t sign = line.find_first_not_of(kBlanks, end);
  if (sign == std::string_view::npos || (line[sign] != '=' && line[sign] != ':')) return {};
  std::string_view key = line.substr(0, end);
  if (key.starts_with("listener.name.") || catalog.find(key) != kNoKey) return key;
  auto foreign = catalog.foreign(key);
  return foreign && (!foreign->prefix || key.size() > foreign->name.size()) ? key : std::string_view();
}

}  // namespace

void check_dangling_continuation(CheckRun& run) {
  const Document& document = run.broker().document();
  std::string_view bytes = document.source().bytes();
  for (const Setting& setting : run.broker().settings()) {
    if (!document.node(setting.node).continued) continue;
    each_joint(bytes, document.node(setting.node).key_span.begin, [&](const Joint& joint) {
      if (joint.next.empty() || (bytes[joint.next.begin] != '#' && bytes[joint.next.begin] != '!')) return;
      Hit hit = hit_value(setting);
      hit.span = joint.backslash;
      run.fail(std::move(hit));
    });
  }
}

void check_swallowed_setting(CheckRun& run) {
  const Document& document = run.broker().document();
  std::string_view bytes = document.source().bytes();
  for (const Setting& setting : run.broker().settings()) {
    if (!document.node(setting.node).continued || setting.key_unknown) continue;
    each_joint(bytes, document.node(setting.node).key_span.begin, [&](const Joint& joint) {
      std::string_view key = setting_of(run.broker().catalog(), bytes.substr(joint.next.begin, joint.next.size()));
      if (key.empty()) return;
      Hit hit = hit_value(setting, {{"swallowed", std::string(key)}});
      hit.span = Span{joint.next.begin, joint.next.begin + static_cast<uint32_t>(key.size())};
      run.fail(std::move(hit));
    });
  }
}

}  // namespace klamm
