#include <fmt/format.h>

#include <iterator>

#include "klamm/show.h"
#include "model/shown.h"

namespace klamm {
namespace {

std::string raw_value(const BrokerConfig& config, const Setting& setting, bool reveal) {
  return reveal || !secret(config, setting) ? std::string(setting.value) : std::string(kMask);
}

std::string raw_key(const BrokerConfig& config, const Setting& setting, bool reveal) {
  return reveal ? std::string(setting.key) : shown_key(config, setting);
}

}  // namespace

std::string show_raw_text(const BrokerConfig& config, bool reveal) {
  std::string out;
  for (const Setting& setting : config.settings()) {
    Position place = place_of(config, setting.node);
    if (place.line != 0) fmt::format_to(std::back_inserter(out), "{}:{}: ", place.line, place.column);
    append_text(out, raw_key(config, setting, reveal));
    out += '=';
    append_text(out, raw_value(config, setting, reveal));
    out += '\n';
  }
  return out;
}

std::string show_raw_json(const BrokerConfig& config, bool reveal) {
  std::string out = "[";
  for (const Setting& setting : config.settings()) {
    out += out.size() == 1 ? "\n  {\"key\":" : ",\n  {\"key\":";
    append_json_ascii(out, raw_key(config, setting, reveal));
    out += ",\"value\":";
    append_json_ascii(out, raw_value(config, setting, reveal));
    Position place = place_of(config, setting.node);
    fmt::format_to(std::back_inserter(out), ",\"line\":{},\"column\":{}}}", place.line, place.column);
  }
  out += out.size() == 1 ? "]\n" : "\n]\n";
  return out;
}

}  // namespace klamm
