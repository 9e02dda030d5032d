#include "authz/hash_trie.h"

#include <array>
#include <cstring>

namespace klamm::authz {

namespace {

constexpr unsigned kLevels = (TrieNode::kHashBits + TrieNode::kBits - 1) / TrieNode::kBits + 1;

struct Step {
  TrieNode* node;
  uint64_t count;  // of its slots
  uint64_t index;  // of the slot taken
  uint64_t bit;    // of the slot taken; 0 where records collide
};

// The nodes from the root down to a slot.
class Path {
 public:
  void push(const Step& step) { steps_[size_++] = step; }
  bool empty() const { return size_ == 0; }
  TrieNode* root() const { return steps_[0].node; }
  Step pop() { return steps_[--size_]; }

 private:
  std::array<Step, kLevels> steps_{};
  unsigned size_ = 0;
};

Word word_of(const void* record) { return reinterpret_cast<Word>(record); }
Word word_of(TrieNode* node) { return reinterpret_cast<Word>(node) + 1; }

TrieNode* make_node(Edit& edit, uint64_t bitmap, uint64_t count) {
  return new (edit.allocate(trie_node_size(count))) TrieNode{bitmap};
}

uint64_t bit_of(uint64_t hash, unsigned shift) { return uint64_t{1} << ((hash >> shift) & 63); }
uint64_t rank_of(uint64_t bitmap, uint64_t bit) { return static_cast<uint64_t>(std::popcount(bitmap & (bit - 1))); }

// Puts `below` where the path ends, and copies what is above unless it may be written.
Word rebuild(Edit& edit, Path& path, Word below) {
  while (!path.empty()) {
    const Step step = path.pop();
    if (edit.in_place()) {
      step.node->slots()[step.index] = below;
      return word_of(path.empty() ? step.node : path.root());
    }
    TrieNode* copy = make_node(edit, step.node->bitmap, step.count);
    std::memcpy(copy->slots(), step.node->slots(), step.count * sizeof(Word));
    copy->slots()[step.index] = below;
    edit.supersede(step.node, trie_node_size(step.count));
    below = word_of(copy);
  }
  return below;
}

TrieNode* with_slot(Edit& edit, TrieNode* node, uint64_t count, uint64_t bitmap, uint64_t index, Word word) {
  TrieNode* grown = make_node(edit, bitmap, count + 1);
  std::memcpy(grown->slots(), node->slots(), index * sizeof(Word));
  grown->slots()[index] = word;
  std::memcpy(grown->slots() + index + 1, node->slots() + index, (count - index) * sizeof(Word));
  edit.supersede(node, trie_node_size(count));
  return grown;
}

TrieNode* without_slot(Edit& edit, const Step& step) {
  const uint64_t bitmap = step.bit == 0 ? step.count - 1 : step.node->bitmap & ~step.bit;
  TrieNode* shrunk = make_node(edit, bitmap, step.count - 1);
  std::memcpy(shrunk->slots(), step.node->slots(), step.index * sizeof(Word));
  std::memcpy(shrunk->slots() + step.index, step.node->slots() + step.index + 1,
              (step.count - 1 - step.index) * sizeof(Word));
  edit.supersede(step.node, trie_node_size(step.count));
  return shrunk;
}

// The smallest tree that holds two records whose hashes agree below `shift`.
Word pair(Edit& edit, const void* one, uint64_t one_hash, const void* two, uint64_t two_hash, unsigned shift) {
  unsigned apart = shift;
  while (apart < TrieNode::kHashBits && bit_of(one_hash, apart) == bit_of(two_hash, apart)) apart += TrieNode::kBits;
  TrieNode* node = nullptr;
  if (apart >= TrieNode::kHashBits) {
    node = make_node(edit, 2, 2);
    node->slots()[0] = word_of(one);
    node->slots()[1] = word_of(two);
  } else {
    const uint64_t one_bit = bit_of(one_hash, apart);
    const uint64_t two_bit = bit_of(two_hash, apart);
    node = make_node(edit, one_bit | two_bit, 2);
    node->slots()[one_bit < two_bit ? 0 : 1] = word_of(one);
    node->slots()[one_bit < two_bit ? 1 : 0] = word_of(two);
  }
  while (apart > shift) {
    apart -= TrieNode::kBits;
    TrieNode* above = make_node(edit, bit_of(one_hash, apart), 1);
    above->slots()[0] = word_of(node);
    node = above;
  }
  return word_of(node);
}

}  // namespace

Word trie_put(Edit& edit, Word root, uint64_t hash, const void* old, const void* fresh, HashOf hash_of) {
  Path path;
  Word word = root;
  unsigned shift = 0;
  for (; TrieNode::is(word); shift += TrieNode::kBits) {
    TrieNode* node = TrieNode::of(word);
    if (shift >= TrieNode::kHashBits) {
      uint64_t index = 0;
      while (index < node->bitmap && node->slots()[index] != word_of(old)) ++index;
      if (index == node->bitmap) {
        const uint64_t count = node->bitmap;
        return rebuild(edit, path, word_of(with_slot(edit, node, count, count + 1, count, word_of(fresh))));
      }
      path.push({node, node->bitmap, index, 0});
      return rebuild(edit, path, word_of(fresh));
    }
    const uint64_t bit = bit_of(hash, shift);
    const uint64_t index = rank_of(node->bitmap, bit);
    const auto count = static_cast<uint64_t>(std::popcount(node->bitmap));
    if ((node->bitmap & bit) == 0) {
      return rebuild(edit, path, word_of(with_slot(edit, node, count, node->bitmap | bit, index, word_of(fresh))));
    }
    path.push({node, count, index, bit});
    word = node->slots()[index];
  }
  if (word == word_of(old)) return rebuild(edit, path, word_of(fresh));
  const void* there = reinterpret_cast<const void*>(word);
  return rebuild(edit, path, pair(edit, there, hash_of(there), fresh, hash, shift));
}

Word trie_erase(Edit& edit, Word root, uint64_t hash, const void* old) {
  Path path;
  Word word = root;
  for (unsigned shift = 0; TrieNode::is(word); shift += TrieNode::kBits) {
    TrieNode* node = TrieNode::of(word);
    Step step{node, node->bitmap, 0, 0};
    if (shift >= TrieNode::kHashBits) {
      while (node->slots()[step.index] != word_of(old)) ++step.index;
    } else {
      step.bit = bit_of(hash, shift);
      step.count = static_cast<uint64_t>(std::popcount(node->bitmap));
      step.index = rank_of(node->bitmap, step.bit);
    }
    path.push(step);
    word = node->slots()[step.index];
  }
  // A node that would keep one record alone gives way to the record.
  Word below = 0;
  while (!path.empty()) {
    const Step step = path.pop();
    if (below == 0) {
      const bool keeps_record = step.count == 2 && !TrieNode::is(step.node->slots()[1 - step.index]);
      if (step.count > 1 && !keeps_record) return rebuild(edit, path, word_of(without_slot(edit, step)));
      if (keeps_record) below = step.node->slots()[1 - step.index];
    } else if (step.count > 1) {
      path.push(step);
      return rebuild(edit, path, below);
    }
    edit.supersede(step.node, trie_node_size(step.count));
  }
  return below;
}

}  // namespace klamm::authz
