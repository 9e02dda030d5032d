// Modules in memory, and what becomes of them.
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <utility>

#include "klamm/template.h"

namespace klamm {

using Texts = std::initializer_list<std::pair<std::string, std::string>>;

inline Template read_module(Texts texts, std::string_view folder = ".", const TerraformOptions& options = {}) {
  NoFiles nothing;
  MemoryFiles files(nothing);
  for (const auto& [path, text] : texts) files.put(path, text);
  Budget budget;
  auto read = read_terraform(files, folder, budget, options);
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  return std::move(read).value();
}

// As JSON would have it; what is unknown is `?` and its address, a string of which pieces are known stands in `?'…'`.
inline std::string show(const Template& from, const Resource& resource, NodeId id) {
  const Document& document = *resource.document;
  const Node& node = document.node(id);
  switch (node.kind) {
    case NodeKind::kString:
      return "'" + std::string(document.value(id)) + "'";
    case NodeKind::kUnknown: {
      auto text = from.text(resource, id);
      return text != nullptr ? "?'" + std::string(text->bytes()) + "'" : "?" + std::string(document.value(id));
    }
    case NodeKind::kObject:
    case NodeKind::kArray:
      break;
    default:
      return std::string(document.value(id));
  }
  bool object = node.kind == NodeKind::kObject;
  std::string out = object ? "{" : "[";
  for (NodeId child = node.first_child; child != kNoNode; child = document.node(child).next) {
    if (child != node.first_child) out += ", ";
    if (object) out += std::string(document.key(child)) + ": ";
    out += show(from, resource, child);
  }
  return out + (object ? "}" : "]");
}

inline NodeId attribute(const Resource& resource, std::initializer_list<std::string_view> path) {
  NodeId at = resource.body;
  for (std::string_view name : path) {
    const Node& node = resource.document->node(at);
    at = node.kind == NodeKind::kArray ? node.first_child : at;
    at = resource.document->find(at, name);
    REQUIRE(at != kNoNode);
  }
  return at;
}

inline const Resource& resource(const Template& from, std::string_view address) {
  INFO(address);
  const Resource* found = from.find(address);
  REQUIRE(found != nullptr);
  return *found;
}

// The attribute `v` of the resource `x.y` where that is all that a module has, beside `more`.
inline std::string value_of(const std::string& expression, const std::string& more = "") {
  Template read = read_module({{"main.tf", "resource \"x\" \"y\" {\n  v = " + expression + "\n}\n" + more}});
  const Resource& made = resource(read, "x.y");
  return show(read, made, attribute(made, {"v"}));
}

inline std::vector<std::string> messages(const Template& from) {
  std::vector<std::string> all;
  for (const auto& [source, diagnostic] : from.diagnostics) all.push_back(source->name() + ": " + diagnostic.message);
  return all;
}

// What the decoded bytes that are `part` were written as.
inline std::string origin(const Source& text, std::string_view part) {
  auto begin = static_cast<uint32_t>(text.bytes().find(part));
  REQUIRE(begin < text.bytes().size());
  Span home = text.to_root({begin, begin + static_cast<uint32_t>(part.size())});
  return text.name() + ": " + std::string(text.root().bytes().substr(home.begin, home.size()));
}

}  // namespace klamm
