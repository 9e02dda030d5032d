#include <catch2/catch.hpp>

#include "unit/report/sample.h"

using namespace klamm;
using test::finding;
using test::print;
using test::result;

TEST_CASE("a finding reads like a compiler's diagnostic") {
  CHECK(print(Format::kText, result({finding()})) ==
        R"(server.properties:14:11: critical: listener `EXTERNAL` lets anybody in [KL010]
   |
14 | listeners=EXTERNAL://0.0.0.0:9092,CONTROLLER://10.0.0.5:9093
   |           ^^^^^^^^^^^^^^^^^^^^^^^ PLAINTEXT: every client becomes User:ANONYMOUS
   = why: anyone who reaches port 9092 acts with the rights of User:ANONYMOUS
   = mend: map EXTERNAL to SASL_SSL, or bind it to 127.0.0.1
   = more: klamm explain KL010
1 file (Kafka 4.4, KRaft assumed): 1 critical
)");
}

TEST_CASE("on a narrow terminal words fold and the label goes below the carets") {
  CHECK(print(Format::kText, result({finding()}), {.width = 60}) ==
        R"(server.properties:14:11: critical: listener `EXTERNAL` lets
  anybody in [KL010]
   |
14 | listeners=EXTERNAL://0.0.0.0:9092,CONTROLLER://10.0.0.…
   |           ^^^^^^^^^^^^^^^^^^^^^^^
   |          PLAINTEXT: every client becomes User:ANONYMOUS
   = why: anyone who reaches port 9092 acts with the rights
          of User:ANONYMOUS
   = mend: map EXTERNAL to SASL_SSL, or bind it to 127.0.0.1
   = more: klamm explain KL010
1 file (Kafka 4.4, KRaft assumed): 1 critical
)");
}

TEST_CASE("a finding about the whole file has no line to show") {
  Finding whole = finding();
  whole.place.region.reset();
  whole.source_line.clear();
  whole.fatal = true;
  whole.mend.clear();
  whole.related = {{{"other.properties", Region{{3, 1}, {3, 4}}}, "defined here"}};
  CHECK(print(Format::kText, result({whole})) ==
        R"(server.properties: critical: listener `EXTERNAL` lets anybody in [KL010]
   = fatal: the broker refuses to start with this
   = why: anyone who reaches port 9092 acts with the rights of User:ANONYMOUS
   = see: other.properties:3:1: defined here
   = more: klamm explain KL010
1 file (Kafka 4.4, KRaft assumed): 1 critical
)");
}

TEST_CASE("of many related places the first are shown and the rest counted") {
  Finding many = finding();
  many.related.assign(12, Related{{"server.properties", Region{{3, 1}, {3, 4}}}, "again"});
  std::string out = print(Format::kText, result({many}));
  size_t shown = 0;
  for (size_t at = out.find(": again"); at != std::string::npos; at = out.find(": again", at + 1)) ++shown;
  CHECK(shown == 5);
  CHECK(out.find("   = see: 7 more of the kind\n") != std::string::npos);
}

TEST_CASE("findings are set apart, and quiet gives one line for each and nothing else") {
  LintResult two = result({finding(), finding("KL011", Severity::kLow)});
  std::string whole = print(Format::kText, two);
  CHECK(whole.find("explain KL010\n\nserver.properties") != std::string::npos);
  CHECK(print(Format::kText, two, {.quiet = true}) ==
        "server.properties:14:11: critical: listener `EXTERNAL` lets anybody in [KL010]\n"
        "server.properties:14:11: low: listener `EXTERNAL` lets anybody in [KL011]\n");
}

TEST_CASE("the summary counts what is there and leaves out what is not") {
  CHECK(print(Format::kText, result({})) == "1 file (Kafka 4.4, KRaft assumed): no findings\n");
  RunSummary summary;
  summary.files = 3;
  summary.findings = {0, 0, 4, 2, 1};
  summary.unknown = 1;
  summary.unreadable = 2;
  summary.skipped = 5;
  summary.assumptions = {"Kafka 4.4", "KRaft"};
  std::string out;
  make_reporter(Format::kText, {}, {})->end(summary, out);
  CHECK(out == "3 files (Kafka 4.4, KRaft assumed): 1 critical, 2 high, 4 medium; 1 unknown; 2 unreadable\n");
  out.clear();
  make_reporter(Format::kText, {}, {.verbose = true})->end(summary, out);
  CHECK(out.find("; 5 skipped") != std::string::npos);
}

TEST_CASE("what is unknown takes one line of a file, and one line each when asked") {
  LintResult unsure = result({});
  unsure.unknown = {{"KL010", {"server.properties", Region{{2, 4}, {2, 9}}}, "what `${HOST}` stands for"},
                    {"KL012", {"server.properties", {}}, "the controllers' files"}};
  CHECK(print(Format::kText, unsure) ==
        "server.properties: unknown: 2 checks rest on values that this file does not hold; --verbose lists them\n"
        "1 file (Kafka 4.4, KRaft assumed): no findings; 2 unknown\n");
  CHECK(print(Format::kText, unsure, {.verbose = true}) ==
        "server.properties:2:4: unknown: what `${HOST}` stands for [KL010]\n"
        "server.properties: unknown: the controllers' files [KL012]\n"
        "1 file (Kafka 4.4, KRaft assumed): no findings; 2 unknown\n");
}

TEST_CASE("colours are there when asked for and nowhere else") {
  CHECK(print(Format::kText, result({finding()})).find('\x1b') == std::string::npos);
  CHECK(print(Format::kText, result({finding()}), {.color = true}).find("\x1b[1;31mcritical\x1b[0m") !=
        std::string::npos);
}

TEST_CASE("no input brings its own escapes to the terminal") {
  Finding hostile = finding("K\x1b[2J");
  for (std::string* text :
       {&hostile.place.path, &hostile.message, &hostile.label, &hostile.why, &hostile.mend, &hostile.source_line}) {
    *text = "\x1b]0;owned\x07 \u202E \xff\r\n " + *text;
  }
  hostile.related = {{{"\x1b[1m", {}}, "\x1b[1m"}};
  LintResult made = result({hostile});
  made.unknown = {{"\x1b", {"\x1b", {}}, "\x1b"}};
  made.assumptions = {"\x1b[5m"};
  for (bool verbose : {false, true}) {
    std::string out = print(Format::kText, made, {.width = 80, .verbose = verbose}, "\x1b");
    for (std::string_view bad : {"\x1b", "\x07", "\u202E", "\r", "\xff"}) CHECK(out.find(bad) == std::string::npos);
  }
}

TEST_CASE("parts joined in order read as if made in one go") {
  LintResult first = result({finding()});
  LintResult second = result({finding("KL011", Severity::kHigh)});
  for (Format format :
       {Format::kText, Format::kJson, Format::kSarif, Format::kJunit, Format::kGithub, Format::kCodeClimate}) {
    auto together = make_reporter(format, {}, {});
    auto apart = make_reporter(format, {}, {});
    std::string one;
    std::string two;
    ReportPart both;
    Error error{"cannot read `z`"};
    for (const FileReport& file :
         {FileReport{"a", &first, nullptr, nullptr}, FileReport{"b", &second, nullptr, nullptr},
          FileReport{"z", nullptr, &error, nullptr}}) {
      together->file(file, both);
      ReportPart single;
      apart->file(file, single);
      apart->add(single, two);
    }
    together->add(both, one);
    together->end({}, one);
    apart->end({}, two);
    CHECK(one == two);
    CHECK(!one.empty());
  }
}
