#include "authz/name_tree.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "authz/summary.h"

using namespace klamm::authz;

namespace {

using Key = std::pair<std::string, bool>;  // name, literal

// Beside a map, which does everything by looking at everything.
class Trees {
 public:
  void put(const Key& key, const Grants& grants) {
    change([&](Edit& edit) {
      GrantTree tree(GrantLeaf{&pool_}, root_);
      auto& text = texts_[key];
      if (text == nullptr) text = make_text(edit, key.first, hash_text(key.first));
      tree.put(edit, GrantLeaf::word(Pool::ref(text), key.second, grants));
      root_ = tree.root();
      held_[key] = grants;
    });
  }
  void erase(Key key) {  // a copy: it may be a key of `held_`
    change([&](Edit& edit) {
      GrantTree tree(GrantLeaf{&pool_}, root_);
      tree.erase(edit, key.first, key.second);
      root_ = tree.root();
      held_.erase(key);
      edit.supersede(texts_[key], texts_[key]->bytes());
      texts_.erase(key);
    });
  }

  std::string check(const std::vector<std::string>& names) const {
    const GrantTree tree(GrantLeaf{&pool_}, root_);
    for (const std::string& name : names) {
      std::vector<std::string> walked;
      tree.walk(name, [&](TreeWord leaf) { walked.emplace_back(tree.kind().name(leaf)); });
      std::vector<std::string> expected;
      for (const auto& [key, grants] : held_) {
        if (!key.second && name.starts_with(key.first)) expected.push_back(key.first);
      }
      if (walked != expected) return "walk " + name;
      for (const bool literal : {false, true}) {
        const TreeWord leaf = tree.find(name, literal);
        const auto held = held_.find({name, literal});
        if ((leaf != 0) != (held != held_.end())) return "find " + name;
        if (leaf != 0 && GrantLeaf::grants(leaf) != held->second) return "grants of " + name;
      }
    }
    size_t count = 0;
    tree.for_each([&](TreeWord) { ++count; });
    if (count != held_.size()) return "count";
    return tree.sum() == sum() ? "" : "sum";
  }

  void forget() {
    for (const Block& block : superseded_) pool_.free(block.bytes, block.size);
    superseded_.clear();
  }
  const std::map<Key, Grants>& held() const { return held_; }
  uint64_t used() const { return pool_.used(); }

 private:
  TreeSum sum() const {
    TreeSum sum;
    for (const auto& [key, grants] : held_) {
      sum.deny |= grants.deny;
      OperationSet denied = grants.deny;
      for (const auto& [other, denies] : held_) {
        if (!other.second && key.first.starts_with(other.first)) denied |= denies.deny;
      }
      sum.survive |= static_cast<OperationSet>(grants.allow & ~denied);
    }
    return sum;
  }
  template <class Apply>
  void change(Apply apply) {
    Edit edit(pool_, Edit::Mode::kCopy);
    apply(edit);
    for (const Block& block : edit.keep()) superseded_.push_back(block);
  }

  std::atomic<uint64_t> reserved_{0};
  Pool pool_{0, reserved_};
  TreeWord root_ = 0;
  std::map<Key, Grants> held_;
  std::map<Key, const Text*> texts_;
  std::vector<Block> superseded_;
};

}  // namespace

TEST_CASE("a tree of names finds prefixes and sums up grants, and gives all memory back") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    const unsigned letters = seed % 4 == 0 ? 256 : 2 + seed % 3;
    const auto name = [&] {
      std::string made(random() % 7, '\0');
      for (char& letter : made) letter = static_cast<char>(random() % letters);
      return made;
    };
    Trees trees;
    for (unsigned step = 0; step < 300; ++step) {
      if (random() % 3 != 0 || trees.held().empty()) {
        trees.put({name(), random() % 2 == 0}, {static_cast<OperationSet>(1 + random() % 3),
                                                static_cast<OperationSet>(random() % 8 == 0 ? random() % 4 : 0)});
      } else {
        trees.erase(std::next(trees.held().begin(), static_cast<long>(random() % trees.held().size()))->first);
      }
      std::vector<std::string> names{name(), name(), ""};
      if (!trees.held().empty()) names.push_back(trees.held().begin()->first.first);
      INFO("seed " << seed << " step " << step);
      REQUIRE(trees.check(names) == "");
      if (step % 50 == 0) trees.forget();
    }
    while (!trees.held().empty()) trees.erase(trees.held().begin()->first);
    REQUIRE(trees.check({""}) == "");
    trees.forget();
    CHECK(trees.used() == 0);
  }
}

TEST_CASE("what is allowed in one tree and denied in others is found however much of it is denied") {
  std::atomic<uint64_t> reserved{0};
  size_t survived = 0;
  for (unsigned seed = 0; seed < 20'000; ++seed) {
    std::mt19937 random(seed);
    Pool pool(0, reserved);
    Edit edit(pool, Edit::Mode::kBuild);
    struct Given {
      Key key;
      Grants grants;
      size_t tree;
    };
    std::vector<Given> all;
    std::vector<TreeWord> roots(2 + random() % 2);
    const auto letters = 2 + random() % 2;
    const auto longest = 1 + random() % 6;
    for (size_t tree = 0; tree < roots.size(); ++tree) {
      GrantTree made(GrantLeaf{&pool}, 0);
      std::map<Key, Grants> given;
      const auto allows_in = random() % 6;  // of 8
      for (auto count = random() % 24; count > 0; --count) {
        std::string name(random() % (longest + 1), '\0');
        for (char& letter : name) letter = static_cast<char>('a' + random() % letters);
        const bool allows = random() % 8 < allows_in;
        given[{name, random() % 2 == 0}] = {static_cast<OperationSet>(allows ? 1 : 2),
                                            static_cast<OperationSet>(allows ? 0 : 1)};
      }
      for (const auto& [key, grants] : given) {
        made.put(edit,
                 GrantLeaf::word(Pool::ref(make_text(edit, key.first, hash_text(key.first))), key.second, grants));
        all.push_back({key, grants, tree});
      }
      roots[tree] = made.root();
    }
    bool expected = false;
    for (const Given& allow : all) {
      const bool denied = std::any_of(all.begin(), all.end(), [&](const Given& deny) {
        if ((deny.grants.deny & 1) == 0) return false;
        return deny.key.second ? deny.key == allow.key : allow.key.first.starts_with(deny.key.first);
      });
      expected = expected || ((allow.grants.allow & 1) != 0 && !denied);
    }
    survived += expected ? 1 : 0;
    INFO("seed " << seed);
    REQUIRE(any_survives(pool, roots, 1) == expected);
  }
  CHECK(survived > 2'000);
  CHECK(survived < 18'000);
}
