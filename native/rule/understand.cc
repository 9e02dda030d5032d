#include "rule/understand.h"

#include "klamm/deployment.h"
#include "model/template_detect.h"
#include "rule/broker_subject.h"
#include "rule/inventory_subjects.h"
#include "rule/policy_subject.h"
#include "rule/snapshot_subjects.h"
#include "rule/template_subjects.h"
#include "rule/topic_subject.h"

namespace klamm {
namespace {

bool is_yaml(InputKind kind) {
  return kind == InputKind::kCompose || kind == InputKind::kConfigMap || kind == InputKind::kKafkaTopic;
}

bool is_topics(InputKind kind) {
  return kind == InputKind::kTopicScript || kind == InputKind::kTopicList || kind == InputKind::kKafkaTopic;
}

// A text that its own reader refuses is not judged.
std::optional<Understood::Refusal> refusal_of(const Document& document, std::string_view language) {
  for (const Diagnostic& diagnostic : document.diagnostics()) {
    if (diagnostic.kind != Diagnostic::Kind::kRefused) continue;
    return Understood::Refusal{document.shared_source(), diagnostic.span,
                               "this is no " + std::string(language) + ": " + diagnostic.message};
  }
  return std::nullopt;
}

Result<Understood> deployed(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                            const LintOptions& options, Budget& budget) {
  Understood out;
  auto document = is_yaml(kind) ? options.yaml(source, budget) : read_properties(source, budget);
  if (!document) return document.error();
  if (is_yaml(kind)) out.refusal = refusal_of(document.value(), "YAML");
  if (out.refusal) return out;
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

Result<std::vector<TopicConfig>> read_topics(InputKind kind, const std::shared_ptr<const Source>& source,
                                             const LintOptions& options, Budget& budget, Understood& out) {
  if (kind == InputKind::kTopicScript) return topics_of_script(source, budget);
  const bool yaml = kind == InputKind::kKafkaTopic;
  auto document = yaml ? options.yaml(source, budget) : read_json(source, budget);
  if (!document) return document.error();
  out.refusal = refusal_of(document.value(), yaml ? "YAML" : "JSON");
  if (out.refusal) return std::vector<TopicConfig>();
  return yaml ? topics_of_strimzi(document.value(), budget) : topics_of_list(document.value(), budget);
}

Result<Understood> defined(InputKind kind, const std::shared_ptr<const Source>& source, const Catalog& catalog,
                           const LintOptions& options, Budget& budget) {
  Understood out;
  auto topics = read_topics(kind, source, options, budget, out);
  if (!topics) return topics.error();
  add_topics(topic_set(std::move(topics).value(), kind, catalog, options.kafka_version), out);
  return out;
}

// What a template makes, and what of it could not be read.
Result<Understood> templated(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                             const LintOptions& options, Budget& budget) {
  const bool plan = kind == InputKind::kTerraformPlan;
  auto made =
      plan ? read_plan(std::move(source), budget) : read_cloudformation(std::move(source), options.yaml, budget);
  if (!made) return made.error();
  auto out = subjects_of(made.value(), kind, catalog, options, budget);
  if (!out) return out.error();
  for (const auto& [place, diagnostic] : made.value().diagnostics) {
    if (diagnostic.kind != Diagnostic::Kind::kRefused || out.value().refusal) continue;
    std::string message = (made.value().refused ? "the template cannot be read: " : "") + diagnostic.message;
    out.value().refusal = Understood::Refusal{place, diagnostic.span, std::move(message)};
  }
  return out;
}

Result<Understood> answered(std::shared_ptr<const Source> source, const Catalog& catalog, const LintOptions& options,
                            Budget& budget) {
  Understood out;
  auto inventory = read_msk_answers(std::move(source), budget);
  if (!inventory) return inventory.error();
  auto shared = std::make_shared<const MskInventory>(std::move(inventory).value());
  if (!shared->refusals.empty()) {
    const MskInventory::Refusal& first = shared->refusals.front();
    out.refusal = Understood::Refusal{first.source, first.span, first.message};
  }
  auto added = add_subjects(std::move(shared), InputKind::kMskAnswer, catalog, options, budget, out);
  if (!added) return added.error();
  return out;
}

}  // namespace

BrokerOptions broker_options(const LintOptions& options) {
  BrokerOptions out;
  out.version = options.kafka_version;
  out.version_from_project = options.version_from_project;
  out.upgrade_to = options.upgrade_to;
  out.rendered = options.rendered;
  out.values_only = options.values_only;
  return out;
}

InputKind kind_of(const Source& source, const Catalog& catalog, const LintOptions& options) {
  InputKind kind = options.as ? *options.as : detect(source, catalog);
  const bool yaml = is_yaml(kind) || (kind == InputKind::kCloudFormation && !begins_json(source.bytes()));
  if (yaml && options.yaml == nullptr) return InputKind::kNone;
  bool on_msk = !options.as && options.msk && kind == InputKind::kServerProperties;
  return on_msk ? InputKind::kMskConfiguration : kind;
}

Result<Understood> understand(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                              const LintOptions& options, Budget& budget) {
  if (is_topics(kind)) return defined(kind, source, catalog, options, budget);
  if (is_yaml(kind) || kind == InputKind::kEnv) return deployed(kind, std::move(source), catalog, options, budget);
  if (kind == InputKind::kSnapshot) return subjects_of_snapshot(std::move(source), catalog, options, budget);
  if (kind == InputKind::kTerraformPlan || kind == InputKind::kCloudFormation) {
    return templated(kind, std::move(source), catalog, options, budget);
  }
  if (kind == InputKind::kMskAnswer) return answered(std::move(source), catalog, options, budget);
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
