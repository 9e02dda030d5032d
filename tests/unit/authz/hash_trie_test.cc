#include "authz/hash_trie.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

using namespace klamm::authz;

namespace {

struct Record {
  uint64_t hash_value;
  uint64_t key;
  uint64_t hash() const { return hash_value; }
};

// From all different to all the same; the worst is what no good hash gives, and the table must bear it.
uint64_t weak_hash(uint64_t key, unsigned kind) {
  switch (kind) {
    case 0:
      return key * 0x9e3779b97f4a7c15;
    case 1:
      return key % 5;
    case 2:
      return (key % 7) << 58;
    case 3:
      return key << 60 | (key % 3);
    default:
      return 0x1234;
  }
}

class Table {
 public:
  explicit Table(unsigned kind) : kind_(kind) {}

  const Record* find(const HashTrie<Record>& trie, uint64_t key) const {
    return trie.find(weak_hash(key, kind_), [=](const Record& record) { return record.key == key; });
  }

  void put(uint64_t key) {
    change([&](Edit& edit) {
      const Record* old = find(trie_, key);
      trie_.put(edit, old, new (edit.allocate(sizeof(Record))) Record{weak_hash(key, kind_), key});
      if (old != nullptr) edit.supersede(old, sizeof(Record));
      keys_.insert(key);
    });
  }
  void erase(uint64_t key) {
    change([&](Edit& edit) {
      const Record* old = find(trie_, key);
      trie_.erase(edit, old);
      edit.supersede(old, sizeof(Record));
      keys_.erase(key);
    });
  }

  // Every table that ever was, still as it was.
  void check() const {
    for (const auto& [trie, keys] : versions_) {
      std::multiset<uint64_t> seen;
      trie.for_each([&](const Record& record) { seen.insert(record.key); });
      REQUIRE(seen == std::multiset<uint64_t>(keys.begin(), keys.end()));
      for (uint64_t key = 0; key < 200; ++key) REQUIRE((find(trie, key) != nullptr) == (keys.count(key) != 0));
    }
  }
  void forget() {
    for (const Block& block : superseded_) pool_.free(block.bytes, block.size);
    superseded_.clear();
    versions_.clear();
  }
  const std::set<uint64_t>& keys() const { return keys_; }
  uint64_t used() const { return pool_.used(); }

 private:
  template <class Apply>
  void change(Apply apply) {
    Edit edit(pool_, Edit::Mode::kCopy);
    apply(edit);
    for (const Block& block : edit.keep()) superseded_.push_back(block);
    versions_.push_back({trie_, keys_});
  }

  unsigned kind_;
  std::atomic<uint64_t> reserved_{0};
  Pool pool_{0, reserved_};
  HashTrie<Record> trie_;
  std::set<uint64_t> keys_;
  std::vector<std::pair<HashTrie<Record>, std::set<uint64_t>>> versions_;
  std::vector<Block> superseded_;
};

}  // namespace

TEST_CASE("a hash table holds what was put, keeps every former state, and gives all memory back") {
  for (unsigned kind = 0; kind < 5; ++kind) {
    std::mt19937 random(kind);
    Table table(kind);
    for (unsigned round = 0; round < 6; ++round) {
      for (unsigned step = 0; step < 150; ++step) {
        const uint64_t key = random() % (round % 2 == 0 ? 200 : 30);
        const bool grow = random() % 4 < (round < 4 ? 3u : 1u);
        if (grow) {
          table.put(key);
        } else if (table.keys().count(key) != 0) {
          table.erase(key);
        }
      }
      table.check();
      table.forget();
    }
    while (!table.keys().empty()) table.erase(*table.keys().begin());
    table.check();
    table.forget();
    CHECK(table.used() == 0);
  }
}

TEST_CASE("a table built whole is the table built one by one") {
  std::atomic<uint64_t> reserved{0};
  for (unsigned kind = 0; kind < 5; ++kind) {
    for (const uint64_t size : {0u, 1u, 2u, 40u, 3000u}) {
      if (kind == 4 && size > 40) continue;
      Pool pool(0, reserved);
      Edit edit(pool, Edit::Mode::kBuild);
      std::vector<TrieItem> items;
      HashTrie<Record> one_by_one;
      for (uint64_t key = 0; key < size; ++key) {
        const auto* record = new (edit.allocate(sizeof(Record))) Record{weak_hash(key, kind), key};
        one_by_one.put(edit, nullptr, record);
        items.push_back({record->hash(), record});
      }
      HashTrie<Record> whole;
      whole.build(edit, items);
      for (const auto& trie : {one_by_one, whole}) {
        uint64_t count = 0;
        trie.for_each([&](const Record&) { ++count; });
        REQUIRE(count == size);
        for (uint64_t key = 0; key < size; ++key) {
          const Record* found =
              trie.find(weak_hash(key, kind), [=](const Record& record) { return record.key == key; });
          REQUIRE(found != nullptr);
        }
      }
      CHECK(whole.all_different([](const Record& one, const Record& two) { return one.key == two.key; }));
      std::set<uint64_t> hashes;
      for (uint64_t key = 0; key < size; ++key) hashes.insert(weak_hash(key, kind));
      CHECK(whole.all_different([](const Record&, const Record&) { return true; }) == (hashes.size() == size));
    }
  }
  CHECK(reserved == 0);
}

TEST_CASE("counting bits counts them") {
  std::mt19937_64 random(1);
  for (unsigned step = 0; step < 1000; ++step) {
    const uint64_t bits = random() & random();
    CHECK(count_bits(bits) == static_cast<unsigned>(__builtin_popcountll(bits)));
  }
  CHECK(count_bits(~uint64_t{0}) == 64);
}
