// Makes an object of settings (deployment.h) out of pieces of another document, each with its place there.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "klamm/budget.h"
#include "klamm/document.h"

namespace klamm {

class SettingsWriter {
 public:
  // `whole`: what of `outer` they are. All must outlive the writer.
  SettingsWriter(const Document& outer, Span whole, Budget& budget);

  // A text of the outer document with the place of each of its bytes; nullopt: the budget is spent.
  std::optional<Text> copy(Text text);
  // A text that `origin` stands for as a whole.
  Text write(std::string_view text, Span origin);
  // The texts are of the document that is made. False: the budget is spent.
  bool add(Text key, Span key_span, Text value, Span value_span);

  Document& document() { return *made_; }
  std::shared_ptr<const Document> finish() { return made_; }

 private:
  const Document& outer_;
  Budget& budget_;
  std::shared_ptr<Document> made_;
  NodeId last_ = kNoNode;
};

}  // namespace klamm
