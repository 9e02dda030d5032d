// What tests of the HCL reader ask of a file.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "klamm/hcl.h"

namespace klamm {

inline HclFile parse(std::string text, Result<HclFile> (*reader)(std::shared_ptr<const Source>, Budget&) = read_hcl) {
  Budget budget;
  auto read = reader(std::make_shared<Source>("main.tf", std::move(text)), budget);
  REQUIRE(read.ok());
  return std::move(read).value();
}

inline HclId child(const HclFile& file, HclId id, int index = 0) {
  HclId at = file.node(id).first_child;
  for (; index > 0; --index) at = file.node(at).next;
  REQUIRE(at != kNoHcl);
  return at;
}

// The expression of the text's first attribute.
inline HclId value(const HclFile& file) { return child(file, child(file, file.root())); }

inline std::string written(const HclFile& file, HclId id) { return std::string(file.written(file.node(id).span)); }

// What the bytes of a node's text that are `part` were written as.
inline std::string origin(const HclFile& file, HclId id, std::string_view part) {
  auto begin = static_cast<uint32_t>(file.text(id).find(part));
  return std::string(file.written(file.span_of(id, begin, begin + static_cast<uint32_t>(part.size()))));
}

// The first complaint: the text it points at, and the message.
struct Complaint {
  std::string place;
  std::string message;
};

inline Complaint complaint(std::string text) {
  HclFile file = parse(std::move(text));
  REQUIRE(file.refused());
  const Diagnostic& first = file.diagnostics().front();
  CHECK(first.kind == Diagnostic::Kind::kRefused);
  return {std::string(file.written(first.span)), first.message};
}

}  // namespace klamm
