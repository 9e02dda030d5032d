// Docker Compose, as its specification has it: services, their environment and the ports that they publish.
#include <algorithm>
#include <charconv>

#include "model/environment.h"

namespace klamm {
namespace {

template <typename Visit>
void each_child(const Document& document, NodeId parent, Visit&& visit) {
  for (NodeId id = document.node(parent).first_child; id != kNoNode; id = document.node(id).next) visit(id);
}

bool is_object(const Document& document, NodeId id) {
  return id != kNoNode && document.node(id).kind == NodeKind::kObject;
}

bool is_scalar(const Document& document, NodeId id) {
  return id != kNoNode && document.node(id).kind != NodeKind::kObject && document.node(id).kind != NodeKind::kArray;
}

// A part of a text that stands in the source byte for byte; else all of it stands for its part.
Text part(Text text, size_t begin, size_t end) {
  text.begin += static_cast<uint32_t>(begin);
  text.size = static_cast<uint32_t>(end - begin) & 0x7fffffff;
  return text;
}

std::vector<Variable> environment_of(const Document& document, NodeId environment) {
  std::vector<Variable> out;
  if (environment == kNoNode) return out;
  bool map = document.node(environment).kind == NodeKind::kObject;
  each_child(document, environment, [&](NodeId id) {
    const Node& node = document.node(id);
    Variable variable;
    if (map) {
      if (!is_scalar(document, id)) return;
      variable = {node.key, node.value, node.key_span, node.value_span, node.kind == NodeKind::kNull};
    } else {
      if (node.kind != NodeKind::kString) return;
      std::string_view text = document.value(id);
      size_t equals = std::min(text.find('='), text.size());
      auto size = static_cast<uint32_t>(text.size());
      auto at = static_cast<uint32_t>(equals);
      variable.name = part(node.value, 0, equals);
      variable.name_span = document.span_of(node.value, 0, at);
      variable.inherited = equals == text.size();
      if (!variable.inherited) {
        variable.value = part(node.value, equals + 1, text.size());
        variable.value_span = document.span_of(node.value, at + 1, size);
      }
    }
    out.push_back(variable);
  });
  return out;
}

// The ports `first-last` of a text; false: none can be read.
bool read_ports(std::string_view text, std::vector<uint16_t>& out) {
  text = text.substr(0, text.find('/'));
  auto number = [](std::string_view digits) {
    uint16_t value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : uint16_t{0};
  };
  size_t dash = std::min(text.find('-'), text.size());
  uint16_t first = number(text.substr(0, dash));
  uint16_t last = dash == text.size() ? first : number(text.substr(dash + 1));
  if (first == 0 || last < first) return false;
  for (uint32_t port = first; port <= last; ++port) out.push_back(static_cast<uint16_t>(port));
  return true;
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "[::1]" || address == "::1" || address == "localhost";
}

// `[[ADDRESS:]HOST:]CONTAINER[/tcp]`, or an object with `target` and `host_ip`. False: it cannot be told.
bool read_published(const Document& document, NodeId id, std::vector<uint16_t>& out) {
  if (is_object(document, id)) {
    NodeId target = document.find(id, "target");
    NodeId address = document.find(id, "host_ip");
    if (address != kNoNode && is_loopback(document.value(address))) return true;
    return target != kNoNode && read_ports(document.value(target), out);
  }
  if (!is_scalar(document, id)) return false;
  std::string_view text = document.value(id);
  if (text.find('$') != std::string_view::npos) return false;
  size_t container = text.rfind(':');
  if (container == std::string_view::npos) return read_ports(text, out);
  std::string_view host = text.substr(0, container);
  size_t address = host.rfind(':');
  if (address != std::string_view::npos && is_loopback(host.substr(0, address))) return true;
  return read_ports(text.substr(container + 1), out);
}

std::optional<std::vector<uint16_t>> published_of(const Document& document, NodeId service) {
  // The container's network is the machine's own, or one that something else describes.
  if (document.find(service, "network_mode") != kNoNode || document.find(service, "extends") != kNoNode) {
    return std::nullopt;
  }
  std::vector<uint16_t> out;
  NodeId ports = document.find(service, "ports");
  if (ports == kNoNode) return out;
  bool told = document.node(ports).kind == NodeKind::kArray;
  each_child(document, ports, [&](NodeId id) { told = told && read_published(document, id, out); });
  return told ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

Result<std::vector<DeployedNode>> nodes_of_compose(const Document& yaml, const Catalog& catalog, Budget& budget) {
  std::vector<DeployedNode> out;
  std::optional<Error> spent;
  each_child(yaml, yaml.root(), [&](NodeId file) {
    NodeId services = is_object(yaml, file) ? yaml.find(file, "services") : kNoNode;
    if (!is_object(yaml, services)) return;
    each_child(yaml, services, [&](NodeId service) {
      // `x-…` holds what others repeat.
      if (spent || !is_object(yaml, service) || yaml.key(service).starts_with("x-")) return;
      NodeId image = yaml.find(service, "image");
      auto node = node_of_environment(yaml, environment_of(yaml, yaml.find(service, "environment")),
                                      is_scalar(yaml, image) ? yaml.value(image) : std::string_view(), catalog, budget);
      if (!node) {
        spent = node.error();
      } else if (node.value()) {
        node.value()->name = yaml.key(service);
        node.value()->published = published_of(yaml, service);
        out.push_back(std::move(*node.value()));
      }
    });
  });
  if (spent) return *spent;
  return out;
}

Result<std::vector<DeployedNode>> nodes_of_env(const Document& lines, const Catalog& catalog, Budget& budget) {
  std::vector<Variable> variables;
  each_child(lines, lines.root(), [&](NodeId id) {
    const Node& node = lines.node(id);
    Variable variable{node.key, node.value, node.key_span, node.value_span, !node.separated};
    std::string_view text = lines.value(id);
    bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    if (quoted) {
      variable.value = part(node.value, 1, text.size() - 1);
      variable.value_span = lines.span_of(node.value, 1, static_cast<uint32_t>(text.size() - 1));
    }
    variables.push_back(variable);
  });
  auto node = node_of_environment(lines, variables, {}, catalog, budget);
  if (!node) return node.error();
  std::vector<DeployedNode> out;
  if (node.value()) out.push_back(std::move(*node.value()));
  return out;
}

Result<std::vector<DeployedNode>> nodes_of_config_maps(const Document& yaml, Budget& budget) {
  std::vector<DeployedNode> out;
  std::optional<Error> spent;
  each_child(yaml, yaml.root(), [&](NodeId file) {
    NodeId kind = is_object(yaml, file) ? yaml.find(file, "kind") : kNoNode;
    NodeId data = is_object(yaml, file) ? yaml.find(file, "data") : kNoNode;
    if (!is_scalar(yaml, kind) || yaml.value(kind) != "ConfigMap" || !is_object(yaml, data)) return;
    each_child(yaml, data, [&](NodeId id) {
      if (spent || yaml.node(id).kind != NodeKind::kString || !yaml.key(id).ends_with(".properties")) return;
      auto source = yaml.embed(id);
      auto document = read_properties(source, budget);
      if (!document) {
        spent = document.error();
        return;
      }
      DeployedNode node;
      node.name = yaml.key(id);
      node.settings = std::make_shared<const Document>(std::move(document).value());
      bool broker = false;
      each_child(*node.settings, node.settings->root(),
                 [&](NodeId setting) { broker = broker || makes_node(node.settings->key(setting)); });
      if (broker) out.push_back(std::move(node));
    });
  });
  if (spent) return *spent;
  return out;
}

}  // namespace klamm
