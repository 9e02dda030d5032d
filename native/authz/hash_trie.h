// A persistent hash table: a change copies one path of small nodes and shares the rest. Keys are whatever the records
// hold; the table only asks a record for its hash.
#pragma once

#include <cstdint>
#include <span>

#include "authz/edit.h"

namespace klamm::authz {

// A record's address, a node's address + 1, or 0.
using Word = uintptr_t;

// How many bits are set. Written out, since without a wider instruction set the compiler would call a function.
inline unsigned count_bits(uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
  return static_cast<unsigned>((((bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101) >> 56);
}

struct TrieNode {
  static constexpr unsigned kBits = 6;
  static constexpr unsigned kHashBits = 64;
  static constexpr uint64_t kFull = ~uint64_t{0};
  // Which of 64 slots exist, by the next kBits of the hash; kFull: all do, and some may hold 0. Past the last bit of
  // the hash: how many records collide.
  uint64_t bitmap;

  Word* slots() { return reinterpret_cast<Word*>(this + 1); }
  const Word* slots() const { return reinterpret_cast<const Word*>(this + 1); }
  static bool is(Word word) { return (word & 1) != 0; }
  static TrieNode* of(Word word) { return reinterpret_cast<TrieNode*>(word - 1); }

  unsigned count(unsigned shift) const {
    return shift >= kHashBits ? static_cast<unsigned>(bitmap) : bitmap == kFull ? 64 : count_bits(bitmap);
  }
  // The piece of the hash that counts at `shift`: the high bits first, so that the order of hashes is that of the tree.
  static unsigned piece(uint64_t hash, unsigned shift) { return static_cast<unsigned>((hash << shift) >> 58); }
  static size_t size(unsigned count) { return sizeof(TrieNode) + count * sizeof(Word); }
};

using HashOf = uint64_t (*)(const void* record);
// The root after putting `fresh` in the place of `old` (which is in the table) or, without `old`, beside the others.
Word trie_put(Edit& edit, Word root, uint64_t hash, const void* old, const void* fresh, HashOf hash_of);
// … after taking `old` out, which is in the table.
Word trie_erase(Edit& edit, Word root, uint64_t hash, const void* old);

// A whole table at once; the quickest and the tightest way. Changes the order of `items`.
struct TrieItem {
  uint64_t hash;
  const void* record;
};
Word trie_build(Edit& edit, std::span<TrieItem> items);

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
      const unsigned piece = TrieNode::piece(hash, shift);
      if (node->bitmap == TrieNode::kFull) {
        word = node->slots()[piece];
        continue;
      }
      const uint64_t bit = uint64_t{1} << piece;
      if ((node->bitmap & bit) == 0) return nullptr;
      word = node->slots()[count_bits(node->bitmap & (bit - 1))];
    }
    const auto* record = reinterpret_cast<const Record*>(word);
    return record != nullptr && same(*record) ? record : nullptr;
  }

  void put(Edit& edit, const Record* old, const Record* fresh) {
    root_ = trie_put(edit, root_, fresh->hash(), old, fresh, &hash_of);
  }
  void erase(Edit& edit, const Record* old) { root_ = trie_erase(edit, root_, old->hash(), old); }

  void build(Edit& edit, std::span<TrieItem> items) { root_ = trie_build(edit, items); }

  template <class Visit>
  void for_each(Visit visit) const {
    const auto keep = [](const TrieNode*, unsigned, bool) {};
    visit_all(root_, 0, visit, keep);
  }
  // Whether no two records are the same; `same` is asked of those only whose hashes collide.
  template <class Same>
  bool all_different(Same same) const {
    bool different = true;
    const auto skip = [](const Record&) {};
    const auto look = [&](const TrieNode* node, unsigned count, bool collided) {
      for (unsigned one = 0; collided && one < count; ++one) {
        for (unsigned two = 0; two < one; ++two) {
          different = different && !same(record(node->slots()[one]), record(node->slots()[two]));
        }
      }
    };
    visit_all(root_, 0, skip, look);
    return different;
  }
  // The table and its records, which are Records and nothing behind.
  void supersede(Edit& edit) {
    const auto record = [&](const Record& old) { edit.supersede(&old, sizeof(Record)); };
    const auto node = [&](const TrieNode* old, unsigned count, bool) { edit.supersede(old, TrieNode::size(count)); };
    visit_all(root_, 0, record, node);
    root_ = 0;
  }

 private:
  static const Record& record(Word word) { return *reinterpret_cast<const Record*>(word); }
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
      if (word != 0) visit_record(record(word));
      return;
    }
    const TrieNode* node = TrieNode::of(word);
    const unsigned count = node->count(shift);
    for (unsigned index = 0; index < count; ++index) {
      visit_all(node->slots()[index], shift + TrieNode::kBits, visit_record, visit_node);
    }
    visit_node(node, count, shift >= TrieNode::kHashBits);
  }

  Word root_ = 0;
};

}  // namespace klamm::authz
