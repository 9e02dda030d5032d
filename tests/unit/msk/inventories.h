// What is read of MSK, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "klamm/files.h"
#include "klamm/msk.h"

namespace klamm {

inline MskInventory of_terraform(std::string text) {
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put("main.tf", std::move(text));
  Budget budget;
  auto read = read_terraform(files, ".", budget);
  REQUIRE(read.ok());
  auto inventory = read_msk(read.value(), budget);
  REQUIRE(inventory.ok());
  return std::move(inventory).value();
}

inline MskInventory of_answers(std::string text) {
  Budget budget;
  auto inventory = read_msk_answers(std::make_shared<Source>("answer.json", std::move(text)), budget);
  REQUIRE(inventory.ok());
  return std::move(inventory).value();
}

// `TLS`, `TLS (AWS)` where nobody says it, `-` for absent, `?address` for unknown.
inline std::string shown(const MskResource& resource, std::string_view name) {
  const MskValue& value = resource.value(name);
  if (value.absent()) return "-";
  if (value.unknown()) return "?" + value.text;
  std::string out = value.text;
  if (msk_attributes()[find_msk_attribute(name)].type == MskType::kTexts) {
    out = "[";
    for (const MskItem& item : value.items) {
      out += (out.size() == 1 ? "" : " ") + std::string(item.known ? "" : "?") + item.text;
    }
    out += "]";
  }
  return out + (value.written ? "" : " (AWS)");
}

// What stands at a value's place.
inline std::string written(const MskResource& resource, std::string_view name) {
  const Source& source = resource.document->source();
  const Span place = source.to_root(resource.place_of(resource.value(name)));
  return std::string(source.root().bytes().substr(place.begin, place.size()));
}

}  // namespace klamm
