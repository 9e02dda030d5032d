#include "rule/deployment_detect.h"

#include "base/scan.h"
#include "model/environment.h"

namespace klamm {
namespace {

bool is_variable(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

bool is_of_node(std::string_view variable) {
  for (std::string_view prefix : {"KAFKA_", "KAFKA_CFG_"}) {
    if (makes_node(setting_of(variable, prefix))) return true;
  }
  return false;
}

}  // namespace

InputKind detect_deployment(std::string_view text) {
  // Most files are somebody else's: two searches say so.
  if (text.find("KAFKA_") == text.npos && text.find("ConfigMap") == text.npos) return InputKind::kNone;
  bool services = false;
  bool config_map = false;
  bool node = false;
  bool assignments = true;  // and nothing else
  for (size_t at = 0; at < text.size();) {
    size_t end = find_line_end(text, static_cast<uint32_t>(at));
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (line.empty() || line.front() == '#') continue;
    services = services || line == "services:";
    config_map = config_map || line == "kind: ConfigMap";
    if (line.starts_with("export ")) line.remove_prefix(7);
    size_t equals = line.find('=');
    bool assignment = equals != line.npos && is_variable(line.substr(0, equals));
    assignments = assignments && assignment;
    node = node || (assignment && is_of_node(line.substr(0, equals)));
  }
  if (assignments) return node ? InputKind::kEnv : InputKind::kNone;
  if (services && text.find("KAFKA_") != text.npos) return InputKind::kCompose;
  if (config_map && text.find(".properties:") != text.npos) return InputKind::kConfigMap;
  return InputKind::kNone;
}

}  // namespace klamm
