#include "model/json_tree.h"
#include "model/shown.h"

namespace klamm {
namespace {

// Version of this shape: docs/show.md.
constexpr int kShape = 1;

class JsonView {
 public:
  explicit JsonView(const BrokerConfig& config) : config_(config), settings_(config) {}

  std::string run() {
    json_.open('{');
    json_.number("version", kShape);
    json_.text("path", config_.document().source().name());
    node();
    json_.open('[', "listeners");
    for (size_t at = 0; at < config_.listeners().size(); ++at) listener(static_cast<ListenerIndex>(at));
    json_.close(']');
    json_.flag("listeners_unknown", config_.listeners_unknown());
    inter_broker();
    voters();
    super_users();
    jaas();
    json_.open('[', "settings");
    for (const Setting& each : config_.settings()) {
      if (each.last && !each.key_unknown) setting(shown_key(config_, each), each);
    }
    json_.close(']');
    json_.close('}');
    return json_.take();
  }

 private:
  void place(NodeId node) {
    Position position = place_of(config_, node);
    if (position.line == 0) return;
    json_.number("line", position.line);
    json_.number("column", position.column);
  }

  void node() {
    const Roles& roles = config_.roles();
    json_.text("kafka", config_.target().version.text());
    json_.text("kafka_from", target_name(config_.target().from));
    json_.text("mode", config_.options().msk ? "msk" : roles.kraft ? "kraft" : "zookeeper");
    json_.flag("roles_unknown", roles.unknown);
    json_.open('[', "roles");
    if (!roles.unknown && roles.broker) json_.text("broker");
    if (!roles.unknown && roles.controller) json_.text("controller");
    json_.close(']');
    json_.flag("template", config_.any_placeholder());
    json_.open('[', "notes");
    for (const Diagnostic& diagnostic : config_.diagnostics()) json_.text(diagnostic.message);
    json_.close(']');
  }

  void endpoint(std::string_view label, const std::optional<Endpoint>& endpoint) {
    if (!endpoint) return;
    json_.open('{', label);
    json_.text("text", endpoint->text);
    json_.text("host", endpoint->host);
    if (endpoint->port) json_.number("port", *endpoint->port);
    json_.text("reach", reach_name(endpoint->reach));
    json_.flag("unknown", endpoint->unknown);
    json_.text("from", endpoint->node == kNoNode ? "default" : "file");
    place(endpoint->node);
    json_.close('}');
  }

  void listener(ListenerIndex index) {
    const Listener& listener = config_.listeners()[index];
    json_.open('{');
    json_.text("name", listener.name);
    json_.flag("controller", listener.controller);
    json_.flag("inter_broker", listener.inter_broker);
    json_.flag("control_plane", listener.control_plane);
    endpoint("bound", listener.bound);
    endpoint("advertised", listener.advertised);
    json_.open('{', "protocol");
    bool known = listener.protocol != Protocol::kUnknown;
    json_.text("value", known ? protocol_name(listener.protocol) : "unknown");
    json_.text("from", from_name(listener.protocol_from));
    place(listener.protocol_node);
    json_.close('}');
    if (!listener.client_auth.absent()) value("client_auth", listener.client_auth);
    json_.open('[', "mechanisms");
    for (std::string_view mechanism : listener.mechanisms) json_.text(mechanism);
    json_.close(']');
    json_.flag("mechanisms_unknown", listener.mechanisms_unknown);
    auto nobody = anonymous(listener);
    json_.text("anonymous", !nobody ? "unknown" : *nobody ? "yes" : "no");
    json_.open('[', "settings");
    for (const ShownSetting& shown : settings_.of(index)) {
      setting(shown.key, *shown.setting, shown.own ? "listener" : "node", shown.mechanism);
    }
    json_.close(']');
    json_.close('}');
  }

  void value(std::string_view name, const Value& value) {
    json_.open('{', name);
    if (value.known()) json_.text("value", value.text);
    json_.flag("unknown", value.unknown());
    json_.text("from", from_name(value.origin.from));
    place(value.origin.node);
    json_.close('}');
  }

  void setting(std::string_view key, const Setting& setting, std::string_view scope = {},
               std::string_view mechanism = {}) {
    json_.open('{');
    json_.text("key", key);
    if (!mechanism.empty()) json_.text("mechanism", mechanism);
    json_.text("value", shown_value(config_, setting));
    json_.flag("unknown", setting.unknown);
    if (!scope.empty()) json_.text("scope", scope);
    if (scope.empty() && !setting.prefix_listener.empty()) json_.flag("effect", setting.listener != kNoListener);
    place(setting.node);
    json_.close('}');
  }

  void inter_broker() {
    const InterBroker& inter = config_.inter_broker();
    if (config_.options().msk || (config_.roles().controller && !config_.roles().broker)) return;
    json_.open('{', "inter_broker");
    json_.flag("unknown", inter.unknown);
    json_.text("name", inter.name);
    json_.text("protocol", inter.protocol == Protocol::kUnknown ? "unknown" : protocol_name(inter.protocol));
    json_.flag("listener", inter.listener != kNoListener);
    json_.text("from", from_name(inter.origin.from));
    place(inter.origin.node);
    json_.close('}');
  }

  void voters() {
    json_.open('[', "voters");
    for (const Voter& voter : config_.voters()) {
      json_.open('{');
      json_.text("text", voter.text);
      if (voter.id) json_.number("id", *voter.id);
      json_.text("host", voter.host);
      if (voter.port) json_.number("port", *voter.port);
      json_.flag("refused", voter.refused);
      json_.flag("unknown", voter.unknown);
      json_.close('}');
    }
    json_.close(']');
  }

  void super_users() {
    json_.open('[', "super_users");
    for (const SuperUser& user : config_.super_users()) {
      json_.open('{');
      json_.text("text", user.text);
      json_.flag("refused", user.refused);
      json_.flag("unknown", user.unknown);
      json_.close('}');
    }
    json_.close(']');
  }

  void jaas() {
    json_.open('[', "jaas");
    for (const JaasEntry& entry : config_.jaas()) {
      const Setting& setting = config_.settings()[entry.setting];
      json_.open('{');
      json_.text("key", shown_key(config_, setting));
      if (entry.listener != kNoListener) json_.text("listener", config_.listeners()[entry.listener].name);
      if (!entry.mechanism.empty()) json_.text("mechanism", entry.mechanism);
      json_.flag("unknown", entry.unknown);
      if (entry.error) json_.text("error", entry.error->message);
      json_.open('[', "modules");
      if (!entry.unknown && !entry.error) modules(entry);
      json_.close(']');
      place(setting.node);
      json_.close('}');
    }
    json_.close(']');
  }

  void modules(const JaasEntry& entry) {
    for (const JaasModule& module : entry.modules) {
      json_.open('{');
      json_.text("class", module.class_name);
      json_.text("flag", module.flag);
      json_.open('[', "options");
      for (const JaasOption& option : module.options) json_.text(option.name);
      json_.close(']');
      json_.close('}');
    }
  }

  const BrokerConfig& config_;
  ListenerSettings settings_;
  JsonTree json_;
};

}  // namespace

std::string show_json(const BrokerConfig& config) { return JsonView(config).run(); }

}  // namespace klamm
