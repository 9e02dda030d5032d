#include <fmt/format.h>

#include <iterator>

#include "model/shown.h"

namespace klamm {
namespace {

class TextView {
 public:
  explicit TextView(const BrokerConfig& config) : config_(config), settings_(config) {}

  std::string run() {
    node();
    for (size_t at = 0; at < config_.listeners().size(); ++at) listener(static_cast<ListenerIndex>(at));
    inter_broker();
    voters();
    super_users();
    jaas();
    settings();
    return std::move(out_);
  }

 private:
  template <class... Parts>
  void line(fmt::format_string<Parts...> format, Parts&&... parts) {
    append_text(out_, fmt::format(format, std::forward<Parts>(parts)...));
    out_ += '\n';
  }

  template <class... Parts>
  void section(fmt::format_string<Parts...> format, Parts&&... parts) {
    out_ += '\n';
    line(format, std::forward<Parts>(parts)...);
  }

  // "line 12", "" without a line.
  std::string line_of(NodeId node) const {
    Position place = place_of(config_, node);
    return place.line == 0 ? std::string() : fmt::format("line {}", place.line);
  }

  // " (line 12)", "" without a line.
  std::string at(NodeId node) const {
    std::string line = line_of(node);
    return line.empty() ? line : fmt::format(" ({})", line);
  }

  std::string origin(const Origin& origin) const {
    if (origin.from == Origin::From::kDefault) {
      return fmt::format(" (default of Kafka {})", config_.target().version.text());
    }
    if (origin.from != Origin::From::kImplied) return at(origin.node);
    std::string line = line_of(origin.node);
    return line.empty() ? " (implied)" : fmt::format(" (implied by {})", line);
  }

  void node() {
    const Roles& roles = config_.roles();
    std::string_view mode = config_.options().msk ? "Amazon MSK" : roles.kraft ? "KRaft" : "ZooKeeper";
    std::string_view role = roles.unknown      ? "roles unknown"
                            : roles.combined() ? "broker and controller"
                            : roles.controller ? "controller"
                                               : "broker";
    constexpr std::string_view kFrom[] = {"asked for", "of the project", "newest", "the last with ZooKeeper"};
    line("Kafka {} ({}), {}, {}", config_.target().version.text(), kFrom[static_cast<size_t>(config_.target().from)],
         mode, role);
    if (config_.any_placeholder()) line("a template: what its placeholders hide is unknown");
    if (config_.listeners_unknown()) line("listeners: some are unknown");
    for (const Diagnostic& diagnostic : config_.diagnostics()) line("note: {}", diagnostic.message);
  }

  void endpoint(std::string_view label, const std::optional<Endpoint>& endpoint) {
    if (!endpoint) return;
    std::string host =
        endpoint->unknown && endpoint->reach == Reach::kUnknown ? "unknown" : std::string(endpoint->host);
    std::string port = endpoint->port ? std::to_string(*endpoint->port) : "unknown";
    line("  {:<13}{}:{}, {}{}", label, host, port, reach_name(endpoint->reach),
         endpoint->node == kNoNode ? origin({Origin::From::kDefault, kNoNode}) : at(endpoint->node));
  }

  void listener(ListenerIndex index) {
    const Listener& listener = config_.listeners()[index];
    std::string use;
    if (listener.controller) use += ", controllers";
    if (listener.inter_broker) use += ", between brokers";
    if (listener.control_plane) use += ", control plane";
    if (!listener.bound) use += ", not opened by this node";
    section("listener {}{}", listener.name, use);
    endpoint("bound", listener.bound);
    endpoint("advertised", listener.advertised);
    protocol(listener);
    if (!listener.client_auth.absent()) {
      line("  {:<13}{}{}", "client auth", listener.client_auth.known() ? listener.client_auth.text : "unknown",
           origin(listener.client_auth.origin));
    }
    if (listener.sasl()) mechanisms(listener);
    auto nobody = anonymous(listener);
    if (listener.bound)
      line("  {:<13}{}", "anonymous", !nobody ? "unknown" : *nobody ? "yes: clients may be User:ANONYMOUS" : "no");
    for (const ShownSetting& shown : settings_.of(index)) {
      std::string mechanism = shown.mechanism.empty() ? std::string() : fmt::format("{}: ", shown.mechanism);
      line("  {}{} = {}{}{}", mechanism, shown.key, value(*shown.setting), at(shown.setting->node),
           shown.own ? "" : " of the node");
    }
  }

  void protocol(const Listener& listener) {
    std::string_view name = listener.protocol == Protocol::kUnknown ? "unknown" : protocol_name(listener.protocol);
    std::string from;
    if (listener.protocol_from == Origin::From::kFile) from = at(listener.protocol_node);
    if (listener.protocol_from == Origin::From::kDefault) from = " (by its name)";
    if (listener.protocol_from == Origin::From::kImplied) from = " (implied: controllers without a protocol map)";
    line("  {:<13}{}{}", "protocol", name, from);
  }

  void mechanisms(const Listener& listener) {
    if (listener.mechanisms_unknown) return line("  {:<13}unknown", "mechanisms");
    line("  {:<13}{}", "mechanisms", fmt::join(listener.mechanisms, ", "));
  }

  std::string value(const Setting& setting) const {
    std::string shown = shown_value(config_, setting);
    return setting.unknown ? fmt::format("unknown, written {}", shown) : shown;
  }

  void inter_broker() {
    const InterBroker& inter = config_.inter_broker();
    if (config_.options().msk || (config_.roles().controller && !config_.roles().broker)) return;
    if (inter.unknown) return section("between brokers: unknown{}", at(inter.origin.node));
    std::string_view missing =
        inter.listener == kNoListener && !config_.listeners_unknown() ? ", no such listener" : "";
    section("between brokers: {}, {}{}{}", inter.name,
            inter.protocol == Protocol::kUnknown ? "protocol unknown" : protocol_name(inter.protocol), missing,
            origin(inter.origin));
  }

  void voters() {
    if (config_.voters().empty()) return;
    section("voters");
    for (const Voter& voter : config_.voters()) {
      line("  {}{}", voter.text, voter.refused ? " (Kafka refuses it)" : voter.unknown ? " (unknown)" : "");
    }
  }

  void super_users() {
    if (config_.super_users().empty()) return;
    section("super users");
    for (const SuperUser& user : config_.super_users()) {
      line("  {}{}", user.text, user.refused ? " (Kafka refuses it)" : user.unknown ? " (unknown)" : "");
    }
  }

  void jaas() {
    if (config_.jaas().empty()) return;
    section("JAAS");
    for (const JaasEntry& entry : config_.jaas()) {
      const Setting& setting = config_.settings()[entry.setting];
      line("  {}{}", shown_key(config_, setting), at(setting.node));
      bool readable = !entry.unknown && !entry.error;  // else what stands for a name may be a piece of a password
      for (const JaasModule& module : readable ? entry.modules : std::vector<JaasModule>()) {
        std::vector<std::string_view> names;
        for (const JaasOption& option : module.options) names.push_back(option.name);
        line("    {} {}: {}", module.class_name, module.flag, fmt::join(names, ", "));
      }
      if (entry.unknown) line("    unknown");
      if (entry.error) line("    Kafka refuses it: {}", entry.error->message);
    }
  }

  void settings() {
    section("settings of the node");
    for (const Setting& setting : config_.settings()) {
      if (!setting.last || setting.key_unknown || setting.listener != kNoListener) continue;
      bool dead = !setting.prefix_listener.empty();
      line("  {} = {}{}{}", shown_key(config_, setting), value(setting), at(setting.node),
           dead ? " without effect" : "");
    }
  }

  const BrokerConfig& config_;
  ListenerSettings settings_;
  std::string out_;
};

}  // namespace

std::string show_text(const BrokerConfig& config) { return TextView(config).run(); }

}  // namespace klamm
