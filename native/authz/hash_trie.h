// A persistent hash table: a change copies one path of small nodes and shares the rest. Keys are whatever the records
// hold; the table only asks a record for its hash.
#pragma once

#include <bit>
#include <cstdint>

#include "authz/edit.h"

namespace klamm::authz {

// A record's address, a node's address + 1, or 0.
using Word = uintptr_t;

struct TrieNode {
  static constexpr unsigned kBits = 6;
  static constexpr unsigned kHashBits = 64;
  // Which of 64 slots exist, by the next kBits of the hash. Past the last bit of the hash: how many records collide.
  uint64_t bitmap;

  Word* slots() { return reinterpret_cast<Word*>(this + 1); }
  const Word* slots() const { return reinterpret_cast<const Word*>(this + 1); }
  static bool is(Word word) { return (word & 1) != 0; }
  static TrieNode* of(Word word) { return reinterpret_cast<TrieNode*>(word - 1); }
};

inline size_t trie_node_size(uint64_t count) { return sizeof(TrieNode) + count * sizeof(Word); }

using HashOf = uint64_t (*)(const void* record);
// The root after putting `fresh` in the place of `old` (which is in the table) or, without `old`, beside the others.
Word trie_put(Edit& edit, Word root, uint64_t hash, const void* old, const void* fresh, HashOf hash_of);
// … after taking `old` out, which is in the table.
Word trie_erase(Edit& edit, Word root, uint64_t hash, const void* old);

// Record has `uint64_t hash() const`.
template <class Record>
class HashTrie {
 public:
  bool empty() const { return root_ == 0; }

  // The record with this hash for which `same(record)` is true, or nullptr.
  template <class Same>
  const Record* find(uint64_t hash, Same same) const noexcept {
    Word word = root_;
    for (unsigned shift = 0; TrieNode::is(word); shift += TrieNode::kBits) {
      const TrieNode* node = TrieNode::of(word);
      if (shift >= TrieNode::kHashBits) return find_collided(node, same);
      const uint64_t bit = uint64_t{1} << ((hash >> shift) & 63);
      if ((node->bitmap & bit) == 0) return nullptr;
      word = node->slots()[std::popcount(node->bitmap & (bit - 1))];
    }
    const auto* record = reinterpret_cast<const Record*>(word);
    return record != nullptr && same(*record) ? record : nullptr;
  }

  void put(Edit& edit, const Record* old, const Record* fresh) {
    root_ = trie_put(edit, root_, fresh->hash(), old, fresh, &hash_of);
  }
  void erase(Edit& edit, const Record* old) { root_ = trie_erase(edit, root_, old->hash(), old); }

  template <class Visit>
  void for_each(Visit visit) const {
    const auto keep = [](const TrieNode*, uint64_t) {};
    visit_all(root_, 0, visit, keep);
  }
  // The table and its records, which are Records and nothing behind.
  void supersede(Edit& edit) {
    const auto record = [&](const Record& old) { edit.supersede(&old, sizeof(Record)); };
    const auto node = [&](const TrieNode* old, uint64_t count) { edit.supersede(old, trie_node_size(count)); };
    visit_all(root_, 0, record, node);
    root_ = 0;
  }

 private:
  static uint64_t hash_of(const void* record) { return static_cast<const Record*>(record)->hash(); }

  template <class Same>
  static const Record* find_collided(const TrieNode* node, Same same) noexcept {
    for (uint64_t index = 0; index < node->bitmap; ++index) {
      const auto* record = reinterpret_cast<const Record*>(node->slots()[index]);
      if (same(*record)) return record;
    }
    return nullptr;
  }

  // Records first, then the node over them. As deep as a hash has pieces: 12.
  template <class VisitRecord, class VisitNode>
  static void visit_all(Word word, unsigned shift, const VisitRecord& visit_record, const VisitNode& visit_node) {
    if (!TrieNode::is(word)) {
      if (word != 0) visit_record(*reinterpret_cast<const Record*>(word));
      return;
    }
    const TrieNode* node = TrieNode::of(word);
    const bool collided = shift >= TrieNode::kHashBits;
    const uint64_t count = collided ? node->bitmap : static_cast<uint64_t>(std::popcount(node->bitmap));
    for (uint64_t index = 0; index < count; ++index) {
      visit_all(node->slots()[index], shift + TrieNode::kBits, visit_record, visit_node);
    }
    visit_node(node, count);
  }

  Word root_ = 0;
};

}  // namespace klamm::authz
