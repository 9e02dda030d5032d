#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

Template read_text(std::string text, bool (*wanted)(std::string_view) = is_near_kafka) {
  Budget budget;
  auto read = read_plan(std::make_shared<Source>("plan.json", std::move(text)), budget, wanted);
  REQUIRE(read.ok());
  return std::move(read).value();
}

// One resource aws_msk_cluster.c of the root.
std::string plan(const std::string& values, const std::string& change = "", const std::string& expressions = "") {
  std::string identity = R"("address":"aws_msk_cluster.c","mode":"managed","type":"aws_msk_cluster","name":"c")";
  std::string text =
      R"({"format_version":"1.2","terraform_version":"1.9.8","planned_values":{"root_module":{"resources":[{)" +
      identity + R"(,"values":)" + values + "}]}}";
  if (!change.empty()) {
    text +=
        R"(,"resource_changes":[{)" + identity + R"(,"change":{"actions":["create"],"before":null,)" + change + "}}]";
  }
  if (!expressions.empty()) {
    text +=
        R"(,"configuration":{"root_module":{"resources":[{)" + identity + R"(,"expressions":)" + expressions + "}]}}";
  }
  return text + "}";
}

std::string shown(const std::string& text, std::string_view address = "aws_msk_cluster.c") {
  Template read = read_text(text);
  for (const auto& wrong : read.diagnostics) FAIL(wrong.second.message);
  const Resource& made = resource(read, address);
  return show(read, made, made.body);
}

std::string addresses(const Template& read) {
  std::string all;
  for (const Resource& made : read.resources) all += made.address + " ";
  return all;
}

}  // namespace

TEST_CASE("a plan's resources are there with their values") {
  std::string text = plan(R"({"cluster_name":"a\"b","number_of_broker_nodes":3,"tags":{"x":"y"}})");
  CHECK(shown(text) == "{cluster_name: 'a\"b', number_of_broker_nodes: 3, tags: {x: 'y'}}");
  Template read = read_text(text);
  CHECK(read.resources[0].type == "aws_msk_cluster");
  CHECK_FALSE(read.resources[0].data);
  const Resource& made = read.resources[0];
  const Node& node = made.document->node(attribute(made, {"tags", "x"}));
  CHECK(made.document->source().bytes().substr(node.value_span.begin, node.value_span.size()) == "\"y\"");
  CHECK(made.document->source().bytes().substr(node.key_span.begin, node.key_span.size()) == "\"x\"");
}

TEST_CASE("nulls are not there, as where a module does not write them") {
  CHECK(shown(plan(R"({"a":null,"b":[{"c":null,"d":false}],"timeouts":null})")) == "{b: [{d: false}]}");
}

TEST_CASE("what will be known after the apply is unknown, and tells what it refers to") {
  std::string text = plan(
      R"({"configuration_info":[{"revision":1}]})",
      R"("after":{},"after_unknown":{"arn":true,"configuration_info":[{"arn":true}],"tags":{}})",
      R"({"configuration_info":[{"arn":{"references":["aws_msk_configuration.this.arn","aws_msk_configuration.this"]},)"
      R"("revision":{"constant_value":1}}]})");
  CHECK(shown(text) == "{configuration_info: [{revision: 1, arn: ?aws_msk_configuration.this.arn}]}");
  // Its place is where the plan says so.
  Template read = read_text(text);
  const Resource& made = read.resources[0];
  const Node& node = made.document->node(attribute(made, {"configuration_info", "arn"}));
  CHECK(node.value_span.begin == text.rfind("true}],\"tags\""));
}

TEST_CASE("without the module, every value that a plan does not know is unknown") {
  CHECK(shown(plan("{}",
                   R"("after_unknown":{"arn":true,"connectivity_info":true,"tags":{"a":true},"b":false,"c":[]})")) ==
        "{arn: ?, connectivity_info: ?, tags: ?}");
}

TEST_CASE("an expression of several references tells none of them") {
  CHECK(shown(plan("{}", R"("after_unknown":{"cluster_name":true})",
                   R"({"cluster_name":{"references":["aws_a.b.c","aws_a.b","var.x"]}})")) == "{cluster_name: ?}");
}

TEST_CASE("where the changes were taken out of a plan, what the values lack is unknown") {
  CHECK(shown(plan(R"({"a":null,"b":[{}]})", "",
                   R"({"a":{"references":["var.a"]},"b":[{"c":{"references":["aws_x.y.z","aws_x.y"]}}],"d":[{}],)"
                   R"("e":{"constant_value":1},"f":{"references":["aws_x.y.z","aws_x.y"]}})")) ==
        "{b: [{c: ?aws_x.y.z}], d: ?, f: ?aws_x.y.z}");
}

TEST_CASE("empty lists are there only where the module writes them") {
  std::string values = R"({"client_authentication":[],"security_groups":[],"tags":{}})";
  CHECK(shown(plan(values, "", R"({"security_groups":{"constant_value":[]}})")) == "{security_groups: []}");
  CHECK(shown(plan(values)) == "{client_authentication: [], security_groups: [], tags: {}}");
}

TEST_CASE("a block that the configuration lacks may be a dynamic one, whose values count") {
  CHECK(shown(plan(R"({"logging_info":[{"x":[],"y":1}]})",
                   R"("after_unknown":{"logging_info":[{"z":true}],"encryption_info":true})",
                   R"({"cluster_name":{"constant_value":"c"}})")) ==
        "{logging_info: [{x: [], y: 1, z: ?}], encryption_info: ?}");
}

TEST_CASE("elements of lists and of sets that are not known stand in their places") {
  std::string written =
      R"({"l":{"references":["aws_s.a.id","aws_s.a","aws_s.b.id","aws_s.b"]},"s":{"references":["aws_s.a.id","aws_s.a"]}})";
  // A list has nulls there, a tuple nothing.
  CHECK(shown(plan(R"({"l":["x",null,null],"s":["y"]})", R"("after_unknown":{"l":[false,true,true],"s":[true,false]})",
                   written)) == "{l: ['x', ?, ?], s: [?aws_s.a.id, 'y']}");
  CHECK(shown(plan(R"({"l":[null,null]})", R"("after_unknown":{"l":[true,true]})", written)) ==
        "{l: [?aws_s.a.id, ?aws_s.b.id]}");
  CHECK(shown(plan(R"({"l":["x","y","z"]})", R"("after_unknown":{"l":[true,false]})")) == "{l: ['x', 'y', 'z', ?]}");
}

TEST_CASE("a set that is unknown for its elements has them") {
  std::string unknown = R"("after_unknown":{"security_groups":true,"subnets":true})";
  CHECK(
      shown(plan(
          "{}", unknown,
          R"({"security_groups":{"references":["aws_security_group.a.id","aws_security_group.a",)"
          R"("data.aws_security_group.b.id","data.aws_security_group.b"]},"subnets":{"references":["aws_subnet.all"]}})")) ==
      "{security_groups: [?aws_security_group.a.id, ?data.aws_security_group.b.id], subnets: ?aws_subnet.all}");
}

TEST_CASE("sensitive values are unknown and nowhere in the document") {
  std::string text = R"({"format_version":"1.0","values":{"root_module":{"resources":[{"address":"aws_msk_cluster.c",
    "mode":"managed","type":"aws_msk_cluster","name":"c",
    "values":{"password":"hunter2","map":{"hunter3":"hunter4","open":"x"},"list":["hunter5","y"],"all":{"hunter6":["hunter7"]}},
    "sensitive_values":{"password":true,"map":{"hunter3":true},"list":[true,false],"all":true}}]}}})";
  CHECK(shown(text) == "{password: ?, map: {hunter3: ?, open: 'x'}, list: [?, 'y'], all: ?}");
  Template read = read_text(text);
  const Document& document = *read.resources[0].document;
  for (NodeId id = 0; id < document.size(); ++id) {
    CHECK(std::string(document.value(id)).find("hunter") == std::string::npos);
    CHECK(std::string(document.key(id)).find("hunter6") == std::string::npos);
  }
  CHECK(shown(plan(R"({"a":"hunter2"})", R"("after_unknown":{},"after_sensitive":{"a":true})",
                   R"({"a":{"references":["var.password"]}})")) == "{a: ?var.password}");
  CHECK(shown(plan(R"({"a":["hunter2","hunter3"]})", R"("after_sensitive":{"a":[true]})")) == "{a: ?}");
}

TEST_CASE("what will be deleted is not there, nor what waits for its deletion") {
  Template read = read_text(R"({"format_version":"1.2","planned_values":{"root_module":{}},"resource_changes":[
    {"address":"aws_msk_cluster.gone","mode":"managed","type":"aws_msk_cluster","name":"gone",
     "change":{"actions":["delete"],"before":{"a":1},"after":null,"after_unknown":{}}},
    {"address":"aws_msk_cluster.old","mode":"managed","type":"aws_msk_cluster","name":"old","deposed":"1f2e",
     "change":{"actions":["delete"],"before":{"a":1},"after":{"a":1},"after_unknown":{"a":true}}},
    {"address":"aws_msk_cluster.made","mode":"managed","type":"aws_msk_cluster","name":"made",
     "change":{"actions":["create"],"after":{"a":2},"after_unknown":{"b":true}}}]})");
  CHECK(addresses(read) == "aws_msk_cluster.made ");
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{a: 2, b: ?}");
}

TEST_CASE("data that was read stands in the prior state, and nothing else of it counts") {
  Template read =
      read_text(R"({"format_version":"1.2","prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[
    {"address":"data.aws_kms_key.k","mode":"data","type":"aws_kms_key","name":"k","values":{"arn":"arn:aws:kms:::k"}},
    {"address":"aws_msk_cluster.old","mode":"managed","type":"aws_msk_cluster","name":"old","values":{}}]}}},
    "planned_values":{"root_module":{"resources":[]}}})");
  CHECK(addresses(read) == "data.aws_kms_key.k ");
  CHECK(read.resources[0].data);
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{arn: 'arn:aws:kms:::k'}");
}

TEST_CASE("references lead through arguments and outputs of modules") {
  std::string text = R"({"format_version":"1.2","planned_values":{"root_module":{"child_modules":[{"resources":[
    {"address":"module.kafka[\"a.b\"].aws_msk_cluster.c[0]","mode":"managed","type":"aws_msk_cluster","name":"c","index":0,
     "values":{}}],"address":"module.kafka[\"a.b\"]"}]}},
  "resource_changes":[{"address":"module.kafka[\"a.b\"].aws_msk_cluster.c[0]","module_address":"module.kafka[\"a.b\"]",
    "mode":"managed","type":"aws_msk_cluster","name":"c","index":0,"change":{"actions":["create"],"after":{},
    "after_unknown":{"key":true,"own":true,"out":true,"loc":true,"part":true,"lost":true,"each":true,"copy":true}}}],
  "configuration":{"root_module":{"module_calls":{
    "kafka":{"expressions":{"kms":{"references":["aws_kms_key.k.arn","aws_kms_key.k"]},
                            "vpc":{"references":["aws_vpc.v"]}},
      "module":{"resources":[{"address":"aws_msk_cluster.c","mode":"managed","type":"aws_msk_cluster","name":"c","expressions":{
        "key":{"references":["var.kms"]},"own":{"references":["aws_msk_configuration.x.arn","aws_msk_configuration.x"]},
        "out":{"references":["module.sg.id","module.sg"]},"loc":{"references":["local.y"]},
        "part":{"references":["var.vpc.id","var.vpc"]},"lost":{"references":["var.unset"]},
        "each":{"references":["each.value"]},"copy":{"references":["aws_subnet.s","count.index"]}}}],
        "module_calls":{"sg":{"module":{"outputs":{"id":{"expression":{"references":["aws_security_group.g.id","aws_security_group.g"]}}}}}}}}}}}})";
  CHECK(shown(text, "module.kafka[\"a.b\"].aws_msk_cluster.c[0]") ==
        "{key: ?aws_kms_key.k.arn, own: ?module.kafka[\"a.b\"].aws_msk_configuration.x.arn, "
        "out: ?module.kafka[\"a.b\"].module.sg.aws_security_group.g.id, loc: ?module.kafka[\"a.b\"].local.y, "
        "part: ?aws_vpc.v.id, lost: ?module.kafka[\"a.b\"].var.unset, each: ?, "
        "copy: ?module.kafka[\"a.b\"].aws_subnet.s}");
}

TEST_CASE("types that nobody asks for are passed over") {
  std::string text = R"({"format_version":"1.2","planned_values":{"root_module":{"resources":[
    {"address":"null_resource.n","mode":"managed","type":"null_resource","name":"n","values":{"a":1}},
    {"address":"aws_msk_topic.t","mode":"managed","type":"aws_msk_topic","name":"t","values":{"a":1}}]}}})";
  CHECK(addresses(read_text(text)) == "aws_msk_topic.t ");
  CHECK(addresses(read_text(text, [](std::string_view type) { return type == "null_resource"; })) ==
        "null_resource.n ");
}

TEST_CASE("what is no plan is said to be none") {
  auto said = [](std::string text) {
    Template read = read_text(std::move(text));
    CHECK(read.resources.empty());
    return read.diagnostics.empty() ? std::string() : read.diagnostics[0].second.message;
  };
  CHECK(said("") == "the JSON breaks off, or does not fit together, here");
  CHECK(said("{\"planned_values\":{\"root_module\":{\"resources\":[{\"address\":\"x") ==
        "the JSON breaks off, or does not fit together, here");
  CHECK(said("{\"planned_values\":{}} x") == "the JSON breaks off, or does not fit together, here");
  CHECK(said("{\"a\":1}").starts_with("neither a plan nor a state"));
  CHECK(said("[]").starts_with("neither a plan nor a state"));
  CHECK(said("{\"format_version\":\"2.0\",\"values\":{}}") == "a format of plans that is not known here");
  CHECK(said(std::string("{\"values\":\0}", 12)) == "a NUL byte in JSON");
  CHECK(said("{\"values\":\"\xff\"}") == "malformed UTF-8");
  CHECK(said(plan("{\"a\":tru}")) == "expected a JSON value");
}

TEST_CASE("a policy that waits for an unknown name is there with what is known of it") {
  std::string text = R"({"format_version":"1.2","planned_values":{"root_module":{"resources":[
    {"address":"aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","name":"p","values":{"name":"p"}},
    {"address":"data.aws_iam_policy_document.d","mode":"data","type":"aws_iam_policy_document","name":"d","values":{
      "override_policy_documents":null,"statement":[{"actions":["kafka-cluster:Connect"],"condition":[],"effect":"Allow",
      "resources":[],"sid":null}],"version":null}}]}},
    "resource_changes":[
    {"address":"aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","name":"p","change":{"after":{},
      "after_unknown":{"policy":true}}},
    {"address":"data.aws_iam_policy_document.d","mode":"data","type":"aws_iam_policy_document","name":"d","change":{
      "actions":["read"],"after":{},"after_unknown":{"id":true,"json":true,
      "statement":[{"actions":[false],"condition":[],"resources":[true]}]}}}],
    "configuration":{"root_module":{"resources":[
    {"address":"aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","name":"p","expressions":{
      "policy":{"references":["data.aws_iam_policy_document.d.json","data.aws_iam_policy_document.d"]}}}]}}})";
  Template read = read_text(text);
  const Resource& made = resource(read, "aws_iam_policy.p");
  CHECK(show(read, made, made.body) ==
        "{name: 'p', policy: ?'{\"Statement\":[{\"Action\":[\"kafka-cluster:Connect\"],\"Effect\":\"Allow\","
        "\"Resource\":[\"${unknown}\"]}],\"Version\":\"2012-10-17\"}'}");
  auto policy = read.text(made, attribute(made, {"policy"}));
  REQUIRE(policy != nullptr);
  CHECK(origin(*policy, "kafka-cluster:Connect") == "plan.json: kafka-cluster:Connect");
  const Resource& data = resource(read, "data.aws_iam_policy_document.d");
  CHECK(read.text(data, attribute(data, {"json"})) == policy);
}
