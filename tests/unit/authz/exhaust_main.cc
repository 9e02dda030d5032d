// exhaust_authz SHARD SHARDS SECONDS: a share of all sets of up to two entries of the whole universe (./dev fuzz
// authorizer).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>

#include "unit/authz/universe.h"

using namespace klamm;
using namespace klamm::test;

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto shard = static_cast<size_t>(std::atoi(argv[1]));
  const auto shards = static_cast<size_t>(std::atoi(argv[2]));
  const auto seconds = std::chrono::seconds(std::atoi(argv[3]));
  const auto begun = std::chrono::steady_clock::now();
  const bool everyone = shard % 2 != 0;
  Exhaustion exhaustion(Universe{}, {.allow_everyone_if_no_acl = everyone, .corrected_by_resource_type = everyone});
  // In an order of no meaning, so that a run that is cut short has still been everywhere.
  std::vector<size_t> firsts(exhaustion.size());
  std::iota(firsts.begin(), firsts.end(), size_t{0});
  std::shuffle(firsts.begin(), firsts.end(), std::mt19937(1));
  size_t done = 0;
  size_t due = 0;
  for (size_t index = shard; index < firsts.size(); index += shards) ++due;
  for (size_t index = shard; index < firsts.size(); index += shards) {
    if (seconds.count() != 0 && std::chrono::steady_clock::now() - begun > seconds) break;
    if (const std::string difference = exhaustion.check_pairs(firsts[index]); !difference.empty()) {
      std::printf("shard %zu: %s\n", shard, difference.c_str());
      return 1;
    }
    ++done;
  }
  std::printf("shard %zu of %zu: %zu of %zu first entries with every second one, %llu questions, no difference\n",
              shard, shards, done, due, static_cast<unsigned long long>(exhaustion.questions()));
  return 0;
}
