#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

std::string refusal(std::string text, const Limits& limits = {}) {
  Budget budget(limits);
  auto read = read_plan(std::make_shared<Source>("plan.json", std::move(text)), budget);
  return read.ok() ? "" : read.error().message;
}

std::string one(const std::string& values, const std::string& unknown, const std::string& expressions) {
  std::string identity = R"("address":"aws_msk_cluster.c","mode":"managed","type":"aws_msk_cluster","name":"c")";
  return R"({"planned_values":{"root_module":{"resources":[{)" + identity + R"(,"values":)" + values +
         R"(,"sensitive_values":)" + unknown + R"(}]}},"resource_changes":[{)" + identity + R"(,"change":{"after":)" +
         values + R"(,"after_unknown":)" + unknown + R"(,"after_sensitive":)" + unknown +
         R"(}}],"configuration":{"root_module":{"resources":[{)" + identity + R"(,"expressions":)" + expressions +
         "}]}}}";
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int count = 0; count < times; ++count) all += text;
  return all;
}

}  // namespace

TEST_CASE("plans that nest without end are refused, wherever they do") {
  std::string open = repeated("[", 100'000);
  CHECK(refusal(open) == "refused: more than 256 levels of nesting");
  CHECK(refusal("{\"checks\":" + open) == "refused: more than 256 levels of nesting");
  CHECK(refusal("{\"values\":{\"root_module\":" + repeated("{\"child_modules\":[", 100'000)) ==
        "refused: more than 256 levels of nesting");
  CHECK(refusal("{\"configuration\":{\"root_module\":" + repeated("{\"module_calls\":{\"m\":{\"module\":", 100'000)) ==
        "refused: more than 256 levels of nesting");
  std::string deep = repeated("{\"a\":", 200) + "1" + repeated("}", 200);
  CHECK(refusal(one(deep, deep, deep)).empty());
}

TEST_CASE("plans of more than the budget are refused") {
  Limits limits;
  limits.nodes = 1000;
  std::string many = "{\"a\":[1" + repeated(",1", 2000) + "]}";
  CHECK(refusal(one(many, "{}", "{}"), limits) == "refused: more than 1000 nodes");
  limits = {};
  limits.bytes = 10;
  CHECK(refusal(one("{}", "{}", "{}"), limits) == "refused: more than 10 bytes");
  std::string keys = "{\"k0\":true";
  for (int key = 1; key < 20000; ++key) keys += ",\"k" + std::to_string(key) + "\":true";
  keys += "}";
  limits = {};
  limits.steps = 200'000;
  CHECK(refusal(one(keys, keys, keys), limits) == "refused: more than 200000 steps");
}

TEST_CASE("references that lead in circles or to many are bounded") {
  std::string text = R"({"planned_values":{"root_module":{"resources":[{"address":"module.a.module.b.aws_msk_cluster.c",
    "mode":"managed","type":"aws_msk_cluster","name":"c","values":{"x":null}}]}},"resource_changes":[
    {"address":"module.a.module.b.aws_msk_cluster.c","type":"aws_msk_cluster","name":"c","change":{"after":{},"after_unknown":{"x":true}}}],
    "configuration":{"root_module":{"module_calls":{"a":{"expressions":{"v":{"references":["module.a.o"]}},"module":{
      "outputs":{"o":{"expression":{"references":["var.v","module.b.o"]}}},
      "module_calls":{"b":{"expressions":{"v":{"references":["var.v","module.b.o","var.v"]}},"module":{
        "outputs":{"o":{"expression":{"references":["var.v"]}}},
        "resources":[{"address":"aws_msk_cluster.c","mode":"managed","type":"aws_msk_cluster","name":"c",
          "expressions":{"x":{"references":["var.v"]}}}]}}}}}}}}})";
  Budget budget;
  auto read = read_plan(std::make_shared<Source>("plan.json", text), budget);
  REQUIRE(read.ok());
  REQUIRE(read.value().resources.size() == 1);
  const Resource& made = read.value().resources[0];
  CHECK(show(read.value(), made, made.body) == "{x: ?}");
}

TEST_CASE("every place of a plan takes every type of value") {
  const char* values[] = {"null",
                          "true",
                          "false",
                          "1",
                          "\"x\"",
                          "[]",
                          "[true]",
                          "[1,null,\"x\"]",
                          "[[true]]",
                          "{}",
                          "{\"a\":true}",
                          "{\"a\":[true,{\"b\":true}]}",
                          "{\"references\":1}",
                          "{\"references\":[1]}"};
  for (const char* value : values) {
    for (const char* other : values) {
      for (const char* third : values) {
        INFO(value << other << third);
        CHECK(refusal(one(value, other, third)).empty());
        CHECK(refusal(one(std::string("{\"a\":") + value + "}", std::string("{\"a\":") + other + "}",
                          std::string("{\"a\":") + third + "}"))
                  .empty());
      }
    }
    for (const char* section :
         {"planned_values", "values", "prior_state", "resource_changes", "configuration", "format_version"}) {
      for (const char* inner :
           {"%", "{\"root_module\":%}", "{\"root_module\":{\"resources\":%}}", "{\"root_module\":{\"resources\":[%]}}",
            "{\"root_module\":{\"child_modules\":[%]}}", "{\"root_module\":{\"module_calls\":{\"m\":%}}}",
            "{\"root_module\":{\"outputs\":{\"o\":%}}}", "{\"values\":%}", "[%]", "[{\"address\":%}]",
            "[{\"type\":\"aws_msk_x\",\"change\":%}]"}) {
        std::string text = inner;
        text.replace(text.find('%'), 1, value);
        INFO(section << text);
        CHECK(refusal(std::string("{\"") + section + "\":" + text + "}").empty());
      }
    }
  }
}

TEST_CASE("a plan that is cut off anywhere is read or refused, and never worse") {
  std::string text = one(R"({"a":["x\u00e9",{"b":"c"}]})", R"({"a":[true,{"b":true}],"d":true})",
                         R"({"d":{"references":["e.f.g","e.f"]}})");
  for (size_t size = 0; size < text.size(); ++size) {
    Budget budget;
    auto read = read_plan(std::make_shared<Source>("plan.json", text.substr(0, size)), budget);
    REQUIRE(read.ok());
    CHECK_FALSE(read.value().diagnostics.empty());
    CHECK(read.value().resources.empty());
  }
}
