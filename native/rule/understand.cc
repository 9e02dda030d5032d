#include "rule/understand.h"

#include "klamm/deployment.h"
#include "rule/broker_subject.h"
#include "rule/live_subject.h"
#include "rule/policy_subject.h"

namespace klamm {
namespace {

bool is_yaml(InputKind kind) { return kind == InputKind::kCompose || kind == InputKind::kConfigMap; }

BrokerOptions broker_options(const LintOptions& options) {
  BrokerOptions out;
  out.version = options.kafka_version;
  out.version_from_project = options.version_from_project;
  out.upgrade_to = options.upgrade_to;
  out.rendered = options.rendered;
  out.values_only = options.values_only;
  return out;
}

Result<Understood> deployed(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                            const LintOptions& options, Budget& budget) {
  Understood out;
  auto document = is_yaml(kind) ? options.yaml(source, budget) : read_properties(source, budget);
  if (!document) return document.error();
  for (const Diagnostic& diagnostic : document.value().diagnostics()) {
    if (!is_yaml(kind) || diagnostic.kind != Diagnostic::Kind::kRefused) continue;
    out.refusal = Understood::Refusal{source, diagnostic.span, "this is no YAML: " + diagnostic.message};
    return out;
  }
  auto nodes = kind == InputKind::kConfigMap ? nodes_of_config_maps(document.value(), budget)
               : kind == InputKind::kCompose ? nodes_of_compose(document.value(), catalog, budget)
                                             : nodes_of_env(document.value(), catalog, budget);
  if (!nodes) return nodes.error();
  for (DeployedNode& node : nodes.value()) {
    BrokerOptions node_options = broker_options(options);
    if (!node_options.version) node_options.version = node.version;
    node_options.environment = node.environment;
    node_options.published = std::move(node.published);
    auto broker = BrokerConfig::build(node.settings, catalog, node_options);
    out.subjects.push_back(std::make_unique<BrokerSubject>(std::move(broker), kind));
    out.names.push_back(std::move(node.name));
  }
  if (out.names.size() == 1) out.names.front().clear();
  return out;
}

// A running cluster: itself, and each of its brokers that is not set up like one before it.
Result<Understood> running(std::shared_ptr<const Source> source, const Catalog& catalog, const LintOptions& options,
                           Budget& budget) {
  auto read = read_snapshot(std::move(source), budget);
  if (!read) return read.error();
  auto snapshot = std::make_shared<const Snapshot>(std::move(read).value());
  Understood out;
  out.subjects.push_back(std::make_unique<LiveSubject>(snapshot, catalog));
  out.names.emplace_back();
  for (const std::vector<const LiveBroker*>& alike : brokers_alike(*snapshot)) {
    auto settings = settings_of(*snapshot, *alike.front(), budget);
    if (!settings) return settings.error();
    BrokerOptions broker = broker_options(options);
    if (!broker.version) broker.version = version_of(*alike.front(), catalog);
    broker.values_only = true;
    out.subjects.push_back(
        std::make_unique<BrokerSubject>(BrokerConfig::build(settings.value(), catalog, broker), InputKind::kSnapshot));
    out.names.push_back(broker_names(alike));
  }
  return out;
}

}  // namespace

InputKind kind_of(const Source& source, const Catalog& catalog, const LintOptions& options) {
  InputKind kind = options.as ? *options.as : detect(source, catalog);
  if (is_yaml(kind) && options.yaml == nullptr) return InputKind::kNone;
  bool on_msk = !options.as && options.msk && kind == InputKind::kServerProperties;
  return on_msk ? InputKind::kMskConfiguration : kind;
}

Result<Understood> understand(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                              const LintOptions& options, Budget& budget) {
  if (is_yaml(kind) || kind == InputKind::kEnv) return deployed(kind, std::move(source), catalog, options, budget);
  if (kind == InputKind::kSnapshot) return running(std::move(source), catalog, options, budget);
  Understood out;
  out.names.emplace_back();
  if (kind == InputKind::kIamPolicy) {
    auto file = read_iam(source, options.iam_layer, budget);
    if (!file) return file.error();
    out.subjects.push_back(
        std::make_unique<PolicySubject>(std::move(file).value(), std::move(source), options.iam_cluster));
    return out;
  }
  Result<Document> document = read_properties(std::move(source), budget);
  if (!document) return document.error();
  BrokerOptions node_options = broker_options(options);
  if (kind == InputKind::kMskConfiguration) node_options.msk = options.msk.value_or(MskKind::kUnknown);
  auto shared = std::make_shared<const Document>(std::move(document).value());
  out.subjects.push_back(std::make_unique<BrokerSubject>(BrokerConfig::build(shared, catalog, node_options), kind));
  return out;
}

}  // namespace klamm
