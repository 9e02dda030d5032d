#include "unit/terraform/cloudformation.h"

using namespace klamm;

TEST_CASE("what is literal is itself, in YAML and JSON") {
  CHECK(stack_value("{a: x, b: [1, true, null], c: '2'}") == "{a: 'x', b: [1, true, null], c: '2'}");
  Template read = read_stack(R"({"Resources":{"R":{"Type":"AWS::X::Y","Properties":{"V":{"a":"x","b":[1,true]}}}}})");
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{V: {a: 'x', b: [1, true]}}");
  CHECK(read.resources[0].type == "AWS::X::Y");
  CHECK(read.resources[0].address == "R");
}

TEST_CASE("references to resources are unknown and tell of what") {
  CHECK(stack_value("!Ref B") == "?B");
  CHECK(stack_value("{Ref: B}") == "?B");
  CHECK(stack_value("!GetAtt B.Arn") == "?B.Arn");
  CHECK(stack_value("!GetAtt [B, Outputs.X]") == "?B.Outputs.X");
  CHECK(stack_value("{Fn::GetAtt: [B, Arn]}") == "?B.Arn");
  CHECK(stack_value("!GetAtt [B, !Ref P]", "Parameters:\n  P:\n    Type: String\n    Default: Arn\n") == "?B.Arn");
  CHECK(stack_value("!Ref AWS::Region") == "?AWS::Region");
  CHECK(stack_value("!Select [0, !GetAtt B.List]") == "?B.List");
  CHECK(refusal_of("!Ref Nothing") == "nothing is called `Nothing` in this template");
  CHECK(refusal_of("!GetAtt Nothing.Arn") == "no resource is called `Nothing` in this template");
  CHECK(refusal_of("!Ref MadeByAMacro", "Transform: AWS::Serverless-2016-10-31\n") == "");
}

TEST_CASE("parameters have their defaults, and what is given counts before them") {
  std::string parameters =
      "Parameters:\n  S:\n    Type: String\n    Default: x\n  N:\n    Type: Number\n    Default: 3\n"
      "  L:\n    Type: CommaDelimitedList\n    Default: a, b,c\n  T:\n    Type: String\n    Default: true\n"
      "  No:\n    Type: String\n  Secret:\n    Type: String\n    NoEcho: true\n    Default: hunter2\n"
      "  Ssm:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: /path\n"
      "  Nets:\n    Type: List<AWS::EC2::Subnet::Id>\n";
  auto value = [&](const std::string& name, const std::string& given = "") {
    return stack_value("!Ref " + name, parameters, given);
  };
  CHECK(value("S") == "'x'");
  CHECK(value("N") == "3");
  CHECK(value("L") == "['a', 'b', 'c']");
  CHECK(value("T") == "'true'");
  CHECK(value("No") == "?No");
  CHECK(value("Nets") == "?Nets");
  CHECK(value("Secret") == "?Secret");
  CHECK(value("Ssm") == "?Ssm");
  CHECK(value("Secret", "{\"Secret\":\"hunter3\"}") == "?Secret");
  CHECK(value("No", R"([{"ParameterKey":"No","ParameterValue":"y"}])") == "'y'");
  CHECK(value("No", R"(["No=y=z"])") == "'y=z'");
  CHECK(value("No", R"({"Parameters":{"No":"y"},"Tags":{}})") == "'y'");
  CHECK(value("No", "No: y\n") == "'y'");
  CHECK(value("No", "- ParameterKey: No\n  ParameterValue: y\n") == "'y'");
  CHECK(value("S", R"([{"ParameterKey":"S","UsePreviousValue":true}])") == "?S");
  CHECK(value("N", R"({"N":"7"})") == "7");
  CHECK(value("Nets", R"({"Nets":"subnet-1,subnet-2"})") == "['subnet-1', 'subnet-2']");
  CHECK(stack_value("!Ref AWS::Region", "", R"({"AWS::Region":"eu-west-1"})") == "'eu-west-1'");
}

TEST_CASE("functions of what is known are evaluated") {
  CHECK(stack_value("!Join [',', [a, 1, true]]") == "'a,1,true'");
  CHECK(stack_value("!Select ['1', [a, b]]") == "'b'");
  CHECK(stack_value("!Split [',', 'a,,b,']") == "['a', '', 'b', '']");
  CHECK(stack_value("!Select [1, !Split ['/', 'a/b']]") == "'b'");
  CHECK(stack_value("{Fn::Base64: hey}") == "'aGV5'");
  CHECK(stack_value("{Fn::Length: [a, b]}") == "2");
  CHECK(stack_value("{Fn::ToJsonString: {b: [1, x]}}") == "'{\"b\":[1,\"x\"]}'");
  std::string mappings = "Mappings:\n  M:\n    eu:\n      size: 3\n      list: [a, b]\n";
  CHECK(stack_value("!FindInMap [M, eu, size]", mappings) == "3");
  CHECK(stack_value("!FindInMap [M, eu, list]", mappings) == "['a', 'b']");
  CHECK(stack_value("!FindInMap [M, !Ref AWS::Region, size]", mappings) == "?");
  CHECK(stack_value("!FindInMap [M, us, size, {DefaultValue: 9}]", mappings) == "9");
  CHECK(refusal_of("!FindInMap [M, us, size]", mappings) == "the mappings have no `us` there");
  CHECK(refusal_of("!Select [2, [a]]") == "the list has no element 2");
}

TEST_CASE("what nobody can tell is unknown") {
  for (const char* value : {"!ImportValue x", "!GetAZs ''", "!Cidr [a, 2, 3]", "{Fn::Transform: {Name: x}}",
                            "{Fn::ForEach::L: [i, [a], {}]}", "{Fn::Transform: {Name: x}, a: 1}", "!Other x",
                            "!Base64 [!Ref B]", "!Join [!Ref B, [a]]", "!Join [',', !Ref B]"}) {
    INFO(value);
    CHECK(stack_value(value).starts_with("?"));
  }
}

TEST_CASE("names in a Sub are what they stand for, and holes where that is unknown") {
  std::string parameters = "Parameters:\n  P:\n    Type: String\n    Default: x\n  U:\n    Type: String\n";
  CHECK(stack_value("!Sub 'a-${P}-${P}'", parameters) == "'a-x-x'");
  CHECK(stack_value("!Sub '${B}/${B.Arn}/${U}/${AWS::Region}'", parameters) == "?'${B}/${B.Arn}/${U}/${AWS.Region}'");
  CHECK(stack_value("!Sub ['${own}-${P}', {own: !Ref P, other: 1}]", parameters) == "'x-x'");
  CHECK(stack_value("!Sub ['${own}', {own: !GetAtt B.Arn}]") == "?'${B.Arn}'");
  CHECK(stack_value("!Sub '${!aws:username}'") == "'${aws:username}'");
  CHECK(stack_value("!Sub 'arn:${AWS::Partition}:kafka'", "", R"({"AWS::Partition":"aws"})") == "'arn:aws:kafka'");
  CHECK(stack_value("!Join ['', ['arn:', !Ref AWS::Partition, ':s3:::', !Ref B]]") ==
        "?'arn:${AWS.Partition}:s3:::${B}'");
  CHECK(stack_value("!Sub 'open ${end'") == "'open ${end'");
}

TEST_CASE("what is resolved at deployment is unknown") {
  CHECK(stack_value("'{{resolve:ssm:/x:1}}'") == "?");
  CHECK(stack_value("'a={{resolve:secretsmanager:s:SecretString:p}}\n\n          b=2'") == "?'a=${unknown}\nb=2'");
  CHECK(stack_value("!Sub '{{resolve:ssm:/${P}}}'", "Parameters:\n  P:\n    Type: String\n    Default: x\n") == "?");
  CHECK(stack_value("'{{resolve:open'") == "'{{resolve:open'");
}

TEST_CASE("conditions choose, and what they leave out is not there") {
  std::string conditions =
      "Parameters:\n  Env:\n    Type: String\n    Default: prod\n  U:\n    Type: String\n"
      "Conditions:\n  Prod: !Equals [!Ref Env, prod]\n  NotProd: !Not [!Condition Prod]\n  Open: !Equals [!Ref U, a]\n"
      "  Both: !And [!Condition Open, !Condition NotProd]\n  Either: !Or [{Condition: Open}, {Condition: Prod}]\n"
      "  Numbers: !Equals [1, '1']\n";
  auto value = [&](const std::string& text) { return stack_value(text, conditions); };
  CHECK(value("!If [Prod, a, b]") == "'a'");
  CHECK(value("!If [NotProd, a, b]") == "'b'");
  CHECK(value("!If [Open, a, b]") == "?");
  CHECK(value("!If [Open, a, a]") == "'a'");
  CHECK(value("!If [Both, a, b]") == "'b'");
  CHECK(value("!If [Either, a, b]") == "'a'");
  CHECK(value("!If [Numbers, a, b]") == "'a'");
  CHECK(value("!If [NotProd, a, !Ref AWS::NoValue]") == "none");
  CHECK(value("[x, !If [NotProd, a, !Ref 'AWS::NoValue'], y]") == "['x', 'y']");
  CHECK(value("{a: !If [NotProd, a, {Ref: 'AWS::NoValue'}], b: 1}") == "{b: 1}");
  CHECK(value("{a: !If [Open, a, {Ref: 'AWS::NoValue'}], b: 1}") == "{a: ?, b: 1}");
  CHECK(value("!If [Nope, a, b]") == "?");
  // A Condition in a policy's statement is a property like any other.
  CHECK(value("{Statement: [{Condition: {Bool: {x: y}}}], Other: {Condition: Prod}}") ==
        "{Statement: [{Condition: {Bool: {x: 'y'}}}], Other: {Condition: 'Prod'}}");
}

TEST_CASE("a resource is there if its condition is not false") {
  std::string text =
      "Parameters:\n  U:\n    Type: String\nConditions:\n  No: !Equals [a, b]\n  Yes: !Equals [a, a]\n  Open: !Equals "
      "[!Ref U, a]\n"
      "Resources:\n  A:\n    Type: AWS::X::Y\n    Condition: No\n  B:\n    Type: AWS::X::Y\n    Condition: Yes\n"
      "  C:\n    Type: AWS::X::Y\n    Condition: Open\n    DependsOn: A\n    Metadata: {x: !Ref Nothing}\n";
  Template read = read_stack(text);
  REQUIRE(read.resources.size() == 2);
  CHECK(read.resources[0].address == "B");
  CHECK_FALSE(read.resources[0].conditional);
  CHECK(read.resources[1].address == "C");
  CHECK(read.resources[1].conditional);
  CHECK(show(read, read.resources[1], read.resources[1].body) == "{}");
  CHECK(read.diagnostics.empty());
}

TEST_CASE("what depends on itself is unknown, and said to") {
  std::string cyclic = "Conditions:\n  A: !Condition B\n  B: !Not [!Condition A]\n";
  CHECK(stack_value("!If [A, a, b]", cyclic) == "?");
  CHECK(refusal_of("!If [A, a, b]", cyclic) == "`A` depends on itself");
}

TEST_CASE("resources that a macro or a loop makes are not known of, and spoil nothing") {
  Template read = read_stack(
      "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nGlobals:\n  Function:\n    Timeout: 3\n"
      "Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [a, b]\n    - T${Name}:\n        Type: AWS::MSK::Topic\n"
      "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Role: !GetAtt FRole.Arn\n"
      "  M:\n    Type: AWS::X::Y\n    Properties:\n      Fn::Transform: {Name: AWS::Include}\n      A: 1\n");
  REQUIRE(read.resources.size() == 1);
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{Role: ?FRole.Arn}");
  CHECK(read.diagnostics.empty());
}

TEST_CASE("a key that stands there twice is the later one") {
  Template read = read_stack(R"({"Resources":{"R":{"Type":"AWS::X::Y","Properties":{"a":1}},
    "R":{"Type":"AWS::X::Y","Properties":{"a":2,"a":3}}}})");
  REQUIRE(read.resources.size() == 1);
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{a: 3}");
}

TEST_CASE("what is no template is said to be none") {
  for (const char* text : {"{}", "[]", "x: 1\n", "Resources: []\n", "{\"Resources\":1}"}) {
    INFO(text);
    Template read = read_stack(text);
    CHECK(read.resources.empty());
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.diagnostics[0].second.message == "a template without an object of `Resources`");
  }
}
