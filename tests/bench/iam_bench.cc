// iam_bench FOLDER: one decision of each question in FOLDER (iam_scenarios.py), and what preparing costs.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <map>
#include <string>

#include "klamm/files.h"
#include "klamm/iam_reader.h"

namespace {

using namespace klamm;

struct Scenario {
  std::string principal;
  std::string operation;
  std::string resource;
  IamContext context;
  IamPolicySet policies;
};

Scenario read(const std::string& path) {
  Budget budget;
  auto document = read_json(DiskFiles().read(path, budget).value(), budget);
  const Document& json = document.value();
  const auto text = [&](std::string_view name) { return std::string(json.value(json.find(json.root(), name))); };
  Scenario scenario{text("principal"), text("operation"), text("resource"), {}, {}};
  const NodeId context = json.find(json.root(), "context");
  for (NodeId key = json.node(context).first_child; key != kNoNode; key = json.node(key).next) {
    scenario.context.keys.push_back({std::string(json.key(key)), {std::string(json.value(key))}});
  }
  const NodeId list = json.find(json.root(), "iam");
  for (NodeId each = json.node(list).first_child; each != kNoNode; each = json.node(each).next) {
    auto file = read_iam_policy(json, each, IamLayer::kIdentity, {}, budget);
    if (!file || file.value().refused()) std::abort();
    scenario.policies.identity.push_back(file.value().policies[0]);
  }
  return scenario;
}

void decide(benchmark::State& state, const Scenario& scenario) {
  const IamIndex index = IamIndex::compile(scenario.policies);
  const IamCaller caller =
      index.caller(*parse_iam_principal(scenario.principal), *iam_cluster_of(scenario.resource), scenario.context);
  const IamRequest request{*parse_iam_action(scenario.operation), scenario.resource, 0};
  for (auto _ : state) benchmark::DoNotOptimize(caller.decide(request));
  state.SetLabel(caller.decide(request).allowed ? "ALLOWED" : "DENIED");
}

void prepare(benchmark::State& state, const Scenario& scenario) {
  const IamIndex index = IamIndex::compile(scenario.policies);
  const IamPrincipal principal = *parse_iam_principal(scenario.principal);
  const IamCluster cluster = *iam_cluster_of(scenario.resource);
  for (auto _ : state) benchmark::DoNotOptimize(index.caller(principal, cluster, scenario.context));
}

void compile(benchmark::State& state, const Scenario& scenario) {
  for (auto _ : state) benchmark::DoNotOptimize(IamIndex::compile(scenario.policies));
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc < 2) return 2;
  std::map<std::string, Scenario> scenarios;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".json") scenarios[entry.path().stem().string()] = read(entry.path().string());
  }
  for (const auto& [name, scenario] : scenarios) {
    const Scenario* asked = &scenario;
    benchmark::RegisterBenchmark(("decide:" + name).c_str(),
                                 [asked](benchmark::State& state) { decide(state, *asked); });
    if (name != "50-literal" && name != "800-literal") continue;
    benchmark::RegisterBenchmark(("caller:" + name).c_str(),
                                 [asked](benchmark::State& state) { prepare(state, *asked); });
    benchmark::RegisterBenchmark(("compile:" + name).c_str(),
                                 [asked](benchmark::State& state) { compile(state, *asked); });
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
