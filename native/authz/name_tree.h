// A persistent radix tree of patterns by name: finds all stored prefixes of a name in one walk down, and sums up what
// stands below every node. A change copies the nodes on one way down and shares the rest.
//
// Kind says what a leaf is:
//   std::string_view name(uint64_t leaf) const;       the pattern's name
//   static bool literal(uint64_t leaf);               else it is a prefix
//   static TreeSum sum(uint64_t leaf);                what the leaf gives to the sums above it
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "authz/edit.h"

namespace klamm::authz {

// A leaf has bit 0 set and means what Kind says; a node's address; or 0.
using TreeWord = uint64_t;

// Sets of operations, a bit each.
struct TreeSum {
  uint16_t survive = 0;  // allowed somewhere in the subtree, and not denied there for the same name or a prefix of it
  uint16_t deny = 0;     // denied somewhere in the subtree
  friend bool operator==(const TreeSum&, const TreeSum&) = default;
};

struct TreeNode {
  uint32_t label_size;
  uint16_t fan;  // children, at most 256
  TreeSum sum;
  uint16_t unused;
  TreeWord own[2];  // the prefix and the literal that end here

  // Behind it: the bytes that lead to the children (ascending); the label, which is to be read here, after the byte
  // that led here; and, aligned, the children. So a walk mostly looks at one cache line per node.
  unsigned char* keys() { return reinterpret_cast<unsigned char*>(this + 1); }
  const unsigned char* keys() const { return reinterpret_cast<const unsigned char*>(this + 1); }
  char* label() { return reinterpret_cast<char*>(keys() + fan); }
  const char* label() const { return reinterpret_cast<const char*>(keys() + fan); }
  TreeWord* children() { return reinterpret_cast<TreeWord*>(keys() + before_children(fan, label_size)); }
  const TreeWord* children() const {
    return reinterpret_cast<const TreeWord*>(keys() + before_children(fan, label_size));
  }
  std::string_view label_view() const { return {label(), label_size}; }

  static bool is_leaf(TreeWord word) { return (word & 1) != 0; }
  static TreeNode* of(TreeWord word) { return reinterpret_cast<TreeNode*>(word); }
  static TreeWord word(const TreeNode* node) { return reinterpret_cast<TreeWord>(node); }
  static size_t before_children(unsigned fan, size_t label_size) { return (fan + label_size + 7) / 8 * 8; }
  static size_t size(unsigned fan, size_t label_size) {
    return sizeof(TreeNode) + before_children(fan, label_size) + fan * sizeof(TreeWord);
  }
  size_t size() const { return size(fan, label_size); }

  // The number of the first child whose key is not below `key`; `fan` if there is none.
  unsigned place(unsigned char key) const {
    return static_cast<unsigned>(std::lower_bound(keys(), keys() + fan, key) - keys());
  }
  bool has(unsigned char key, unsigned place) const { return place < fan && keys()[place] == key; }
  // 0 if there is none. Eight keys at once; what is read past the last key are the label and the children.
  TreeWord child(unsigned char key) const {
    constexpr uint64_t kOnes = 0x0101010101010101;
    constexpr uint64_t kTops = 0x8080808080808080;
    for (unsigned index = 0; index < fan; index += 8) {
      uint64_t word = 0;
      std::memcpy(&word, keys() + index, 8);
      word ^= kOnes * key;
      const uint64_t equal = (word - kOnes) & ~word & kTops;  // its lowest bit marks the first byte that was `key`
      if (equal == 0) continue;
      const unsigned found = index + static_cast<unsigned>(std::countr_zero(equal)) / 8;
      return found < fan ? children()[found] : 0;
    }
    return 0;
  }
};
static_assert(sizeof(TreeNode) == 32);

// What an own pair leaves of the sum of what stands below it: a denied prefix takes everything.
inline TreeSum tree_sum(TreeSum prefix, TreeSum literal, TreeSum below) {
  const auto left = static_cast<uint16_t>((literal.survive | below.survive) & ~prefix.deny);
  return {static_cast<uint16_t>(prefix.survive | left), static_cast<uint16_t>(prefix.deny | literal.deny | below.deny)};
}

template <class Kind>
class NameTree {
 public:
  explicit NameTree(const Kind& kind, TreeWord root = 0) : kind_(kind), root_(root) {}
  TreeWord root() const { return root_; }
  const Kind& kind() const { return kind_; }

  // Calls visit(leaf) for every stored prefix of `name`, the shortest first.
  template <class Visit>
  void walk(std::string_view name, Visit visit) const {
    TreeWord word = root_;
    size_t at = 0;
    while (word != 0) {
      if (TreeNode::is_leaf(word)) {
        if (!Kind::literal(word) && name.substr(at).starts_with(kind_.name(word).substr(at))) visit(word);
        return;
      }
      const TreeNode* node = TreeNode::of(word);
      if (!name.substr(at).starts_with(node->label_view())) return;
      at += node->label_size;
      if (node->own[0] != 0) visit(node->own[0]);
      if (at == name.size()) return;
      word = node->child(static_cast<unsigned char>(name[at++]));
      // A leaf's name is read on from here; it is longer than `at` or equal, as it lies behind this byte.
    }
  }

  TreeWord find(std::string_view name, bool literal) const {
    TreeWord word = root_;
    size_t at = 0;
    while (word != 0 && !TreeNode::is_leaf(word)) {
      const TreeNode* node = TreeNode::of(word);
      if (!name.substr(at).starts_with(node->label_view())) return 0;
      at += node->label_size;
      if (at == name.size()) return node->own[literal ? 1 : 0];
      word = node->child(static_cast<unsigned char>(name[at++]));
    }
    return word != 0 && Kind::literal(word) == literal && kind_.name(word) == name ? word : 0;
  }

  TreeSum sum() const { return sum_of(root_); }
  static TreeSum sum_of(TreeWord word) {
    if (word == 0) return {};
    return TreeNode::is_leaf(word) ? Kind::sum(word) : TreeNode::of(word)->sum;
  }

  // Visits every leaf; Throws std::bad_alloc.
  template <class Visit>
  void for_each(Visit visit) const {
    std::vector<TreeWord> open;
    if (root_ != 0) open.push_back(root_);
    while (!open.empty()) {
      const TreeWord word = open.back();
      open.pop_back();
      if (TreeNode::is_leaf(word)) {
        visit(word);
        continue;
      }
      const TreeNode* node = TreeNode::of(word);
      for (const TreeWord own : node->own) {
        if (own != 0) visit(own);
      }
      open.insert(open.end(), node->children(), node->children() + node->fan);
    }
  }

  // In the place of a leaf of the same name and sort, or new.
  void put(Edit& edit, TreeWord leaf);
  // What is there.
  void erase(Edit& edit, std::string_view name, bool literal);

 private:
  using Path = std::vector<Edit::Step>;

  static void add_up(TreeNode* node);
  static TreeNode* writable(Edit& edit, TreeNode* node);
  static TreeWord simplify(Edit& edit, TreeNode* node);
  TreeWord with_own(Edit& edit, TreeNode* node, TreeWord leaf) const;
  TreeWord fork(Edit& edit, TreeWord leaf, TreeWord other, size_t at) const;
  TreeWord split(Edit& edit, TreeNode* node, TreeWord leaf, size_t at, size_t common) const;
  void rebuild(Edit& edit, Path& path, TreeWord below);

  Kind kind_;
  TreeWord root_;
};

}  // namespace klamm::authz

#include "authz/name_tree_edit.h"
