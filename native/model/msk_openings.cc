// What of the clusters' security groups lets every address in, in a template.
#include <array>
#include <charconv>

#include "model/msk_reading.h"

namespace klamm {
namespace {

// Where a form keeps the rules of a group, and how it spells them. A rule that is a resource of its own names its
// group; the others lie in it.
struct RuleForm {
  std::string_view type;
  std::string_view rules;  // empty: the resource is a rule itself
  std::string_view group;
  std::string_view protocol;
  std::string_view from;
  std::string_view to;
  std::array<std::string_view, 2> addresses;
};

constexpr auto kForms = std::to_array<RuleForm>({
    {"aws_security_group", "ingress", "", "protocol", "from_port", "to_port", {"cidr_blocks", "ipv6_cidr_blocks"}},
    {"aws_security_group_rule",
     "",
     "security_group_id",
     "protocol",
     "from_port",
     "to_port",
     {"cidr_blocks", "ipv6_cidr_blocks"}},
    {"aws_vpc_security_group_ingress_rule",
     "",
     "security_group_id",
     "ip_protocol",
     "from_port",
     "to_port",
     {"cidr_ipv4", "cidr_ipv6"}},
    {"AWS::EC2::SecurityGroup", "SecurityGroupIngress", "", "IpProtocol", "FromPort", "ToPort", {"CidrIp", "CidrIpv6"}},
    {"AWS::EC2::SecurityGroupIngress", "", "GroupId", "IpProtocol", "FromPort", "ToPort", {"CidrIp", "CidrIpv6"}},
});

bool is_everybody(std::string_view address) { return address == "0.0.0.0/0" || address == "::/0"; }

class Finder {
 public:
  Finder(const Template& from, MskResource& cluster, Budget& budget)
      : from_(from), cluster_(cluster), budget_(budget) {}

  void run() {
    for (const Resource& resource : from_.resources) {
      if (resource.data || !budget_.take_steps()) continue;
      for (const RuleForm& form : kForms) {
        if (form.type == resource.type) look(resource, form);
      }
    }
  }

 private:
  bool is_of_cluster(std::string_view group) const {
    for (const MskItem& item : cluster_.value("cluster.security_groups").items) {
      if (item.known ? item.text == group : msk_leads_to(item.text, group)) return true;
    }
    return false;
  }

  void look(const Resource& resource, const RuleForm& form) {
    const Document& document = *resource.document;
    if (form.rules.empty()) {
      const NodeId group = document.find(resource.body, form.group);
      const NodeId type = document.find(resource.body, "type");
      if (group == kNoNode || (type != kNoNode && document.value(type) != "ingress")) return;
      if (is_of_cluster(group_of(document.value(group))))
        read_rule(resource, form, resource.body, document.value(group));
      return;
    }
    if (!is_of_cluster(resource.address)) return;
    const NodeId rules = document.find(resource.body, form.rules);
    if (rules == kNoNode || document.node(rules).kind != NodeKind::kArray) return;
    for (NodeId rule = document.node(rules).first_child; rule != kNoNode; rule = document.node(rule).next) {
      if (document.node(rule).kind == NodeKind::kObject) read_rule(resource, form, rule, resource.address);
    }
  }

  // The address of the resource that a reference leads to.
  std::string_view group_of(std::string_view refers) const {
    for (const Resource& resource : from_.resources) {
      if (msk_leads_to(refers, resource.address)) return resource.address;
    }
    return refers;
  }

  std::optional<int> port(const Document& document, NodeId rule, std::string_view name) const {
    const NodeId node = document.find(rule, name);
    if (node == kNoNode) return std::nullopt;
    std::string_view text = document.value(node);
    int number = 0;
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
  }

  void read_rule(const Resource& resource, const RuleForm& form, NodeId rule, std::string_view group) {
    const Document& document = *resource.document;
    const NodeId protocol = document.find(rule, form.protocol);
    if (protocol == kNoNode) return;
    MskOpening opening;
    opening.document = resource.document;
    opening.group = group_of(group);
    std::string_view word = document.value(protocol);
    if (word == "-1" || word == "all") {
      opening.first = 0;
      opening.last = 65535;
    } else {
      const auto first = port(document, rule, form.from);
      const auto last = port(document, rule, form.to);
      if (!first || !last || (word != "tcp" && word != "6")) return;
      opening.first = *first;
      opening.last = *last;
    }
    for (std::string_view name : form.addresses) {
      const NodeId held = document.find(rule, name);
      if (held != kNoNode) read_addresses(document, held, opening);
    }
  }

  void read_addresses(const Document& document, NodeId held, MskOpening& opening) {
    const bool list = document.node(held).kind == NodeKind::kArray;
    for (NodeId node = list ? document.node(held).first_child : held; node != kNoNode;
         node = list ? document.node(node).next : kNoNode) {
      if (document.node(node).kind != NodeKind::kString || !is_everybody(document.value(node))) continue;
      opening.node = node;
      cluster_.openings.push_back(opening);
      return;
    }
  }

  const Template& from_;
  MskResource& cluster_;
  Budget& budget_;
};

}  // namespace

void find_openings(const Template& from, MskResource& cluster, Budget& budget) { Finder(from, cluster, budget).run(); }

}  // namespace klamm
