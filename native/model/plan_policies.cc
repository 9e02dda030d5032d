#include "model/plan_policies.h"

#include <map>

#include "model/terraform_document.h"
#include "model/terraform_policy.h"

namespace klamm {
namespace {

class Writer {
 public:
  Writer(Template& plan, Document& document, Budget& budget) : plan_(plan), document_(document), budget_(budget) {}

  void write() {
    std::map<std::string, Written, std::less<>> written;
    for (const Resource& resource : plan_.resources) {
      if (!resource.data || resource.type != "aws_iam_policy_document") continue;
      NodeId json = document_.find(resource.body, "json");
      if (json == kNoNode || document_.node(json).kind != NodeKind::kUnknown) continue;
      TfRef policy = tf_policy_document(*value(resource.body), place(resource.body), budget_);
      if (policy->kind != TfKind::kString && !policy->holes) continue;
      auto text = std::make_shared<Source>(document_.shared_source(), policy->text.bytes, policy->text.map);
      written.emplace(resource.address + ".json", Written{std::move(text), policy->known()});
    }
    if (written.empty()) return;
    for (const Resource& resource : plan_.resources) {
      if (resource.data) give(document_.find(resource.body, "json"), written, resource.address + ".json");
    }
    const auto size = static_cast<NodeId>(document_.size());
    for (NodeId id = 0; id < size; ++id) {
      if (document_.node(id).kind == NodeKind::kUnknown) give(id, written, document_.value(id));
    }
    sort_origins(plan_.origins);
  }

 private:
  struct Written {
    std::shared_ptr<const Source> text;
    bool known;
  };

  TfPlace place(NodeId id) const { return {&document_.source(), document_.node(id).value_span}; }

  void give(NodeId id, const std::map<std::string, Written, std::less<>>& written, std::string_view address) {
    auto found = written.find(address);
    if (id == kNoNode || found == written.end() || document_.node(id).kind != NodeKind::kUnknown) return;
    Node& node = document_.edit(id);
    node.value = view({node.value_span.begin, node.value_span.begin});
    if (found->second.known && budget_.take_pieces()) {
      uint32_t begin = document_.arena_size();
      document_.write(found->second.text->bytes(), node.value_span, SpanMap::Kind::kBlock);
      node.value = document_.arena_text(begin);
      node.kind = NodeKind::kString;
    }
    plan_.origins.push_back({&document_, id, found->second.text});
  }

  TfText text(Text piece) const {
    TfText out;
    out.bytes = document_.text(piece);
    out.source = &document_.source();
    out.map = document_.map_of(piece);
    return out;
  }

  // An unknown value is nothing but unknown: what it refers to may be a part of it.
  TfRef value(NodeId id) {
    const Node& node = document_.node(id);
    if (!budget_.take_steps()) return tf_unknown(place(id), "unknown");
    switch (node.kind) {
      case NodeKind::kString:
        return tf_string(text(node.value), place(id));
      case NodeKind::kNumber:
        return tf_number(document_.value(id), place(id));
      case NodeKind::kTrue:
      case NodeKind::kFalse:
        return tf_bool(node.kind == NodeKind::kTrue, place(id));
      case NodeKind::kArray: {
        std::vector<TfRef> items;
        for (NodeId at = node.first_child; at != kNoNode; at = document_.node(at).next) items.push_back(value(at));
        return tf_sequence(TfKind::kTuple, std::move(items), place(id));
      }
      case NodeKind::kObject: {
        std::vector<TfMember> members;
        for (NodeId at = node.first_child; at != kNoNode; at = document_.node(at).next) {
          members.push_back({text(document_.node(at).key), value(at)});
        }
        return tf_mapping(TfKind::kObject, std::move(members), place(id));
      }
      case NodeKind::kNull:
        return tf_null(place(id));
      case NodeKind::kUnknown:
        break;
    }
    return tf_unknown(place(id), "unknown");
  }

  Template& plan_;
  Document& document_;
  Budget& budget_;
};

}  // namespace

void write_planned_policies(Template& plan, Document& document, Budget& budget) {
  Writer(plan, document, budget).write();
}

}  // namespace klamm
