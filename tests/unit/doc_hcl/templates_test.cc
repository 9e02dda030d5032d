#include "unit/doc_hcl/reading.h"

using namespace klamm;

namespace {

// The pieces of the first attribute's template: literal text in apostrophes, everything else as it is written.
std::string pieces(const HclFile& file, HclId id) {
  std::string out;
  for (HclId at = file.node(id).first_child; at != kNoHcl; at = file.node(at).next) {
    if (!out.empty()) out += " ";
    bool literal = file.node(at).kind == HclKind::kLiteral;
    out += literal ? "'" + std::string(file.text(at)) + "'" : written(file, at);
  }
  return out;
}

std::string pieces(const std::string& text) {
  HclFile file = parse("a = " + text + "\n");
  CHECK_FALSE(file.refused());
  return pieces(file, value(file));
}

}  // namespace

TEST_CASE("a string is literals and interpolations") {
  CHECK(pieces(R"("x-${var.a}-y")") == "'x-' var.a '-y'");
  CHECK(pieces(R"("")") == "''");
  CHECK(pieces(R"("a $ b % c $$ d")") == "'a $ b % c $$ d'");
  CHECK(pieces(R"("$${a} %%{b}")") == "'${a} %{b}'");
  CHECK(pieces(R"("${"${a}b"}c")") == "\"${a}b\" 'c'");
}

TEST_CASE("an interpolation alone keeps the kind of its value") {
  HclFile file = parse("a = \"${var.a}\"\n");
  CHECK(file.node(value(file)).kind == HclKind::kWrapped);
  CHECK(written(file, child(file, value(file))) == "var.a");
}

TEST_CASE("escapes are decoded and keep their places") {
  HclFile file = parse(R"(a = "x\n\"\\\t\u00e9\U0001F600y")"
                       "\n");
  HclId literal = child(file, value(file));
  CHECK(file.text(literal) == "x\n\"\\\t\u00e9\U0001F600y");
  CHECK(origin(file, literal, "\n") == "\\n");
  CHECK(origin(file, literal, "é") == "\\u00e9");
  CHECK(origin(file, literal, "😀") == "\\U0001F600");
  CHECK(origin(file, literal, "y") == "y");
  CHECK(complaint("a = \"x\\q\"\n").place == "\\q");
  CHECK(complaint("a = \"\\u12 \"\n").place == "\\u12");
  CHECK(complaint("a = \"\\ud800\"\n").place == "\\ud800");
}

TEST_CASE("a heredoc is its lines as they stand") {
  HclFile file = parse("a = <<EOT\n  auto.create.topics.enable=false\n\\n$${x}\nEOT\nb = 1\n");
  CHECK_FALSE(file.refused());
  HclId literal = child(file, value(file));
  CHECK(file.text(literal) == "  auto.create.topics.enable=false\n\\n${x}\n");
  CHECK(origin(file, literal, "false") == "false");
  CHECK(written(file, value(file)) == "<<EOT\n  auto.create.topics.enable=false\n\\n$${x}\nEOT");
  CHECK(file.text(child(file, file.root(), 1)) == "b");
}

TEST_CASE("a flush heredoc loses the blanks that its lines have in common") {
  CHECK(pieces("<<-EOT\n    a=1\n      b=2\n\n    c=${d}\n    EOT") == "'a=1\n  b=2\n\nc=' d '\n'");
  HclFile file = parse("a = <<-EOT\n    min.insync.replicas = 2\n    b=${c}\n  EOT\n");
  HclId literal = child(file, value(file));
  CHECK(file.text(literal) == "min.insync.replicas = 2\nb=");
  CHECK(origin(file, literal, "m") == "m");
  CHECK(origin(file, literal, "2") == "2");
  CHECK(file.source().region(file.span_of(literal, 0, 3)).begin == Position{2, 5});
  CHECK(file.source().region(file.span_of(literal, 24, 25)).begin == Position{3, 5});
}

TEST_CASE("lines of a heredoc may end with CRLF") {
  HclFile file = parse("a = <<-EOT\r\n  x=1\r\n  y=2\r\n  EOT\r\n");
  CHECK_FALSE(file.refused());
  CHECK(file.text(child(file, value(file))) == "x=1\r\ny=2\r\n");
}

TEST_CASE("the marker ends a heredoc only alone on its line") {
  CHECK(pieces("<<E\nE2\n xE\nE x\n${a}E\n  E") == "'E2\n xE\nE x\n' a 'E\n'");
  CHECK(complaint("a = <<E\nx\nE").message == "the string has no end");
}

TEST_CASE("a tilde strips the blanks of its side") {
  CHECK(pieces(R"("a  ${~ b ~}  c")") == "'a' b 'c'");
  CHECK(pieces("<<E\nx\n  ${~ a ~}\n  y\nE") == "'x\n' a '  y\n'");
}

TEST_CASE("directives become conditions and loops") {
  HclFile file = parse("a = \"x%{ if b }y%{ else }z%{ endif }%{ for k, v in m }${v},%{ endfor }\"\n");
  CHECK_FALSE(file.refused());
  HclId condition = child(file, value(file), 1);
  CHECK(file.node(condition).kind == HclKind::kConditional);
  CHECK(written(file, condition) == "%{ if b }y%{ else }z%{ endif }");
  CHECK(pieces(file, child(file, condition, 2)) == "'z'");
  HclId join = child(file, value(file), 2);
  CHECK(file.node(join).kind == HclKind::kJoin);
  CHECK(pieces(file, child(file, child(file, join), 3)) == "v ','");
  CHECK(complaint("a = \"%{ if b }x\"\n").message == "a directive without its end");
  CHECK(complaint("a = \"x%{ endif }\"\n").place == "%{ endif }");
  CHECK(complaint("a = \"%{ for x in y }%{ else }%{ endfor }\"\n").place == "%{ else }");
}

TEST_CASE("a template may be a whole text") {
  HclFile file = parse("num.partitions=${n}\r\n\"quoted\\n\" $\n", read_hcl_template);
  CHECK_FALSE(file.refused());
  CHECK(pieces(file, file.root()) == "'num.partitions=' n '\r\n\"quoted\\n\" $\n'");
  CHECK(parse("${", read_hcl_template).refused());
}
