#include <algorithm>
#include <array>

#include "base/quote.h"
#include "model/iam_reading.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 9> kElements = {"Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
                                                       "NotAction", "Resource", "NotResource", "Condition"};

bool is_alphanumeric(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

// Why AWS refuses it as an action; empty if it does not.
std::string_view objection_to_action(std::string_view text) {
  if (text == "*") return {};
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return "lacks the prefix of its service";
  std::string_view service = text.substr(0, colon);
  std::string_view name = text.substr(colon + 1);
  if (service.find_first_of("*?") != std::string_view::npos) return "has a wildcard in the prefix of its service";
  const auto in_service = [](char byte) { return is_alphanumeric(byte) || byte == '-' || byte == '.'; };
  if (service.empty() || !std::all_of(service.begin(), service.end(), in_service)) return "has no service of that name";
  if (name.find(':') != std::string_view::npos) return "has more than one colon";
  if (name.empty()) return "names no action behind its service";
  const auto in_name = [](char byte) {
    return is_alphanumeric(byte) || byte == '*' || byte == '?' || byte == '_' || byte == '-';
  };
  if (!std::all_of(name.begin(), name.end(), in_name)) return "holds what no action's name holds";
  return {};
}

std::string_view objection_to_resource(std::string_view text) {
  if (text == "*") return {};
  if (!text.starts_with("arn:")) return "is neither an ARN nor `*`";
  text.remove_prefix(4);
  const size_t partition_end = text.find(':');
  std::string_view partition = text.substr(0, partition_end);
  const auto in_partition = [](char byte) { return (byte >= 'a' && byte <= 'z') || byte == '-'; };
  const bool named = partition.starts_with("aws") && std::all_of(partition.begin(), partition.end(), in_partition);
  if (partition != "*" && !named) return "names no partition as `aws`";
  if (partition_end == std::string_view::npos) return "names no service";
  std::string_view service = text.substr(partition_end + 1);
  service = service.substr(0, service.find(':'));
  if (service.empty() || service.find_first_of("*?$") != std::string_view::npos) {
    return "must name its service, without wildcards";
  }
  return {};
}

class StatementReader {
 public:
  StatementReader(const IamJson& json, NodeId id, IamLayer layer) : json_(json), id_(id), layer_(layer) {}

  IamStatement read(std::vector<std::string>& sids, bool variables) {
    statement_.span = json_.head(id_);
    if (!json_.is_object(id_, "a statement")) return statement_;
    for (NodeId member = json_.node(id_).first_child; member != kNoNode; member = json_.node(member).next) {
      const std::string name = json_.key(member);
      if (std::find(kElements.begin(), kElements.end(), name) != kElements.end() || json_.holed(name)) continue;
      json_.refuse(json_.node(member).key_span, "a statement has no element " + in_backticks(name));
    }
    read_sid(sids);
    read_effect();
    read_principals();
    read_texts("Action", "NotAction", statement_.actions, statement_.not_action, objection_to_action);
    read_texts("Resource", "NotResource", statement_.resources, statement_.not_resource, objection_to_resource);
    if (NodeId condition = find("Condition"); condition != kNoNode) {
      statement_.conditions = read_iam_conditions(json_, condition);
    }
    if (variables) look_at_variables();
    return statement_;
  }

 private:
  NodeId find(std::string_view name) const { return json_.find(id_, name); }

  void read_sid(std::vector<std::string>& sids) {
    const NodeId sid = find("Sid");
    if (sid == kNoNode) return;
    const Span span = json_.node(sid).value_span;
    if (!json_.is(sid, NodeKind::kString)) return json_.refuse(span, "`Sid` must be a string");
    statement_.sid = json_.value(sid);
    if (json_.holed(statement_.sid)) return statement_.sid.clear();
    if (!std::all_of(statement_.sid.begin(), statement_.sid.end(), is_alphanumeric)) {
      json_.refuse(span, "`Sid` may hold letters and digits only");
    }
    if (statement_.sid.empty()) return;
    if (std::find(sids.begin(), sids.end(), statement_.sid) != sids.end()) {
      json_.refuse(span, "`Sid` " + in_backticks(statement_.sid) + " stands twice in this policy");
    }
    sids.push_back(statement_.sid);
  }

  void read_effect() {
    const NodeId effect = find("Effect");
    if (effect == kNoNode) return json_.refuse(statement_.span, "a statement without `Effect`");
    const std::string text = json_.value(effect);
    const bool allow = text == "Allow";
    if (!json_.is(effect, NodeKind::kString) || (!allow && text != "Deny")) {
      return json_.refuse(json_.node(effect).value_span, "`Effect` must be `Allow` or `Deny`");
    }
    statement_.effect = allow ? IamEffect::kAllow : IamEffect::kDeny;
  }

  // Which of two elements stands there, if exactly one does.
  NodeId one_of(std::string_view name, std::string_view negated, bool& is_negated, bool needed) {
    const NodeId plain = find(name);
    const NodeId other = find(negated);
    is_negated = plain == kNoNode && other != kNoNode;
    if (plain != kNoNode && other != kNoNode) {
      json_.refuse(json_.node(other).key_span, "both `" + std::string(name) + "` and `" + std::string(negated) + "`");
      return kNoNode;
    }
    if (plain == kNoNode && other == kNoNode && needed) {
      json_.refuse(statement_.span,
                   "a statement without `" + std::string(name) + "` or `" + std::string(negated) + "`");
    }
    return plain != kNoNode ? plain : other;
  }

  void read_principals() {
    const bool resource_policy = layer_ == IamLayer::kCluster || layer_ == IamLayer::kRcp;
    const NodeId principal = one_of("Principal", "NotPrincipal", statement_.not_principal, resource_policy);
    if (principal == kNoNode) return;
    if (!resource_policy) {
      return json_.refuse(json_.node(principal).key_span, "only a resource's policy has principals; this is read as " +
                                                              std::string(iam_layer_name(layer_)));
    }
    statement_.principals = read_iam_principals(json_, principal);
  }

  template <class Objection>
  void read_texts(std::string_view name, std::string_view negated, std::vector<IamText>& texts, bool& is_negated,
                  Objection objection_to) {
    const NodeId written = one_of(name, negated, is_negated, true);
    if (written == kNoNode) return;
    const std::string what = "`" + std::string(is_negated ? negated : name) + "`";
    texts = json_.texts(written, what);
    if (json_.is(written, NodeKind::kArray) && json_.node(written).first_child == kNoNode) {
      json_.refuse(json_.node(written).value_span, what + " is empty");
    }
    for (const IamText& text : texts) {
      if (text.holes) continue;
      std::string_view objection = objection_to(text.text);
      if (!objection.empty()) json_.refuse(text.span, in_backticks(text.text) + " " + std::string(objection));
    }
  }

  void look_at_variables() const {
    for (const IamText& resource : statement_.resources) {
      if (resource.holes) continue;
      size_t fifth = 0;
      for (int colon = 0; colon < 5 && fifth != std::string::npos; ++colon) {
        const size_t at = resource.text.find(':', fifth);
        fifth = at == std::string::npos ? at : at + 1;
      }
      if (resource.text.substr(0, fifth).find("${") == std::string::npos) continue;
      json_.suspect(resource.span, "a policy variable stands before the fifth colon, where AWS does not fill it in");
    }
  }

  const IamJson& json_;
  NodeId id_;
  IamLayer layer_;
  IamStatement statement_;
};

}  // namespace

IamStatement read_iam_statement(const IamJson& json, NodeId id, IamLayer layer, bool variables,
                                std::vector<std::string>& sids) {
  return StatementReader(json, id, layer).read(sids, variables);
}

}  // namespace klamm
