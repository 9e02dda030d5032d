#include "authz/hash_trie.h"

#include <algorithm>
#include <array>

namespace klamm::authz {

namespace {

constexpr unsigned kLevels = (TrieNode::kHashBits + TrieNode::kBits - 1) / TrieNode::kBits + 1;
// A node with this many slots gets all 64, which need no counting to be found; it goes back far below.
constexpr unsigned kFill = 32;
constexpr unsigned kThin = 20;

// A node on the way down, and the slot taken there.
struct Step {
  TrieNode* node;
  unsigned shift;
  unsigned index;
  unsigned count() const { return node->count(shift); }
};

// The nodes from the root down.
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

TrieNode* make_node(Edit& edit, uint64_t bitmap, unsigned count) {
  return new (edit.allocate(TrieNode::size(count))) TrieNode{bitmap};
}
void supersede(Edit& edit, const Step& step) { edit.supersede(step.node, TrieNode::size(step.count())); }

uint64_t bit_of(uint64_t hash, unsigned shift) { return uint64_t{1} << TrieNode::piece(hash, shift); }
unsigned rank_of(uint64_t bitmap, uint64_t bit) { return count_bits(bitmap & (bit - 1)); }
// The bit of the slot with this index.
uint64_t bit_at(uint64_t bitmap, unsigned index) {
  for (; index > 0; --index) bitmap &= bitmap - 1;
  return bitmap & (~bitmap + 1);
}

// Puts `below` where the path ends, and copies what is above unless it may be written.
Word rebuild(Edit& edit, Path& path, Word below) {
  while (!path.empty()) {
    const Step step = path.pop();
    if (edit.in_place()) {
      step.node->slots()[step.index] = below;
      return word_of(path.empty() ? step.node : path.root());
    }
    const unsigned count = step.count();
    TrieNode* copy = make_node(edit, step.node->bitmap, count);
    std::copy_n(step.node->slots(), count, copy->slots());
    copy->slots()[step.index] = below;
    supersede(edit, step);
    below = word_of(copy);
  }
  return below;
}

// The node with all 64 slots.
TrieNode* filled(Edit& edit, const Step& step) {
  TrieNode* full = make_node(edit, TrieNode::kFull, 64);
  std::fill_n(full->slots(), 64, Word{0});
  uint64_t left = step.node->bitmap;
  for (unsigned index = 0; left != 0; ++index, left &= left - 1) {
    full->slots()[count_bits((left & (~left + 1)) - 1)] = step.node->slots()[index];
  }
  return full;
}

// The node with one more slot, which has `bit` (or collides with the others) and the step's index.
TrieNode* with_slot(Edit& edit, const Step& step, uint64_t bit, Word word) {
  const unsigned count = step.count();
  TrieNode* grown = nullptr;
  if (bit != 0 && count + 1 == kFill) {
    grown = filled(edit, step);
    grown->slots()[count_bits(bit - 1)] = word;
  } else {
    grown = make_node(edit, bit == 0 ? count + 1 : step.node->bitmap | bit, count + 1);
    Word* end = std::copy_n(step.node->slots(), step.index, grown->slots());
    *end = word;
    std::copy_n(step.node->slots() + step.index, count - step.index, end + 1);
  }
  supersede(edit, step);
  return grown;
}

TrieNode* without_slot(Edit& edit, const Step& step) {
  const unsigned count = step.count();
  const bool collided = step.shift >= TrieNode::kHashBits;
  TrieNode* shrunk =
      make_node(edit, collided ? count - 1 : step.node->bitmap & ~bit_at(step.node->bitmap, step.index), count - 1);
  Word* end = std::copy_n(step.node->slots(), step.index, shrunk->slots());
  std::copy_n(step.node->slots() + step.index + 1, count - 1 - step.index, end);
  supersede(edit, step);
  return shrunk;
}

// A full node without one of its records; few left: a node that counts its slots.
TrieNode* emptied(Edit& edit, const Step& step) {
  const Word* slots = step.node->slots();
  uint64_t bitmap = 0;
  for (unsigned index = 0; index < 64; ++index) {
    if (slots[index] != 0 && index != step.index) bitmap |= uint64_t{1} << index;
  }
  const unsigned left = count_bits(bitmap);
  const bool thin = left < kThin;
  TrieNode* shrunk = make_node(edit, thin ? bitmap : TrieNode::kFull, thin ? left : 64);
  unsigned end = 0;
  for (unsigned index = 0; index < 64; ++index) {
    const bool held = (bitmap & (uint64_t{1} << index)) != 0;
    if (held || !thin) shrunk->slots()[end++] = held ? slots[index] : 0;
  }
  supersede(edit, step);
  return shrunk;
}

// The smallest tree that holds two records whose hashes agree below `shift`.
Word pair(Edit& edit, const void* one, uint64_t one_hash, const void* two, uint64_t two_hash, unsigned shift) {
  unsigned apart = shift;
  while (apart < TrieNode::kHashBits && bit_of(one_hash, apart) == bit_of(two_hash, apart)) apart += TrieNode::kBits;
  const bool collide = apart >= TrieNode::kHashBits;
  const uint64_t one_bit = collide ? 0 : bit_of(one_hash, apart);
  const uint64_t two_bit = collide ? 1 : bit_of(two_hash, apart);
  TrieNode* node = make_node(edit, collide ? 2 : one_bit | two_bit, 2);
  node->slots()[one_bit < two_bit ? 0 : 1] = word_of(one);
  node->slots()[one_bit < two_bit ? 1 : 0] = word_of(two);
  while (apart > shift) {
    apart -= TrieNode::kBits;
    TrieNode* above = make_node(edit, bit_of(one_hash, apart), 1);
    above->slots()[0] = word_of(node);
    node = above;
  }
  return word_of(node);
}

// Sorts the items by the piece at `shift`, into `sorted`, and builds what is below. As deep as a hash has pieces.
Word build(Edit& edit, std::span<TrieItem> items, std::span<TrieItem> sorted, unsigned shift) {
  if (items.size() == 1) return word_of(items.front().record);
  const auto count = static_cast<unsigned>(items.size());
  if (shift >= TrieNode::kHashBits) {
    TrieNode* node = make_node(edit, count, count);
    std::transform(items.begin(), items.end(), node->slots(),
                   [](const TrieItem& item) { return word_of(item.record); });
    return word_of(node);
  }
  std::array<size_t, 65> begin{};
  for (const TrieItem& item : items) ++begin[TrieNode::piece(item.hash, shift) + 1];
  uint64_t bitmap = 0;
  for (unsigned piece = 0; piece < 64; ++piece) {
    if (begin[piece + 1] != 0) bitmap |= uint64_t{1} << piece;
    begin[piece + 1] += begin[piece];
  }
  auto end = begin;
  for (const TrieItem& item : items) sorted[end[TrieNode::piece(item.hash, shift)]++] = item;

  const bool full = count_bits(bitmap) >= kFill;
  TrieNode* node = make_node(edit, full ? TrieNode::kFull : bitmap, full ? 64 : count_bits(bitmap));
  Word* slot = node->slots();
  for (unsigned piece = 0; piece < 64; ++piece) {
    const size_t size = begin[piece + 1] - begin[piece];
    if (size == 0 && !full) continue;
    *slot++ = size == 0 ? 0
                        : build(edit, sorted.subspan(begin[piece], size), items.subspan(begin[piece], size),
                                shift + TrieNode::kBits);
  }
  return word_of(node);
}

}  // namespace

Word trie_build(Edit& edit, std::span<TrieItem> items) {
  if (items.empty()) return 0;
  std::vector<TrieItem> sorted(items.size());
  return build(edit, items, sorted, 0);
}

Word trie_put(Edit& edit, Word root, uint64_t hash, const void* old, const void* fresh, HashOf hash_of) {
  Path path;
  Word word = root;
  unsigned shift = 0;
  for (; TrieNode::is(word); shift += TrieNode::kBits) {
    Step step{TrieNode::of(word), shift, 0};
    uint64_t bit = 0;
    bool missing = false;
    if (shift >= TrieNode::kHashBits) {
      const Word* slots = step.node->slots();
      step.index = static_cast<unsigned>(std::find(slots, slots + step.count(), word_of(old)) - slots);
      missing = step.index == step.count();
    } else if (step.node->bitmap == TrieNode::kFull) {
      step.index = TrieNode::piece(hash, shift);
    } else {
      bit = bit_of(hash, shift);
      step.index = rank_of(step.node->bitmap, bit);
      missing = (step.node->bitmap & bit) == 0;
    }
    if (missing) return rebuild(edit, path, word_of(with_slot(edit, step, bit, word_of(fresh))));
    path.push(step);
    word = step.node->slots()[step.index];
    if (shift >= TrieNode::kHashBits) break;
  }
  if (word == word_of(old) || word == 0) return rebuild(edit, path, word_of(fresh));
  const void* there = reinterpret_cast<const void*>(word);
  return rebuild(edit, path, pair(edit, there, hash_of(there), fresh, hash, shift));
}

Word trie_erase(Edit& edit, Word root, uint64_t hash, const void* old) {
  Path path;
  Word word = root;
  for (unsigned shift = 0; TrieNode::is(word); shift += TrieNode::kBits) {
    Step step{TrieNode::of(word), shift, 0};
    const Word* slots = step.node->slots();
    if (shift >= TrieNode::kHashBits) {
      step.index = static_cast<unsigned>(std::find(slots, slots + step.count(), word_of(old)) - slots);
    } else if (step.node->bitmap == TrieNode::kFull) {
      step.index = TrieNode::piece(hash, shift);
    } else {
      step.index = rank_of(step.node->bitmap, bit_of(hash, shift));
    }
    path.push(step);
    word = slots[step.index];
  }
  // A node that would keep one record alone gives way to the record.
  Word below = 0;
  while (!path.empty()) {
    const Step step = path.pop();
    const unsigned count = step.count();
    if (below == 0) {
      const bool full = step.node->bitmap == TrieNode::kFull && step.shift < TrieNode::kHashBits;
      if (full) return rebuild(edit, path, word_of(emptied(edit, step)));
      const bool keeps_record = count == 2 && !TrieNode::is(step.node->slots()[1 - step.index]);
      if (count > 1 && !keeps_record) return rebuild(edit, path, word_of(without_slot(edit, step)));
      if (keeps_record) below = step.node->slots()[1 - step.index];
    } else if (count > 1) {
      path.push(step);
      return rebuild(edit, path, below);
    }
    supersede(edit, step);
  }
  return below;
}

}  // namespace klamm::authz
