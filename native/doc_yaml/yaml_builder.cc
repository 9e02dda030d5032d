#include "doc_yaml/yaml_builder.h"

#include <algorithm>
#include <set>

namespace klamm {
namespace {

constexpr std::string_view kMerge = "<<";

uint32_t offset(const fy_mark* mark, uint32_t otherwise) {
  return mark != nullptr ? static_cast<uint32_t>(mark->input_pos) : otherwise;
}

std::string_view text_of(fy_token* token) {
  size_t size = 0;
  const char* text = token != nullptr ? fy_token_get_text(token, &size) : nullptr;
  return text != nullptr ? std::string_view(text, size) : std::string_view();
}

}  // namespace

YamlBuilder::YamlBuilder(Document& document, Budget& budget)
    : document_(document), budget_(budget), scalars_(document, budget) {
  Node root;
  root.kind = NodeKind::kArray;
  root.value_span = {0, static_cast<uint32_t>(document.source().bytes().size())};
  budget_.take_nodes();
  open_.push_back({document_.add(root, kNoNode, kNoNode)});
}

bool YamlBuilder::take(const fy_event& event) {
  switch (event.type) {
    case FYET_DOCUMENT_START:
      anchors_.clear();
      return true;
    case FYET_SCALAR:
      return scalar(event);
    case FYET_ALIAS:
      return alias(event.alias.anchor);
    case FYET_MAPPING_START:
      return open(NodeKind::kObject, event, event.mapping_start.tag, event.mapping_start.anchor);
    case FYET_SEQUENCE_START:
      return open(NodeKind::kArray, event, event.sequence_start.tag, event.sequence_start.anchor);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      return close(event);
    default:
      return !budget_.spent();
  }
}

void YamlBuilder::abandon(uint32_t end) {
  for (const Open& open : open_) document_.edit(open.id).value_span.end = end;
}

bool YamlBuilder::refuse(Span span, std::string message) {
  document_.complain({Diagnostic::Kind::kRefused, span, std::move(message)});
  return false;
}

bool YamlBuilder::takes_key() const {
  return document_.node(open_.back().id).kind == NodeKind::kObject && !open_.back().tag && !open_.back().has_key;
}

bool YamlBuilder::take_key(Text key, Span span) {
  Open& map = open_.back();
  map.has_key = true;
  map.key = key;
  map.key_span = span;
  at_ = std::max(at_, span.end);
  return !budget_.spent();
}

bool YamlBuilder::scalar(const fy_event& event) {
  fy_token* token = event.scalar.value;
  bool is_key = takes_key();
  if (!is_key && !open_tag(event.scalar.tag)) return false;
  Node node;
  node.value_span = token != nullptr ? scalars_.span(token, at_) : Span{at_, at_};
  node.value = token != nullptr ? scalars_.text(token) : view(node.value_span);
  std::string_view tag = text_of(event.scalar.tag);
  bool plain = token == nullptr || fy_token_scalar_style(token) == FYSS_PLAIN;
  bool untold = tag.empty() || (tag.starts_with('!') && tag != "!");
  node.kind = plain && untold ? plain_kind(document_.text(node.value)) : NodeKind::kString;
  if (is_key) {
    // What an alias elsewhere means stands in no list of children.
    if (event.scalar.anchor != nullptr && budget_.take_nodes()) {
      NodeId loose = document_.add(node, kNoNode, kNoNode);
      document_.edit(loose).parent = document_.root();
      name_anchor(event.scalar.anchor, loose);
    }
    return take_key(node.value, node.value_span);
  }
  NodeId named = add(node);
  if (named == kNoNode) return false;
  at_ = std::max(at_, node.value_span.end);
  if (open_.back().tag) {
    named = open_.back().id;
    close_tag();
  }
  name_anchor(event.scalar.anchor, named);
  return true;
}

bool YamlBuilder::open(NodeKind kind, const fy_event& event, fy_token* tag, fy_token* anchor) {
  uint32_t begin = offset(fy_event_start_mark(const_cast<fy_event*>(&event)), at_);
  if (takes_key()) return refuse({begin, begin + 1}, "a map or list as a key");
  if (!open_tag(tag)) return false;
  if (!budget_.fits_depth(static_cast<uint32_t>(open_.size()))) return false;
  Node node;
  node.kind = kind;
  node.value_span = {begin, begin};
  NodeId id = add(node);
  if (id == kNoNode) return false;
  Open next{id};
  next.anchor = text_of(anchor);
  // An alias within means itself.
  if (!next.anchor.empty()) anchors_[next.anchor] = kNoNode;
  open_.push_back(std::move(next));
  at_ = begin;
  return true;
}

bool YamlBuilder::close(const fy_event& event) {
  Open done = std::move(open_.back());
  open_.pop_back();
  // A block ends where its last value does; libfyaml's mark stands at the next token.
  uint32_t end = offset(fy_event_end_mark(const_cast<fy_event*>(&event)), at_);
  std::string_view source = document_.source().bytes();
  bool flow = end > 0 && end <= source.size() && (source[end - 1] == '}' || source[end - 1] == ']') &&
              (source[document_.node(done.id).value_span.begin] == '{' ||
               source[document_.node(done.id).value_span.begin] == '[');
  at_ = flow ? end : std::max(at_, document_.node(done.id).value_span.begin);
  document_.edit(done.id).value_span.end = at_;
  if (document_.node(done.id).kind == NodeKind::kObject) {
    report_repeated(done.id);
    if (!merge(done)) return false;
  }
  NodeId named = done.id;
  if (open_.back().tag) {
    named = open_.back().id;
    close_tag();
  }
  if (!done.anchor.empty()) anchors_[done.anchor] = named;
  return true;
}

bool YamlBuilder::open_tag(fy_token* tag) {
  std::string_view name = text_of(tag);
  if (name.size() < 2 || name[0] != '!') return !budget_.spent();
  if (!budget_.fits_depth(static_cast<uint32_t>(open_.size()))) return false;
  uint32_t begin = offset(fy_token_start_mark(tag), at_);
  Node node;
  node.kind = NodeKind::kObject;
  node.value_span = {begin, begin};
  NodeId id = add(node);
  if (id == kNoNode) return false;
  Open wrapper{id};
  wrapper.tag = true;
  wrapper.has_key = true;
  wrapper.key_span = {begin, offset(fy_token_end_mark(tag), begin)};
  wrapper.key = view(wrapper.key_span);
  if (document_.text(wrapper.key) != name) {  // %-escapes
    uint32_t arena = document_.arena_size();
    if (!budget_.take_pieces()) return false;
    document_.write(name, wrapper.key_span, SpanMap::Kind::kBlock);
    wrapper.key = document_.arena_text(arena);
  }
  open_.push_back(std::move(wrapper));
  at_ = open_.back().key_span.end;
  return true;
}

void YamlBuilder::close_tag() {
  document_.edit(open_.back().id).value_span.end = at_;
  open_.pop_back();
}

void YamlBuilder::name_anchor(fy_token* anchor, NodeId id) {
  if (anchor != nullptr) anchors_[std::string(text_of(anchor))] = id;
}

NodeId YamlBuilder::add(Node node) {
  if (!budget_.take_nodes()) return kNoNode;
  Open& parent = open_.back();
  if (parent.has_key) {
    node.has_key = true;
    node.key = parent.key;
    node.key_span = parent.key_span;
    parent.has_key = false;
  }
  parent.last_child = document_.add(node, parent.id, parent.last_child);
  return parent.last_child;
}

bool YamlBuilder::alias(fy_token* token) {
  std::string_view name = text_of(token);
  uint32_t begin = offset(fy_token_start_mark(token), at_);
  begin -= begin > 0 && document_.source().bytes()[begin] != '*';
  Span span{begin, begin + 1 + static_cast<uint32_t>(name.size())};
  auto anchor = anchors_.find(name);
  if (anchor == anchors_.end()) return refuse(span, "no anchor of this name stands before it");
  if (anchor->second == kNoNode) return refuse(span, "an alias within what it stands for");
  if (!budget_.take_aliases()) return false;
  const Node& meant = document_.node(anchor->second);
  at_ = span.end;
  if (takes_key()) {
    if (meant.kind == NodeKind::kObject || meant.kind == NodeKind::kArray)
      return refuse(span, "a map or list as a key");
    return take_key(meant.value, span);
  }
  Open& map = open_.back();
  if (map.has_key && document_.text(map.key) == kMerge && meant.kind == NodeKind::kObject) {
    map.merged.push_back(anchor->second);
    map.has_key = false;
    return true;
  }
  return copy(anchor->second);
}

// Walks the tree below `from` by its links, keeping the copy in step.
bool YamlBuilder::copy(NodeId from) {
  Node top = document_.node(from);
  top.has_key = false;
  top.key = {};
  top.key_span = {};
  top.first_child = kNoNode;
  top.next = kNoNode;
  NodeId copied = add(top);
  if (copied == kNoNode) return false;
  auto depth = static_cast<uint32_t>(open_.size());
  NodeId original = from;
  NodeId parent = copied;
  NodeId previous = kNoNode;
  NodeId next = document_.node(original).first_child;
  while (true) {
    if (next == kNoNode) {
      if (original == from) return true;
      previous = parent;
      next = document_.node(original).next;
      original = document_.node(original).parent;
      parent = document_.node(parent).parent;
      --depth;
      continue;
    }
    if (!budget_.take_nodes() || !budget_.fits_depth(++depth)) return false;
    Node node = document_.node(next);
    node.first_child = kNoNode;
    node.next = kNoNode;
    NodeId id = document_.add(node, parent, previous);
    original = next;
    parent = id;
    previous = kNoNode;
    next = document_.node(original).first_child;
  }
}

// YAML 1.1's merge: what the map has itself counts before what is merged, an earlier map before a later one.
bool YamlBuilder::merge(const Open& map) {
  std::vector<NodeId> merged = map.merged;
  for (NodeId child = document_.node(map.id).first_child; child != kNoNode; child = document_.node(child).next) {
    if (document_.key(child) != kMerge) continue;
    const Node& value = document_.node(child);
    if (value.kind == NodeKind::kObject) {
      merged.push_back(child);
    } else if (value.kind == NodeKind::kArray) {
      for (NodeId item = value.first_child; item != kNoNode; item = document_.node(item).next) merged.push_back(item);
    }
  }
  if (merged.empty()) return true;
  unlink_merges(map.id);
  std::set<std::string, std::less<>> own;
  NodeId last = kNoNode;
  for (NodeId child = document_.node(map.id).first_child; child != kNoNode; child = document_.node(child).next) {
    own.insert(std::string(document_.key(child)));
    last = child;
  }
  Open target{map.id};
  target.last_child = last;
  open_.push_back(std::move(target));
  bool room = true;
  for (NodeId source : merged) {
    if (document_.node(source).kind != NodeKind::kObject) continue;
    for (NodeId child = document_.node(source).first_child; room && child != kNoNode;
         child = document_.node(child).next) {
      if (!own.insert(std::string(document_.key(child))).second) continue;
      open_.back().has_key = true;
      open_.back().key = document_.node(child).key;
      open_.back().key_span = document_.node(child).key_span;
      room = copy(child);
    }
  }
  open_.pop_back();
  return room;
}

void YamlBuilder::unlink_merges(NodeId map) {
  NodeId previous = kNoNode;
  for (NodeId child = document_.node(map).first_child; child != kNoNode; child = document_.node(child).next) {
    if (document_.key(child) != kMerge) {
      previous = child;
    } else if (previous == kNoNode) {
      document_.edit(map).first_child = document_.node(child).next;
    } else {
      document_.edit(previous).next = document_.node(child).next;
    }
  }
}

void YamlBuilder::report_repeated(NodeId map) {
  std::vector<NodeId> children;
  for (NodeId child = document_.node(map).first_child; child != kNoNode; child = document_.node(child).next) {
    if (document_.key(child) != kMerge) children.push_back(child);
  }
  // Ids grow with the text.
  std::sort(children.begin(), children.end(), [&](NodeId a, NodeId b) {
    int order = document_.key(a).compare(document_.key(b));
    return order != 0 ? order < 0 : a < b;
  });
  for (size_t index = 1; index < children.size(); ++index) {
    if (document_.key(children[index]) != document_.key(children[index - 1])) continue;
    document_.complain({Diagnostic::Kind::kSuspect, document_.node(children[index]).key_span,
                        "this key stands in the map before: the later one counts"});
  }
}

}  // namespace klamm
