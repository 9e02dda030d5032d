#include <catch2/catch.hpp>

#include "base/scan.h"

using namespace klamm;

TEST_CASE("the first byte meant is found at every offset and length") {
  for (uint32_t size = 0; size < 40; ++size) {
    for (uint32_t at = 0; at <= size; ++at) {
      for (char end : {'\n', '\r'}) {
        std::string text(size, '\x8a');  // LF with the high bit
        if (at < size) text[at] = end;
        if (at + 1 < size) text[at + 1] = '\x0b';  // beside LF: a borrow must not find it
        for (uint32_t from = 0; from <= at; ++from) CHECK(find_line_end(text, from) == at);
      }
    }
  }
}

TEST_CASE("the first byte beyond ASCII is found") {
  CHECK(find_beyond_ascii("0123456789\x7f\xc3\xa9", 0) == 11);
  CHECK(find_beyond_ascii("0123456789\x7f", 0) == 11);
  CHECK(find_beyond_ascii("\xff", 0) == 0);
}
