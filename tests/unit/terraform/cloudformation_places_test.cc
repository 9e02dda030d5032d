#include "unit/terraform/cloudformation.h"

using namespace klamm;

namespace {

// The text of the resource's `ServerProperties`.
std::shared_ptr<const Source> properties_of(const Template& read) {
  const Resource& made = resource(read, "C");
  NodeId node = made.document->find(made.body, "ServerProperties");
  REQUIRE(node != kNoNode);
  auto text = read.text(made, node);
  REQUIRE(text != nullptr);
  return text;
}

std::string configuration(const std::string& value) {
  return "Parameters:\n  P:\n    Type: String\n    Default: 'x'\n  U:\n    Type: Number\n"
         "Resources:\n  C:\n    Type: AWS::MSK::Configuration\n    Properties:\n      ServerProperties: " +
         value + "\n";
}

}  // namespace

TEST_CASE("each byte of a literal block leads home") {
  Template read =
      read_stack(configuration("|\n        auto.create.topics.enable = true\n        min.insync.replicas=2"));
  auto text = properties_of(read);
  CHECK(text->bytes() == "auto.create.topics.enable = true\nmin.insync.replicas=2\n");
  auto value = static_cast<uint32_t>(text->bytes().find("true"));
  Region region = text->region({value, value + 4});
  CHECK(region.begin == Position{12, 37});
  CHECK(region.end == Position{12, 41});
  CHECK(origin(*text, "min.insync.replicas=2") == "template: min.insync.replicas=2");
}

TEST_CASE("a Sub's own text leads to itself, what it puts in to its name") {
  Template read = read_stack(configuration("!Sub |\n        a=${P}\n        b=${U}\n        c=y"));
  auto text = properties_of(read);
  CHECK(text->bytes() == "a=x\nb=${U}\nc=y\n");
  CHECK(origin(*text, "a=") == "template: a=");
  CHECK(origin(*text, "x") == "template: ${P}");
  CHECK(origin(*text, "${U}") == "template: ${U}");
  CHECK(origin(*text, "c=y") == "template: c=y");
}

TEST_CASE("lines that are joined lead to each line") {
  Template read = read_stack(
      configuration("!Join\n        - \"\\n\"\n        - - a=1\n          - !Sub 'b=${P}'\n          - \"c=\\u00e9\""));
  auto text = properties_of(read);
  CHECK(text->bytes() == "a=1\nb=x\nc=é");
  CHECK(origin(*text, "a=1") == "template: a=1");
  CHECK(origin(*text, "b=") == "template: b=");
  CHECK(origin(*text, "x") == "template: ${P}");
  CHECK(origin(*text, "é") == "template: \\u00e9");
}

TEST_CASE("escapes of JSON keep their places") {
  Template read = read_stack(
      R"({"Resources":{"C":{"Type":"AWS::MSK::Configuration","Properties":{"ServerProperties":"a=1\nb=2\n"}}}})");
  auto text = properties_of(read);
  CHECK(text->bytes() == "a=1\nb=2\n");
  CHECK(origin(*text, "b=2") == "template: b=2");
  CHECK(origin(*text, "\n") == "template: \\n");
}

TEST_CASE("a parameter's text leads to its default, or to the file that gives it") {
  std::string parameters = "Parameters:\n  T:\n    Type: String\n    Default: a=1\n";
  std::string text = parameters +
                     "Resources:\n  C:\n    Type: AWS::MSK::Configuration\n    Properties:\n"
                     "      ServerProperties: !Ref T\n";
  Template read = read_stack(text);
  CHECK(origin(*properties_of(read), "a=1") == "template: a=1");
  CHECK(properties_of(read)->region({0, 3}).begin == Position{4, 14});
  const Resource& made = resource(read, "C");
  const Node& node = made.document->node(made.document->find(made.body, "ServerProperties"));
  CHECK(made.document->source().bytes().substr(node.value_span.begin, node.value_span.size()) == "!Ref T");
  read = read_stack(text, R"({"T":"b=22"})");
  CHECK(properties_of(read)->bytes() == "b=22");
  CHECK(origin(*properties_of(read), "22") == "parameters: 22");
}

TEST_CASE("keys and values of properties have their spans") {
  Template read = read_stack(
      "Resources:\n  C:\n    Type: AWS::X::Y\n    Properties:\n      \"A\": yes\n      B:\n        - !GetAtt C.Arn\n"
      "      D: !If [x, y, z]\n");
  const Resource& made = resource(read, "C");
  auto written = [&](Span span) {
    return std::string(made.document->source().bytes().substr(span.begin, span.size()));
  };
  auto node = [&](std::string_view key) { return made.document->node(made.document->find(made.body, key)); };
  CHECK(written(node("A").key_span) == "\"A\"");
  CHECK(written(node("A").value_span) == "yes");
  CHECK(written(made.document->node(node("B").first_child).value_span) == "!GetAtt C.Arn");
  CHECK(written(node("D").value_span) == "!If [x, y, z]");
  CHECK(written(made.document->node(made.body).value_span).starts_with("\"A\": yes"));
  REQUIRE(read.diagnostics.size() == 1);
  CHECK(written(read.diagnostics[0].second.span) == "x");
}
