// The native half of the authorizer's benchmarks: what one decision, one change and one load cost without a JVM.
#include <benchmark/benchmark.h>

#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "klamm/authorizer.h"

namespace {

using namespace klamm;

struct Owned {
  Acl acl;
  std::string name;
  std::string principal;
  std::string host;
  Acl view() const {
    Acl seen = acl;
    seen.name = name;
    seen.principal = principal;
    seen.host = host;
    return seen;
  }
};

Owned entry(std::string name, PatternType pattern, std::string principal, std::string host = "*",
            Operation operation = Operation::kRead, Permission permission = Permission::kAllow,
            ResourceType type = ResourceType::kTopic) {
  return {{type, pattern, operation, permission}, std::move(name), std::move(principal), std::move(host)};
}

AclId id(uint64_t number) { return {number * 0x9e3779b97f4a7c15, number ^ 0x5bf03635}; }

// Entries as they come across the border: texts one behind the other in the order of the feed.
class Feed {
 public:
  explicit Feed(const std::vector<Owned>& entries) {
    for (const Owned& owned : entries) text_ += owned.name + owned.principal + owned.host;
    std::string_view left = text_;
    const auto take = [&](std::string_view& part, size_t size) {
      part = left.substr(0, size);
      left.remove_prefix(size);
    };
    for (const Owned& owned : entries) {
      Acl& acl = acls_.emplace_back(owned.acl);
      take(acl.name, owned.name.size());
      take(acl.principal, owned.principal.size());
      take(acl.host, owned.host.size());
    }
  }
  void load(Authorizer& authorizer) const {
    Load loading = authorizer.begin_load(acls_.size());
    for (size_t number = 0; number < acls_.size(); ++number) {
      if (loading.add(id(number), acls_[number]) != Change::kDone) std::abort();
    }
    if (loading.commit() != Change::kDone) std::abort();
  }

 private:
  std::string text_;
  std::vector<Acl> acls_;
};

void load(Authorizer& authorizer, const std::vector<Owned>& entries) { Feed(entries).load(authorizer); }

std::string numbered(const std::string& text, size_t number, size_t digits) {
  std::string figures = std::to_string(number);
  return text + std::string(digits - std::min(digits, figures.size()), '0') + figures;
}

// The questions of a benchmark, in an order that no cache of the index foresees. The texts lie one behind the other: in
// a broker they have just been decoded.
class Questions {
 public:
  explicit Questions(std::vector<std::string> names) {
    std::shuffle(names.begin(), names.end(), std::mt19937(17));
    for (const std::string& name : names) text_ += name;
    size_t begin = 0;
    for (const std::string& name : names) {
      names_.push_back(std::string_view(text_).substr(begin, name.size()));
      begin += name.size();
    }
  }
  std::string_view next() {
    if (++last_ >= names_.size()) last_ = 0;
    return names_[last_];
  }

 private:
  std::string text_;
  std::vector<std::string_view> names_;
  size_t last_ = 0;
};

// One decision per iteration over rotating names, each in a pin of its own as a request has.
void decide_over(benchmark::State& state, const Authorizer& authorizer, const std::vector<std::string>& names) {
  const Subject subject{"User:alice", "10.0.0.1"};
  Questions questions(names);
  for (auto _ : state) {
    const Pin pin = authorizer.pin(0);
    const Decision decision = pin.decide(subject, {Operation::kRead, ResourceType::kTopic, questions.next()});
    if (!decision.allowed) state.SkipWithError("wrong decision");
  }
}

void B11_literals(benchmark::State& state) {
  Authorizer authorizer({});
  std::vector<Owned> entries;
  std::vector<std::string> names;
  for (size_t number = 0; number < 10'000; ++number) {
    names.push_back(numbered("team-orders-topic-", number, 5));
    entries.push_back(entry(names.back(), PatternType::kLiteral, "User:alice"));
  }
  load(authorizer, entries);
  decide_over(state, authorizer, names);
}

void B11_literals_one_pin(benchmark::State& state) {
  Authorizer authorizer({});
  std::vector<Owned> entries;
  std::vector<std::string> names;
  for (size_t number = 0; number < 10'000; ++number) {
    names.push_back(numbered("team-orders-topic-", number, 5));
    entries.push_back(entry(names.back(), PatternType::kLiteral, "User:alice"));
  }
  load(authorizer, entries);
  Questions questions(names);
  const Pin pin = authorizer.pin(0);
  const Subject subject{"User:alice", "10.0.0.1"};
  for (auto _ : state) {
    benchmark::DoNotOptimize(pin.decide(subject, {Operation::kRead, ResourceType::kTopic, questions.next()}));
  }
}

void B3_prefixes(benchmark::State& state) {
  Authorizer authorizer({});
  std::vector<Owned> entries;
  std::vector<std::string> names;
  for (size_t number = 0; number < 5'000; ++number) {
    entries.push_back(entry(numbered("team-", number, 4) + "-", PatternType::kPrefixed, "User:alice"));
    names.push_back(entries.back().name + "orders");
  }
  load(authorizer, entries);
  decide_over(state, authorizer, names);
}

// 504 topics in one call; 7,000 grants on `*` (or spread over the topics) to other principals. Time per action.
void B4_metadata(benchmark::State& state, bool spread) {
  Authorizer authorizer({});
  std::vector<Owned> entries;
  std::vector<std::string> names;
  for (size_t number = 0; number < 504; ++number) names.push_back(numbered("topic-", number, 4));
  for (size_t number = 0; number < 7'000; ++number) {
    entries.push_back(entry(spread ? names[number % names.size()] : "*", PatternType::kLiteral,
                            "User:" + std::to_string(number), "*", Operation::kDescribe));
  }
  load(authorizer, entries);
  std::vector<Action> actions;
  for (const std::string& name : names) actions.push_back({Operation::kDescribe, ResourceType::kTopic, name});
  std::vector<Decision> decisions(actions.size());
  const Subject subject{"User:6999", "10.0.0.1"};
  for (auto _ : state) {
    authorizer.pin(0).decide(subject, actions, decisions);
    benchmark::DoNotOptimize(decisions.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(actions.size()));
}

// The shape of Kafka's own AuthorizerBenchmark: `resources` names, ten principals each, a fifth of it denied besides.
std::vector<Owned> kafka_shape(size_t resources) {
  const std::string prefix = "foo-bar35_resource-";
  std::mt19937 random(17);
  const auto denied = [&] { return random() % 5 == 0; };
  std::vector<Owned> entries;
  const auto add = [&](const Owned& made) {
    entries.push_back(made);
    if (!denied()) return;
    entries.push_back(made);
    entries.back().acl.permission = Permission::kDeny;
  };
  for (size_t number = 0; number < resources; ++number) {
    for (size_t each = 0; each < 10; ++each) {
      add(entry(prefix + std::to_string(number), number % 5 == 0 ? PatternType::kPrefixed : PatternType::kLiteral,
                "User:principal" + (each == 0 ? "" : std::to_string(each)), "*", Operation::kRead, Permission::kAllow,
                number % 10 == 0 ? ResourceType::kGroup : ResourceType::kTopic));
    }
  }
  for (size_t host = 0; host < 1'000; ++host) {
    add(entry(prefix, PatternType::kPrefixed, "User:principal", "127.0.0." + std::to_string(host)));
  }
  for (size_t host = 0; host < resources / 10; ++host) {
    add(entry("*", PatternType::kLiteral, "User:principal", "127.0.0" + std::to_string(host)));
  }
  std::shuffle(entries.begin(), entries.end(), random);
  return entries;
}

void B5_kafka_shape(benchmark::State& state) {
  Authorizer authorizer({});
  load(authorizer, kafka_shape(50'000));
  std::vector<std::string> principals;
  std::vector<std::string> hosts;
  std::vector<std::string> names;
  for (size_t number = 0; number < 1'000; ++number) {
    principals.push_back("User:principal" + (number % 2 == 0 ? "" : std::to_string(number)));
    hosts.push_back("127.0.0." + std::to_string(number));
    names.push_back("foo-bar35_resource-" + std::to_string(number * 49));
  }
  size_t number = 0;
  size_t calls = 0;
  for (auto _ : state) {
    if (++calls % 100 == 0) {
      const AclId changing = id(1'000'000'000);
      const Owned change = entry("foo-bar35_resource-77", PatternType::kLiteral, "User:change");
      if (calls % 200 == 0 ? authorizer.add(changing, change.view()) != Change::kDone
                           : calls > 200 && authorizer.remove(changing) != Change::kDone) {
        state.SkipWithError("change failed");
      }
    }
    const Pin pin = authorizer.pin(0);
    benchmark::DoNotOptimize(
        pin.decide({principals[number], hosts[number]}, {Operation::kWrite, ResourceType::kTopic, names[number]}));
    if (++number == names.size()) number = 0;
  }
}

void B6_by_resource_type(benchmark::State& state) {
  Authorizer authorizer({});
  load(authorizer, kafka_shape(50'000));
  std::vector<std::string> hosts;
  for (size_t number = 0; number < 1'000; ++number) hosts.push_back("127.0.0." + std::to_string(number));
  size_t number = 0;
  for (auto _ : state) {
    const Pin pin = authorizer.pin(0);
    benchmark::DoNotOptimize(
        pin.authorize_by_resource_type({"User:principal", hosts[number]}, Operation::kRead, ResourceType::kTopic));
    if (++number == hosts.size()) number = 0;
  }
}

void B7_load(benchmark::State& state) {
  const Feed feed(kafka_shape(50'000));
  Statistics statistics;
  for (auto _ : state) {
    Authorizer authorizer({});
    feed.load(authorizer);
    statistics = authorizer.statistics();
  }
  const auto mebibytes = [](uint64_t bytes) { return static_cast<double>(bytes) / 1048576; };
  state.counters["entries"] = static_cast<double>(statistics.entries);
  state.counters["native_MiB"] = mebibytes(statistics.native_bytes);
  state.counters["used_MiB"] = mebibytes(statistics.used_bytes);
}

void B8_ranges(benchmark::State& state) {
  Authorizer authorizer({.cidr_hosts = true});
  std::vector<Owned> entries;
  for (size_t number = 0; number < 100; ++number) {
    entries.push_back(entry("topic", PatternType::kLiteral, "User:alice", "10.0." + std::to_string(number) + ".0/24"));
  }
  load(authorizer, entries);
  const Subject subject{"User:alice", "10.0.99.7"};
  for (auto _ : state) {
    const Pin pin = authorizer.pin(0);
    if (!pin.decide(subject, {Operation::kRead, ResourceType::kTopic, "topic"}).allowed) state.SkipWithError("wrong");
  }
}

// One change at 100,000 entries, while one reader decides. The removal that follows is not counted.
void B12_add(benchmark::State& state) {
  Authorizer authorizer({});
  std::vector<Owned> entries;
  for (size_t number = 0; number < 100'000; ++number) {
    entries.push_back(
        entry(numbered("topic-", number / 4, 6), PatternType::kLiteral, "User:" + std::to_string(number % 997)));
  }
  load(authorizer, entries);
  std::atomic<bool> stop{false};
  std::thread reader([&] {
    const Subject subject{"User:5", "10.0.0.1"};
    for (size_t number = 0; !stop.load(); ++number) {
      const std::string& name = entries[number % entries.size()].name;
      benchmark::DoNotOptimize(
          authorizer.pin(1).decide(subject, {Operation::kRead, ResourceType::kTopic, name}).allowed);
    }
  });
  uint64_t number = 1'000'000;
  for (auto _ : state) {
    const Owned added = entry(numbered("topic-", number * 7 % 50'000, 6), PatternType::kLiteral, "User:new");
    if (authorizer.add(id(number), added.view()) != Change::kDone) state.SkipWithError("not added");
    state.PauseTiming();
    if (authorizer.remove(id(number)) != Change::kDone) state.SkipWithError("not removed");
    ++number;
    state.ResumeTiming();
  }
  stop = true;
  reader.join();
}

void pin_alone(benchmark::State& state) {
  const Authorizer authorizer({});
  for (auto _ : state) benchmark::DoNotOptimize(authorizer.pin(0).version());
}

BENCHMARK(pin_alone);
BENCHMARK(B3_prefixes);
BENCHMARK_CAPTURE(B4_metadata, any_name, false)->Name("B4_metadata");
BENCHMARK_CAPTURE(B4_metadata, spread, true)->Name("B4s_metadata");
BENCHMARK(B5_kafka_shape);
BENCHMARK(B6_by_resource_type);
BENCHMARK(B7_load)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(B8_ranges);
BENCHMARK(B11_literals);
BENCHMARK(B11_literals_one_pin);
BENCHMARK(B12_add)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
