#include <catch2/catch.hpp>

#include "klamm/source.h"

using klamm::Span;
using klamm::SpanMap;

TEST_CASE("a copied piece maps byte for byte") {
  SpanMap map;
  map.add(0, {10, 15});
  CHECK(map.to_origin({1, 3}, 5) == Span{11, 13});
  CHECK(map.to_origin({5, 5}, 5) == Span{15, 15});
}

TEST_CASE("copies that touch become one piece") {
  SpanMap map;
  map.add(0, {10, 12});
  map.add(2, {12, 20});
  CHECK(map.pieces().size() == 1);
  map.add(10, {25, 27});
  CHECK(map.pieces().size() == 2);
}

TEST_CASE("a block stands for the whole of its origin") {
  SpanMap map;
  map.add(0, {0, 2});
  map.add(2, {2, 8}, SpanMap::Kind::kBlock);  // \u0041
  map.add(3, {8, 10});
  CHECK(map.to_origin({2, 3}, 5) == Span{2, 8});
  CHECK(map.to_origin({1, 4}, 5) == Span{1, 9});
}

TEST_CASE("a byte of base64 maps to its group of four letters") {
  SpanMap map;
  map.add(0, {100, 108}, SpanMap::Kind::kBase64);
  CHECK(map.to_origin({0, 1}, 5) == Span{100, 104});
  CHECK(map.to_origin({2, 4}, 5) == Span{100, 108});
  CHECK(map.to_origin({3, 5}, 5) == Span{104, 108});
}
