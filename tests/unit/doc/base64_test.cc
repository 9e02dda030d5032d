#include "doc/base64.h"

#include "unit/doc/reading.h"

using namespace klamm;

namespace {

Result<std::shared_ptr<const Source>> decode(std::string letters) {
  letters.insert(letters.begin(), '"');
  letters.push_back('"');
  auto document = read_with(read_json, std::move(letters));
  REQUIRE_FALSE(document.refused());
  return embed_base64(document, 0);
}

std::string bytes(std::string letters) { return std::string(decode(std::move(letters)).value()->bytes()); }
std::string error(std::string letters) { return decode(std::move(letters)).error().message; }

}  // namespace

TEST_CASE("base64 is decoded at every length") {
  CHECK(bytes("").empty());
  CHECK(bytes("Zg==") == "f");
  CHECK(bytes("Zm8=") == "fo");
  CHECK(bytes("Zm9v") == "foo");
  CHECK(bytes("Zm9vYg==") == "foob");
  CHECK(bytes("Zm9vYmE=") == "fooba");
  CHECK(bytes("Zm9vYmFy") == "foobar");
  CHECK(bytes("AP/+") == std::string("\0\xff\xfe", 3));
}

TEST_CASE("what is no base64 is refused without showing it") {
  CHECK(error("Zm9vYmF") == "not base64: the number of letters, padding counted, is no multiple of four");
  CHECK(error("Zm9vY") == "not base64: the number of letters, padding counted, is no multiple of four");
  CHECK(error("=") == "not base64: the number of letters, padding counted, is no multiple of four");
  CHECK(error("Zm9v-mFy") == "not base64: letter 5 is not of its alphabet");
  CHECK(error("Zm9v\\nYmFy") == "not base64: letter 5 is not of its alphabet");
  CHECK(error(" Zm9v") == "not base64: letter 1 is not of its alphabet");
  CHECK(error("Zg==Zg==") == "not base64: letter 3 is not of its alphabet");
  CHECK(error("Z===") == "not base64: letter 2 is not of its alphabet");
  CHECK(error("====") == "not base64: letter 1 is not of its alphabet");
  auto document = read_with(read_json, "[1]");
  CHECK(embed_base64(document, 1).error().message == "not base64: no string");
}

TEST_CASE("places in base64 inside of JSON lead home to the byte, escapes and all") {
  // foobar, with its second letter and its last but one written as escapes.
  auto document = read_with(read_json, R"({"p": "Z\u006d9vYm\u0046y"})");
  auto source = embed_base64(document, 1).value();
  REQUIRE(source->bytes() == "foobar");
  auto home = [&](uint32_t begin, uint32_t end) { return written(document, source->to_root({begin, end})); };
  CHECK(home(0, 1) == "Z\\u006d9v");
  CHECK(home(2, 3) == "Z\\u006d9v");
  CHECK(home(3, 4) == "Ym\\u0046y");
  CHECK(home(2, 4) == "Z\\u006d9vYm\\u0046y");
  CHECK(source->to_root({6, 6}) == Span{25, 25});
  CHECK(source->name() == "file");
}

TEST_CASE("a setting in base64 inside of JSON has its place in the file") {
  // "a=b\nlisteners=\\\n  X" in base64, read as properties.
  auto outer = read_with(read_json, R"({"ServerProperties": "YT1iCmxpc3RlbmVycz1cCiAgWA=="})");
  Budget budget;
  auto inner = read_properties(embed_base64(outer, 1).value(), budget);
  REQUIRE(inner.ok());
  const Document& document = inner.value();
  REQUIRE(document.value(2) == "X");
  CHECK(document.node(2).value_span == Span{18, 19});
  CHECK(written(outer, document.source().to_root(document.node(2).value_span)) == "WA==");
  CHECK(written(outer, document.source().to_root(document.node(1).key_span)) == "YT1i");
  CHECK(document.source().region(document.node(2).value_span) == Region{{1, 47}, {1, 51}});
}

TEST_CASE("a continuation inside of an indented block leads home to the byte") {
  // As a heredoc gives it: an indent of four is stripped from each line.
  std::string text = "body = <<-E\n    a=x\n    b=one,\\\n      two\\u0041\n    E\n";
  auto file = std::make_shared<Source>("main.tf", text);
  std::string stripped;
  SpanMap map;
  for (Span line : file->lines_of({12, 47})) {
    map.add(static_cast<uint32_t>(stripped.size()), {line.begin + 4, line.end + 1});
    stripped += text.substr(line.begin + 4, line.size() - 3);
  }
  REQUIRE(stripped == "a=x\nb=one,\\\n  two\\u0041\n");
  Budget budget;
  auto inner = read_properties(std::make_shared<Source>(file, stripped, map), budget);
  REQUIRE(inner.ok());
  const Document& document = inner.value();
  REQUIRE(document.value(2) == "one,twoA");
  auto home = [&](Span span) {
    Span root = document.source().to_root(span);
    return text.substr(root.begin, root.size());
  };
  CHECK(home(document.node(2).key_span) == "b");
  CHECK(home(document.node(2).value_span) == "one,\\\n      two\\u0041");
  Text value = document.node(2).value;
  CHECK(home(document.span_of(value, 4, 5)) == "t");
  CHECK(home(document.span_of(value, 7, 8)) == "\\u0041");
  CHECK(home(document.span_of(value, 3, 5)) == ",\\\n      t");
  CHECK(document.source().region(document.span_of(value, 4, 7)) == Region{{4, 7}, {4, 10}});
  // And once more through a value taken out of it.
  auto embedded = document.embed(2);
  Span last = embedded->to_root({7, 8});
  CHECK(text.substr(last.begin, last.size()) == "\\u0041");
}
