// What tests of readers ask of a document.
#pragma once

#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "klamm/document.h"

namespace klamm {

using Reader = Result<Document> (*)(std::shared_ptr<const Source>, Budget&);

inline Document read_with(Reader reader, std::string text) {
  Budget budget;
  auto document = reader(std::make_shared<Source>("file", std::move(text)), budget);
  REQUIRE(document.ok());
  return std::move(document).value();
}

// The error of a reader whose budget is spent; empty when it is not.
inline std::string refusal(Reader reader, std::string text, const Limits& limits) {
  Budget budget(limits);
  auto document = reader(std::make_shared<Source>("file", std::move(text)), budget);
  return document.ok() ? "" : document.error().message;
}

inline std::string written(const Document& document, Span span) {
  return std::string(document.source().bytes().substr(span.begin, span.size()));
}

}  // namespace klamm

namespace Catch {

template <>
struct StringMaker<klamm::Span> {
  static std::string convert(const klamm::Span& span) {
    std::ostringstream out;
    out << '[' << span.begin << ", " << span.end << ')';
    return out.str();
  }
};

}  // namespace Catch
