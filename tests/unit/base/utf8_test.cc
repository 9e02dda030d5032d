#include "base/utf8.h"

#include <catch2/catch.hpp>

using namespace klamm;

namespace {

std::string wtf8(std::initializer_list<char32_t> codes) {
  std::string out;
  for (char32_t code : codes) append_wtf8(out, code);
  return out;
}

}  // namespace

TEST_CASE("malformed UTF-8 is found where it begins") {
  CHECK(find_malformed_utf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") == std::string_view::npos);
  CHECK(find_malformed_utf8("") == std::string_view::npos);
  CHECK(find_malformed_utf8("0123456789abcdef\xff") == 16);
  CHECK(find_malformed_utf8("a\xc3") == 1);
  CHECK(find_malformed_utf8("a\xc3\x28") == 1);
  CHECK(find_malformed_utf8("\xc0\xaf") == 0);          // overlong
  CHECK(find_malformed_utf8("\xe0\x80\xaf") == 0);      // overlong
  CHECK(find_malformed_utf8("\xed\xa0\x80") == 0);      // a surrogate
  CHECK(find_malformed_utf8("\xf4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(find_malformed_utf8("\xc3\xa9\x80") == 2);
}

TEST_CASE("code points are counted, a malformed byte as one") {
  CHECK(utf8_count("") == 0);
  CHECK(utf8_count("0123456789") == 10);
  CHECK(utf8_count("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z") == 5);
  CHECK(utf8_count("\xc3\xa9\xff\xe2\x82") == 4);
  CHECK(utf8_count("\xed\xa0\x80") == 3);
}

TEST_CASE("every code point is encoded as UTF-8 says") {
  CHECK(wtf8({0x41, 0xe9, 0x20ac, 0x1f600}) == "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
  CHECK(wtf8({0}) == std::string(1, '\0'));
}

TEST_CASE("surrogates join to one code point, and only a high one with a low one") {
  CHECK(wtf8({0xd83d, 0xde00}) == "\xf0\x9f\x98\x80");
  CHECK(wtf8({0xd83d, 0x41, 0xde00}) ==
        "\xed\xa0\xbd"
        "A\xed\xb8\x80");
  CHECK(wtf8({0xde00, 0xd83d}) == "\xed\xb8\x80\xed\xa0\xbd");
  CHECK(wtf8({0xd83d, 0xd83d, 0xde00}) == "\xed\xa0\xbd\xf0\x9f\x98\x80");
}
