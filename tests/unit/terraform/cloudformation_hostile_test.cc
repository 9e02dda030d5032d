#include "unit/terraform/cloudformation.h"

using namespace klamm;

namespace {

std::string refusal(const std::string& text, Limits limits = {}) {
  Document document = parsed(text);
  Budget budget(limits);
  auto read = read_cloudformation(document, budget);
  return read.ok() ? "" : read.error().message;
}

std::string in_resource(const std::string& value, const std::string& more = "") {
  return "{" + more + "\"Resources\":{\"R\":{\"Type\":\"AWS::X::Y\",\"Properties\":{\"V\":" + value + "}}}}";
}

}  // namespace

TEST_CASE("texts that double at every level are bounded by steps") {
  std::string value = "\"0123456789abcdef\"";
  for (int level = 0; level < 60; ++level) {
    value = "{\"Fn::Sub\":[\"${a}${a}\",{\"a\":" + value + "}]}";
  }
  Limits limits;
  limits.steps = 200'000;
  CHECK(refusal(in_resource(value), limits) == "refused: more than 200000 steps");
}

TEST_CASE("a mapping that is asked for again and again is bounded by nodes") {
  std::string list = "[";
  for (int item = 0; item < 1000; ++item) list += item == 0 ? "1" : ",1";
  list += "]";
  std::string value = "[";
  for (int item = 0; item < 1000; ++item) {
    value += std::string(item == 0 ? "" : ",") + "{\"Fn::FindInMap\":[\"M\",\"a\",\"b\"]}";
  }
  value += "]";
  Limits limits;
  limits.nodes = 100'000;
  CHECK(refusal(in_resource(value, "\"Mappings\":{\"M\":{\"a\":{\"b\":" + list + "}}},"), limits) ==
        "refused: more than 100000 nodes");
}

TEST_CASE("chains of conditions are bounded by depth") {
  std::string conditions = "\"Conditions\":{\"C0\":{\"Fn::Equals\":[\"a\",\"a\"]}";
  for (int level = 1; level < 2000; ++level) {
    conditions += ",\"C" + std::to_string(level) + "\":{\"Condition\":\"C" + std::to_string(level - 1) + "\"}";
  }
  conditions += "},";
  CHECK(refusal(in_resource("{\"Fn::If\":[\"C1999\",1,2]}", conditions)) == "refused: more than 256 levels of nesting");
}

TEST_CASE("many names among many are bounded by steps") {
  std::string text = "{\"Resources\":{\"R\":{}";
  for (int item = 0; item < 20000; ++item) {
    text += ",\"R" + std::to_string(item) + "\":{\"Type\":\"AWS::X::Y\"}";
  }
  Limits limits;
  limits.steps = 200'000;
  CHECK(refusal(text + "}}", limits) == "refused: more than 200000 steps");
}

TEST_CASE("every place takes every type of value") {
  const char* values[] = {"null",
                          "true",
                          "1",
                          "\"x\"",
                          "[]",
                          "[1]",
                          "[\"R\",\"x\"]",
                          "[[],[],[],[]]",
                          "{}",
                          "{\"Ref\":\"R\"}",
                          "{\"Ref\":[]}",
                          "{\"Ref\":\"AWS::NoValue\"}",
                          "{\"Condition\":{}}"};
  const char* places[] = {"\"Parameters\":%",
                          "\"Parameters\":{\"P\":%}",
                          "\"Parameters\":{\"P\":{\"Type\":%,\"Default\":%,\"NoEcho\":%}}",
                          "\"Parameters\":{\"P\":{\"Type\":\"List<String>\",\"Default\":%}}",
                          "\"Mappings\":%",
                          "\"Mappings\":{\"M\":%}",
                          "\"Mappings\":{\"M\":{\"R\":%}}",
                          "\"Conditions\":%",
                          "\"Conditions\":{\"x\":%}",
                          "\"Conditions\":{\"x\":{\"Fn::And\":%}}",
                          "\"Conditions\":{\"x\":{\"Fn::Not\":[%]}}",
                          "\"Conditions\":{\"x\":{\"Fn::Equals\":%}}",
                          "\"Transform\":%",
                          "\"Resources\":%",
                          "\"Resources\":{\"R\":%}",
                          "\"Resources\":{\"R\":{\"Type\":%,\"Properties\":{},\"Condition\":\"x\"}}",
                          "\"Resources\":{\"R\":{\"Type\":\"T\",\"Properties\":%,\"Condition\":%}}"};
  const char* functions[] = {"Base64", "Cidr",   "FindInMap", "GetAtt", "GetAZs",     "If",
                             "Join",   "Length", "Select",    "Split",  "Sub",        "ToJsonString",
                             "Equals", "And",    "Or",        "Not",    "ForEach::x", "Transform"};
  auto filled = [](std::string text, std::string_view value) {
    for (size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at)) text.replace(at, 1, value);
    return text;
  };
  for (const char* value : values) {
    for (const char* place : places) {
      std::string more = filled(place, value);
      INFO(more);
      CHECK(refusal("{" + more + "}").empty());
      std::string using_all = "[{\"Ref\":\"P\"},{\"Fn::If\":[\"x\",1,2]},{\"Fn::FindInMap\":[\"M\",\"R\",\"x\"]}]";
      CHECK(refusal(in_resource(using_all, more + ",")).empty());
    }
    for (const char* function : functions) {
      std::string call = std::string("{\"Fn::") + function + "\":";
      INFO(call << value);
      CHECK(refusal(in_resource(call + value + "}")).empty());
      CHECK(refusal(in_resource(call + "[" + value + "," + value + "]}")).empty());
      CHECK(refusal(in_resource(call + "[" + value + "," + value + "," + value + "]}")).empty());
      CHECK(refusal(in_resource(call + "[\"x\",{\"x\":" + value + "}]}")).empty());
    }
  }
}

TEST_CASE("every form of a file of parameters takes every type of value") {
  for (const char* text : {"[1]", "[[]]", "[{}]", "[\"x\"]", "[{\"ParameterKey\":1}]", "[{\"ParameterKey\":\"P\"}]",
                           "[{\"ParameterKey\":\"P\",\"ParameterValue\":{}}]", "{\"P\":[]}", "{\"Parameters\":[]}",
                           "{\"P\":null}", "[{\"ParameterKey\":\"P\",\"UsePreviousValue\":true}]", "\"x\"", "1"}) {
    INFO(text);
    CHECK(stack_value("!Ref P", "Parameters:\n  P:\n    Type: String\n", text) == "?P");
  }
}
