// Makes a document of libfyaml's events.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "doc_yaml/yaml_scalar.h"
#include "klamm/budget.h"
#include "klamm/document.h"

namespace klamm {

class YamlBuilder {
 public:
  // The document gets its root, an array of the text's YAML documents.
  YamlBuilder(Document& document, Budget& budget);

  // False once the budget is spent or the text is refused.
  bool take(const fy_event& event);
  // What was still open where the text broke off reaches to there.
  void abandon(uint32_t end);

 private:
  struct Open {
    NodeId id;
    NodeId last_child = kNoNode;
    bool tag = false;  // made for a tag: closes with its one member
    bool has_key = false;
    Text key{};
    Span key_span{};
    std::string anchor{};
    std::vector<NodeId> merged{};  // values of its keys `<<`
  };

  bool scalar(const fy_event& event);
  bool open(NodeKind kind, const fy_event& event, fy_token* tag, fy_token* anchor);
  bool close(const fy_event& event);
  bool alias(fy_token* token);
  bool refuse(Span span, std::string message);

  bool takes_key() const;
  bool take_key(Text key, Span span);
  NodeId add(Node node);
  // Opens an object for a tag of the user's own, such as `!Ref`; its one member is what is tagged.
  bool open_tag(fy_token* tag);
  void close_tag();
  void name_anchor(fy_token* anchor, NodeId id);
  // A copy of `from` and all below it as the next child of what is open.
  bool copy(NodeId from);
  bool merge(const Open& map);
  void unlink_merges(NodeId map);
  void report_repeated(NodeId map);

  Document& document_;
  Budget& budget_;
  YamlScalars scalars_;
  std::vector<Open> open_;
  std::map<std::string, NodeId, std::less<>> anchors_;
  uint32_t at_ = 0;  // the end of what was last read: where an absent value stands
};

}  // namespace klamm
