#include "model/plan_body.h"

#include <algorithm>
#include <array>

#include "doc/json_value.h"

namespace klamm {
namespace {

// What the provider makes up where a module says nothing (Computed, or Optional and Computed in its schema). Unknown as
// they are in a plan, they are what the module's text does not have either. Blocks that `dynamic` makes are not in a
// plan's configuration, so this cannot be told from that alone.
constexpr std::array<std::string_view, 33> kMadeUp = {
    "arn", "id", "tags_all", "unique_id", "key_id", "owner_id", "create_date", "latest_revision", "region",
    "account_id", "bootstrap_brokers", "bootstrap_brokers_public_sasl_iam", "bootstrap_brokers_public_sasl_scram",
    "bootstrap_brokers_public_tls", "bootstrap_brokers_sasl_iam", "bootstrap_brokers_sasl_scram",
    "bootstrap_brokers_tls", "bootstrap_brokers_vpc_connectivity_sasl_iam",
    "bootstrap_brokers_vpc_connectivity_sasl_scram", "bootstrap_brokers_vpc_connectivity_tls", "cluster_uuid",
    "current_version", "zookeeper_connect_string", "zookeeper_connect_string_tls",
    // Of aws_msk_cluster, where the text may have them.
    "connectivity_info", "public_access", "type", "vpc_connectivity", "network_type", "storage_info", "storage_mode",
    "encryption_at_rest_kms_key_arn", "rebalancing"};

// Attributes that hold lists or sets: a set of unknown elements is unknown as a whole in a plan.
constexpr std::array<std::string_view, 14> kLists = {"security_groups",
                                                     "security_group_ids",
                                                     "security_groups_ids",
                                                     "client_subnets",
                                                     "subnets",
                                                     "subnet_ids",
                                                     "vpc_security_group_ids",
                                                     "secret_arn_list",
                                                     "certificate_authority_arns",
                                                     "cidr_blocks",
                                                     "ipv6_cidr_blocks",
                                                     "prefix_list_ids",
                                                     "route_table_ids",
                                                     "managed_policy_arns"};

template <size_t kSize>
bool among(std::string_view name, const std::array<std::string_view, kSize>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// `type.name.attribute`, in whatever module.
bool is_attribute(std::string_view address) {
  address.remove_prefix(module_prefix(address).size());
  if (address.starts_with("var.") || address.starts_with("local.")) return false;
  return std::count(address.begin(), address.end(), '.') >= (address.starts_with("data.") ? 3 : 2);
}

}  // namespace

PlanBodies::PlanBodies(Document& document, const PlanIndex& index, Budget& budget)
    : document_(document), names_(index), budget_(budget) {
  budget_.take_nodes();
  Node root;
  root.kind = NodeKind::kArray;
  root.value_span = {0, static_cast<uint32_t>(document_.source().bytes().size())};
  document_.add(root, kNoNode, kNoNode);
}

NodeId PlanBodies::add(const PlanResource& resource) {
  resource_ = &resource;
  beside_ = std::make_unique<Document>(document_.shared_source());
  beside_->add(Node{}, kNoNode, kNoNode);
  NodeId last = kNoNode;
  Beside beside;
  beside.unknown = read_beside(resource.unknown, last);
  beside.sensitive = read_beside(resource.sensitive, last);
  beside.after_sensitive = read_beside(resource.after_sensitive, last);
  if (const PlanModule* module = names_.module(module_prefix(resource.address))) {
    auto written = module->resources.find(resource.written_address());
    if (written != module->resources.end()) beside.written = read_beside(written->second, last);
  }
  beside.block = beside.written != kNoNode;
  for (const Diagnostic& wrong : beside_->diagnostics()) document_.complain(wrong);
  auto body = static_cast<NodeId>(document_.size());
  bool read =
      !beside_->refused() && read_json_value(document_, resource.values.begin, document_.root(), last_, budget_);
  if (document_.size() > body) last_ = body;
  if (!read || budget_.spent()) return kNoNode;
  visit_object(body, beside);
  return budget_.spent() ? kNoNode : body;
}

NodeId PlanBodies::read_beside(Span span, NodeId& last) {
  if (span.empty()) return kNoNode;
  auto id = static_cast<NodeId>(beside_->size());
  read_json_value(*beside_, span.begin, beside_->root(), last, budget_);
  if (beside_->size() == id) return kNoNode;
  last = id;
  return id;
}

bool PlanBodies::is_true(NodeId id) const { return id != kNoNode && beside_->node(id).kind == NodeKind::kTrue; }

bool PlanBodies::holds_true(NodeId id) const {
  if (id == kNoNode || is_true(id)) return id != kNoNode;
  for (NodeId at = beside_->node(id).first_child; at != kNoNode; at = beside_->node(at).next) {
    if (holds_true(at)) return true;
  }
  return false;
}

// Costs steps, so that large objects beside large ones meet a bound.
NodeId PlanBodies::find(NodeId object, std::string_view key) {
  if (object == kNoNode || beside_->node(object).kind != NodeKind::kObject) return kNoNode;
  NodeId found = kNoNode;
  uint64_t looked = 0;
  for (NodeId at = beside_->node(object).first_child; at != kNoNode; at = beside_->node(at).next, ++looked) {
    if (beside_->key(at) == key) found = at;
  }
  budget_.take_steps(1 + looked / 16);
  return found;
}

std::vector<NodeId> PlanBodies::items(const Document& document, NodeId id) const {
  std::vector<NodeId> all;
  if (id == kNoNode || document.node(id).kind != NodeKind::kArray) return all;
  for (NodeId at = document.node(id).first_child; at != kNoNode; at = document.node(at).next) all.push_back(at);
  return all;
}

PlanBodies::Beside PlanBodies::inside(const Beside& beside, std::string_view key) {
  Beside made;
  made.unknown = find(beside.unknown, key);
  made.sensitive = find(beside.sensitive, key);
  made.after_sensitive = find(beside.after_sensitive, key);
  made.written = beside.block ? find(beside.written, key) : beside.written;
  if (!beside.block || made.written == kNoNode) return made;
  // An expression has one of two members, or none.
  const Node& written = beside_->node(made.written);
  bool expression = written.kind == NodeKind::kObject &&
                    (written.first_child == kNoNode || find(made.written, "references") != kNoNode ||
                     find(made.written, "constant_value") != kNoNode);
  made.block = !expression;
  return made;
}

std::vector<std::string> PlanBodies::addresses(const Beside& beside) const {
  if (beside.written == kNoNode || beside.block) return {};
  NodeId list = beside_->find(beside.written, "references");
  PlanReferences written;
  for (NodeId item : items(*beside_, list)) {
    const Node& node = beside_->node(item);
    if (node.kind != NodeKind::kString) return {};
    written.push_back(beside_->source().bytes().substr(node.value_span.begin + 1, node.value_span.size() - 2));
  }
  return names_.resolve(module_prefix(resource_->address), written);
}

std::string PlanBodies::address(const Beside& beside) const {
  std::vector<std::string> all = addresses(beside);
  return all.size() == 1 ? all[0] : std::string();
}

Text PlanBodies::text(std::string_view bytes, Span span) {
  uint32_t begin = document_.arena_size();
  if (bytes.empty() || span.empty() || !budget_.take_pieces()) return view({span.begin, span.begin});
  document_.write(bytes, span, SpanMap::Kind::kBlock);
  return document_.arena_text(begin);
}

// Nothing that was read there can be found from now on.
void PlanBodies::blank(NodeId id) {
  for (NodeId at = document_.node(id).first_child; at != kNoNode; at = document_.node(at).next) {
    blank(at);
    document_.edit(at).key = {};
    document_.edit(at).kind = NodeKind::kUnknown;
  }
  document_.edit(id).value = {};
  document_.edit(id).first_child = kNoNode;
}

void PlanBodies::hide(NodeId id, std::string_view address) {
  blank(id);
  Node& node = document_.edit(id);
  node.kind = NodeKind::kUnknown;
  node.value = text(address, node.value_span);
}

void PlanBodies::visit(NodeId id, const Beside& beside) {
  bool hidden = is_true(beside.unknown) || is_true(beside.sensitive) || is_true(beside.after_sensitive);
  NodeKind kind = document_.node(id).kind;
  if (!hidden && kind == NodeKind::kObject) return visit_object(id, beside);
  if (!hidden && kind == NodeKind::kArray) return visit_array(id, beside);
  hidden = hidden || holds_true(beside.unknown) || holds_true(beside.sensitive) || holds_true(beside.after_sensitive);
  if (hidden) hide(id, address(beside));
}

// What the module writes and the values lack, in a plan whose changes were taken out: they would tell why.
std::vector<NodeId> PlanBodies::untold(NodeId id, const Beside& beside) {
  std::vector<NodeId> all;
  if (!resource_->unknown.empty() || !beside.block) return all;
  uint64_t size = 0;
  for (NodeId at = document_.node(id).first_child; at != kNoNode; at = document_.node(at).next) ++size;
  for (NodeId at = beside_->node(beside.written).first_child; at != kNoNode; at = beside_->node(at).next) {
    bool constant = find(at, "constant_value") != kNoNode;
    if (!budget_.take_steps(1 + size / 16)) return all;
    if (!constant && document_.find(id, beside_->key(at)) == kNoNode) all.push_back(at);
  }
  return all;
}

void PlanBodies::visit_object(NodeId id, const Beside& beside) {
  const std::vector<NodeId> missing = untold(id, beside);
  NodeId previous = kNoNode;
  NodeId next = kNoNode;
  for (NodeId child = document_.node(id).first_child; child != kNoNode && !budget_.spent(); child = next) {
    next = document_.node(child).next;
    Beside within = inside(beside, document_.key(child));
    visit(child, within);
    const Node& node = document_.node(child);
    bool nothing = (node.kind == NodeKind::kArray || node.kind == NodeKind::kObject) && node.first_child == kNoNode;
    bool dropped = node.kind == NodeKind::kNull || (nothing && beside.block && within.written == kNoNode);
    if (!dropped) {
      previous = child;
    } else if (previous == kNoNode) {
      document_.edit(id).first_child = next;
    } else {
      document_.edit(previous).next = next;
    }
  }
  for (NodeId written : missing) {
    if (!budget_.take_nodes()) return;
    Node node = beside_->node(written);
    node.kind = NodeKind::kUnknown;
    node.first_child = kNoNode;
    node.next = kNoNode;
    node.key = text(beside_->key(written), node.key_span);
    node.value = text(address(inside(beside, beside_->key(written))), node.value_span);
    previous = document_.add(node, id, previous);
  }
  add_unknown_members(id, previous, beside);
}

// Terraform leaves out of the values what it does not know.
void PlanBodies::add_unknown_members(NodeId id, NodeId last, const Beside& beside) {
  if (beside.unknown == kNoNode || beside_->node(beside.unknown).kind != NodeKind::kObject) return;
  const NodeId first = document_.node(id).first_child;
  for (NodeId at = beside_->node(beside.unknown).first_child; at != kNoNode; at = beside_->node(at).next) {
    std::string_view key = beside_->key(at);
    if (!holds_true(at)) continue;
    bool known = false;
    uint64_t looked = 0;
    for (NodeId one = first; one != kNoNode && !known; one = document_.node(one).next, ++looked) {
      known = document_.key(one) == key;
    }
    if (!budget_.take_steps(1 + looked / 16)) return;
    if (known || !budget_.take_nodes()) continue;
    Beside within = inside(beside, key);
    if (beside.block && within.written == kNoNode && among(key, kMadeUp)) continue;
    std::vector<std::string> all = addresses(within);
    Node node = beside_->node(at);
    node.first_child = kNoNode;
    node.next = kNoNode;
    node.key = text(key, node.key_span);
    bool list = among(key, kLists) && !all.empty() && std::all_of(all.begin(), all.end(), is_attribute);
    node.kind = list ? NodeKind::kArray : NodeKind::kUnknown;
    node.value = list || all.size() != 1 ? Text{} : text(all[0], node.value_span);
    last = document_.add(node, id, last);
    if (list) add_elements(last, all);
  }
}

void PlanBodies::add_elements(NodeId id, const std::vector<std::string>& addresses) {
  NodeId last = kNoNode;
  for (const std::string& one : addresses) {
    if (!budget_.take_nodes()) return;
    Node node;
    node.kind = NodeKind::kUnknown;
    node.value_span = document_.node(id).value_span;
    node.value = text(one, node.value_span);
    last = document_.add(node, id, last);
  }
}

// A list has a null where an element is unknown, a set or tuple nothing.
void PlanBodies::visit_array(NodeId id, const Beside& beside) {
  std::vector<NodeId> values = items(document_, id);
  std::vector<NodeId> unknown = items(*beside_, beside.unknown);
  std::vector<NodeId> sensitive = items(*beside_, beside.sensitive);
  std::vector<NodeId> after_sensitive = items(*beside_, beside.after_sensitive);
  std::vector<NodeId> written = beside.block ? items(*beside_, beside.written) : std::vector<NodeId>();
  bool secret = (sensitive.size() != values.size() && holds_true(beside.sensitive)) ||
                (after_sensitive.size() != values.size() && holds_true(beside.after_sensitive));
  if (secret) return hide(id, address(beside));
  auto all_true =
      static_cast<size_t>(std::count_if(unknown.begin(), unknown.end(), [&](NodeId at) { return is_true(at); }));
  bool aligned = unknown.empty() || unknown.size() == values.size();
  bool left_out = !aligned && unknown.size() - all_true == values.size();
  std::vector<std::string> all = addresses(beside);
  auto name = [&](size_t index) -> std::string {
    bool each = all.size() == std::max(values.size(), unknown.size());
    return each ? all[index] : all.size() == 1 ? all[0] : std::string();
  };
  NodeId previous = kNoNode;
  size_t value = 0;
  auto insert = [&](NodeId from, const std::string& address) {
    if (!budget_.take_nodes()) return;
    Node node;
    node.kind = NodeKind::kUnknown;
    node.value_span = from != kNoNode ? beside_->node(from).value_span : document_.node(id).value_span;
    node.value = text(address, node.value_span);
    NodeId behind = previous == kNoNode ? document_.node(id).first_child : document_.node(previous).next;
    previous = document_.add(node, id, previous);
    document_.edit(previous).next = behind;
  };
  const size_t size = left_out ? unknown.size() : values.size();
  for (size_t index = 0; index < size && !budget_.spent(); ++index) {
    NodeId mark = unknown.size() == size ? unknown[index] : kNoNode;
    if (left_out && is_true(mark)) {
      insert(mark, name(index));
      continue;
    }
    NodeId child = values[value];
    Beside within;
    within.unknown = mark;
    within.sensitive = sensitive.size() == values.size() ? sensitive[value] : kNoNode;
    within.after_sensitive = after_sensitive.size() == values.size() ? after_sensitive[value] : kNoNode;
    within.written = beside.block ? (written.size() == size ? written[index] : kNoNode) : beside.written;
    within.block = beside.block && within.written != kNoNode;
    if (is_true(mark)) {
      hide(child, name(index));
    } else {
      visit(child, within);
    }
    previous = child;
    ++value;
  }
  if (!aligned && !left_out && holds_true(beside.unknown)) insert(kNoNode, {});
}

}  // namespace klamm
