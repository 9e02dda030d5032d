// The secrets of a template that are associated with its clusters.
#include "model/msk_reading.h"

namespace klamm {
namespace {

struct SecretForm {
  std::string_view secret;
  std::string_view name;
  std::string_view key;
  std::string_view version;  // the resource that has the value, of a form that keeps it apart
  std::string_view of;       // there: which secret it is of
  std::string_view value;
};

constexpr SecretForm kTerraform{"aws_secretsmanager_secret",         "name",      "kms_key_id",
                                "aws_secretsmanager_secret_version", "secret_id", "secret_string"};
constexpr SecretForm kStack{"AWS::SecretsManager::Secret", "Name", "KmsKeyId", "", "", "SecretString"};

bool is_known_text(const Document& document, NodeId node) {
  return node != kNoNode && document.node(node).kind == NodeKind::kString;
}

// The key that Secrets Manager takes where nobody names one; MSK does not take such secrets.
bool has_default_key(const Document& document, NodeId key) {
  if (key == kNoNode) return true;
  return is_known_text(document, key) && document.value(key).ends_with("alias/aws/secretsmanager");
}

MskSecret read_secret(const Template& from, const Resource& resource, const SecretForm& form) {
  const Document& document = *resource.document;
  MskSecret secret;
  secret.address = resource.address;
  secret.document = resource.document;
  const NodeId name = document.find(resource.body, form.name);
  if (is_known_text(document, name)) {
    secret.name = document.value(name);
    secret.place = document.node(name).value_span;
  } else {
    secret.place = block_place(document, resource.body);
  }
  secret.default_key = has_default_key(document, document.find(resource.body, form.key));
  const Resource* holder = form.version.empty() ? &resource : nullptr;
  for (const Resource& version : from.resources) {
    if (form.version.empty() || version.type != form.version || version.data) continue;
    const NodeId of = version.document->find(version.body, form.of);
    if (of != kNoNode && msk_leads_to(version.document->value(of), resource.address)) holder = &version;
  }
  if (holder == nullptr) return secret;
  const NodeId value = holder->document->find(holder->body, form.value);
  if (!is_known_text(*holder->document, value) || holder->document->value(value).empty()) return secret;
  if (holder->document->value(value).starts_with("{{resolve:")) return secret;
  secret.value_document = holder->document;
  secret.value = value;
  return secret;
}

}  // namespace

void find_secrets(const Template& from, MskResource& cluster, Budget& budget) {
  for (const MskItem& item : cluster.value("cluster.secrets").items) {
    for (const Resource& resource : from.resources) {
      if (!budget.take_steps()) return;
      const SecretForm* form = resource.type == kTerraform.secret ? &kTerraform
                               : resource.type == kStack.secret   ? &kStack
                                                                  : nullptr;
      if (form == nullptr || resource.data || item.known || !msk_leads_to(item.text, resource.address)) continue;
      cluster.secrets.push_back(read_secret(from, resource, *form));
    }
  }
}

}  // namespace klamm
