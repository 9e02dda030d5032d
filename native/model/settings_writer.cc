#include "model/settings_writer.h"

namespace klamm {

SettingsWriter::SettingsWriter(const Document& outer, Span whole, Budget& budget)
    : outer_(outer), budget_(budget), made_(std::make_shared<Document>(outer.shared_source())) {
  Node root;
  root.kind = NodeKind::kObject;
  root.value_span = whole;
  made_->add(root, kNoNode, kNoNode);
}

std::optional<Text> SettingsWriter::copy(Text text) {
  std::string_view bytes = outer_.text(text);
  Span all = outer_.span_of(text, 0, text.size);
  if (outer_.source().bytes().substr(all.begin, all.size()) == bytes) return view(all);
  if (!budget_.take_pieces(text.size)) return std::nullopt;
  uint32_t begin = made_->arena_size();
  for (uint32_t at = 0; at < text.size; ++at) {
    made_->write(bytes.substr(at, 1), outer_.span_of(text, at, at + 1), SpanMap::Kind::kBlock);
  }
  return made_->arena_text(begin);
}

Text SettingsWriter::write(std::string_view text, Span origin) {
  uint32_t begin = made_->arena_size();
  made_->write(text, origin, SpanMap::Kind::kBlock);
  return made_->arena_text(begin);
}

bool SettingsWriter::add(Text key, Span key_span, Text value, Span value_span) {
  if (!budget_.take_nodes() || !budget_.take_pieces(2)) return false;
  Node node;
  node.kind = NodeKind::kString;
  node.has_key = true;
  node.separated = true;
  node.key = key;
  node.key_span = key_span;
  node.value = value;
  node.value_span = value_span;
  last_ = made_->add(node, made_->root(), last_);
  return true;
}

}  // namespace klamm
