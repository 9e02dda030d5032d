// What the rules cost: opening the built-in pack, choosing rules, linting one file of a hundred lines.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "klamm/linter.h"
#include "rule/pack.h"

namespace klamm {
namespace {

// A hundred lines of a sound KRaft node; `unsafe` opens it to everybody.
std::string hundred_lines(bool unsafe) {
  std::string out =
      "process.roles=broker\nnode.id=11\ncontroller.listener.names=CONTROLLER\n"
      "controller.quorum.voters=1@10.0.2.1:9093,2@10.0.2.2:9093,3@10.0.2.3:9093\n"
      "inter.broker.listener.name=BROKERS\nlog.dirs=/var/lib/kafka/a,/var/lib/kafka/b\n"
      "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\nsuper.users=User:kafka\n"
      "ssl.keystore.location=/etc/kafka/keys.p12\nssl.keystore.password=${file:/etc/kafka/secrets:key}\n"
      "config.providers=file\nconfig.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider\n"
      "ssl.client.auth=required\nauto.create.topics.enable=false\ndefault.replication.factor=3\nmin.insync.replicas=2\n"
      "sasl.enabled.mechanisms=SCRAM-SHA-512\nsasl.mechanism.inter.broker.protocol=SCRAM-SHA-512\n";
  out += unsafe ? "listeners=BROKERS://10.0.1.11:9094,CLIENTS://0.0.0.0:9092\n"
                  "listener.security.protocol.map=BROKERS:SSL,CLIENTS:PLAINTEXT,CONTROLLER:SSL\n"
                : "listeners=BROKERS://10.0.1.11:9094,CLIENTS://10.0.0.11:9092\n"
                  "listener.security.protocol.map=BROKERS:SSL,CLIENTS:SASL_SSL,CONTROLLER:SSL\n";
  const char* more[] = {"num.network.threads", "num.io.threads",    "socket.send.buffer.bytes", "num.partitions",
                        "log.retention.hours", "log.segment.bytes", "replica.fetch.max.bytes",  "background.threads"};
  int lines = 20;
  for (const char* key : more) {
    out += std::string(key) + "=8\n";
    ++lines;
  }
  for (; lines < 100; ++lines) out += "# a line of explanation such as people write above their settings\n";
  return out;
}

void open_pack(benchmark::State& state) {
  std::string_view blob = Pack::builtin().impl().blob;
  for (auto _ : state) benchmark::DoNotOptimize(Pack::open(blob));
  state.counters["bytes"] = static_cast<double>(blob.size());
}
BENCHMARK(open_pack)->Unit(benchmark::kMicrosecond);

void select(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(select_rules({&Pack::builtin()}, {}));
}
BENCHMARK(select)->Name("select_rules")->Unit(benchmark::kMicrosecond);

void lint_file(benchmark::State& state, bool unsafe, const char* profile) {
  std::string text = hundred_lines(unsafe);
  LintOptions options;
  options.profile = profile;
  std::vector<const Pack*> packs = {&Pack::builtin()};
  Selection selection = select_rules(packs, options).value();
  size_t findings = 0;
  for (auto _ : state) {
    auto source = std::make_shared<Source>("server.properties", text);
    findings = lint(source, packs, selection, options).value().findings.size();
  }
  state.counters["findings"] = static_cast<double>(findings);
  state.counters["rules"] = static_cast<double>(Pack::builtin().rule_count());
}
BENCHMARK_CAPTURE(lint_file, sound, false, "all")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(lint_file, unsafe, true, "all")->Unit(benchmark::kMicrosecond);

void read_only(benchmark::State& state) {
  std::string text = hundred_lines(false);
  LintOptions options;
  std::vector<const Pack*> packs = {&Pack::builtin()};
  Selection off;
  off.rules.assign(Pack::builtin().rule_count(), Selection::State::kOff);
  for (auto _ : state) {
    auto source = std::make_shared<Source>("server.properties", text);
    benchmark::DoNotOptimize(lint(source, packs, off, options));
  }
}
BENCHMARK(read_only)->Name("lint_file/no_rules")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace klamm

BENCHMARK_MAIN();
