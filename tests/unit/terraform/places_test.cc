#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

std::shared_ptr<const Source> text_of(const Template& read, std::string_view address = "aws_msk_configuration.c") {
  const Resource& made = resource(read, address);
  auto text = read.text(made, attribute(made, {"server_properties"}));
  REQUIRE(text != nullptr);
  return text;
}

std::string configuration(const std::string& expression) {
  return "resource \"aws_msk_configuration\" \"c\" {\n  server_properties = " + expression + "\n}\n";
}

}  // namespace

TEST_CASE("each byte of a heredoc leads home, the first and the last of a value") {
  Template read = read_module(
      {{"main.tf", configuration("<<-EOT\n    auto.create.topics.enable = true\n    min.insync.replicas=2\n  EOT")}});
  auto text = text_of(read);
  CHECK(text->bytes() == "auto.create.topics.enable = true\nmin.insync.replicas=2\n");
  auto value = static_cast<uint32_t>(text->bytes().find("true"));
  Region region = text->region({value, value + 4});
  CHECK(region.begin == Position{3, 33});
  CHECK(region.end == Position{3, 37});
  CHECK(origin(*text, "2") == "main.tf: 2");
  CHECK(origin(*text, "min.insync.replicas=2") == "main.tf: min.insync.replicas=2");
}

TEST_CASE("a heredoc of a local in another file leads to that file") {
  Template read = read_module({{"main.tf", configuration("local.properties")},
                               {"locals.tf", "locals {\n  properties = <<EOT\nnum.partitions=3\nEOT\n}\n"}});
  auto text = text_of(read);
  CHECK(text->bytes() == "num.partitions=3\n");
  CHECK(origin(*text, "num.partitions=3") == "locals.tf: num.partitions=3");
  CHECK(text->region({0, 3}).begin == Position{3, 1});
  const Resource& made = resource(read, "aws_msk_configuration.c");
  const Node& node = made.document->node(attribute(made, {"server_properties"}));
  CHECK(made.document->source().bytes().substr(node.value_span.begin, node.value_span.size()) == "local.properties");
}

TEST_CASE("what is interpolated leads to its expression, what stands around it to itself") {
  Template read = read_module({{"main.tf", configuration("<<-EOT\n    a=${var.a}\n    b=${var.b}\n    c=x\n    EOT") +
                                               "variable \"a\" {\n  default = 10\n}\nvariable \"b\" {}\n"}});
  auto text = text_of(read);
  CHECK(text->bytes() == "a=10\nb=${var.b}\nc=x\n");
  CHECK(origin(*text, "a=") == "main.tf: a=");
  CHECK(origin(*text, "10") == "main.tf: var.a");
  CHECK(origin(*text, "${var.b}") == "main.tf: var.b");
  CHECK(origin(*text, "c=x") == "main.tf: c=x");
  const Resource& made = resource(read, "aws_msk_configuration.c");
  CHECK(made.document->node(attribute(made, {"server_properties"})).kind == NodeKind::kUnknown);
}

TEST_CASE("properties that are joined of a map lead to its keys and values") {
  std::string join = "join(\"\\n\", [for k, v in local.p : \"${k} = ${v}\"])";
  Template read = read_module({{"main.tf", configuration(join)},
                               {"locals.tf",
                                "locals {\n  p = {\n    \"log.retention.hours\" = 24\n    "
                                "\"auto.create.topics.enable\" = \"true\"\n  }\n}\n"}});
  auto text = text_of(read);
  CHECK(text->bytes() == "auto.create.topics.enable = true\nlog.retention.hours = 24");
  CHECK(origin(*text, "auto.create.topics.enable") == "locals.tf: auto.create.topics.enable");
  CHECK(origin(*text, "true") == "locals.tf: true");
  CHECK(origin(*text, "24") == "locals.tf: 24");
  std::string formatted = "join(\"\\n\", [for k, v in { a = \"1\", b = 2 } : format(\"%s=%s\", k, v)])";
  read = read_module({{"main.tf", configuration(formatted)}});
  text = text_of(read);
  CHECK(text->bytes() == "a=1\nb=2");
  CHECK(origin(*text, "1") == "main.tf: 1");
  CHECK(origin(*text, "2") == "main.tf: 2");
}

TEST_CASE("a file's text leads to the file, a template's holes to their expressions") {
  Template read = read_module({{"main.tf", configuration("file(\"${path.module}/server.properties\")")},
                               {"server.properties", "num.partitions=1\n"}});
  CHECK(origin(*text_of(read), "1") == "server.properties: 1");
  read = read_module({{"main.tf", configuration("templatefile(\"p.tftpl\", { n = 3, m = var.x })")},
                      {"p.tftpl", "num.partitions=${n}\n%{ if n > 2 ~}\nx=${m}\n%{ endif ~}\n"}});
  auto text = text_of(read);
  CHECK(text->bytes() == "num.partitions=3\nx=${var.x}\n");
  CHECK(origin(*text, "num.partitions") == "p.tftpl: num.partitions");
  CHECK(origin(*text, "3") == "p.tftpl: n");
  read = read_module(
      {{"main.tf", configuration("data.template_file.t.rendered") +
                       "data \"template_file\" \"t\" {\n  template = file(\"t.tpl\")\n  vars = { n = \"5\" }\n}\n"},
       {"t.tpl", "a=${n}\n"}});
  CHECK(text_of(read)->bytes() == "a=5\n");
  CHECK(origin(*text_of(read), "a") == "t.tpl: a");
}

TEST_CASE("escapes of a quoted string keep their places") {
  Template read = read_module({{"main.tf", configuration("\"a=1\\nb=\\u00e9\"")}});
  auto text = text_of(read);
  CHECK(text->bytes() == "a=1\nb=é");
  CHECK(origin(*text, "é") == "main.tf: \\u00e9");
  CHECK(origin(*text, "b") == "main.tf: b");
}

TEST_CASE("keys and values of attributes have their spans") {
  Template read = read_module(
      {{"main.tf",
        "resource \"a\" \"b\" {\n  tags = {\n    \"x\" = true\n    y = local.z\n  }\n  c {\n    d = 1\n  }\n}\n"
        "locals {\n  z = 7\n}\n"}});
  const Resource& made = resource(read, "a.b");
  auto written = [&](Span span) {
    return std::string(made.document->source().bytes().substr(span.begin, span.size()));
  };
  auto node = [&](std::initializer_list<std::string_view> path) { return made.document->node(attribute(made, path)); };
  CHECK(written(node({"tags", "x"}).key_span) == "\"x\"");
  CHECK(written(node({"tags", "x"}).value_span) == "true");
  CHECK(written(node({"tags", "y"}).key_span) == "y");
  CHECK(written(node({"tags", "y"}).value_span) == "local.z");
  CHECK(written(node({"tags"}).value_span) == "{\n    \"x\" = true\n    y = local.z\n  }");
  CHECK(written(node({"c"}).key_span) == "c");
  CHECK(written(node({"c", "d"}).value_span) == "1");
  CHECK(written(made.document->node(made.body).value_span).starts_with("{\n  tags"));
}
