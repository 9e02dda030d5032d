// Changing a NameTree. Included by name_tree.h only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "authz/name_tree.h"

namespace klamm::authz {

// A node without children or leaves; room for `fan` children and a label of `label_size`.
inline TreeNode* make_tree_node(Edit& edit, unsigned fan, size_t label_size) {
  auto* node = new (edit.allocate(TreeNode::size(fan, label_size))) TreeNode{};
  node->fan = static_cast<uint16_t>(fan);
  node->label_size = static_cast<uint32_t>(label_size);
  return node;
}

inline void set_child(TreeNode* node, unsigned index, char key, TreeWord child) {
  node->children()[index] = child;
  node->keys()[index] = static_cast<unsigned char>(key);
}

// Two children in the order of their keys.
inline void set_children(TreeNode* node, char key, TreeWord child, char other_key, TreeWord other) {
  const bool first = static_cast<unsigned char>(key) < static_cast<unsigned char>(other_key);
  set_child(node, first ? 0 : 1, key, child);
  set_child(node, first ? 1 : 0, other_key, other);
}

inline void copy_children(TreeNode* to, unsigned to_index, const TreeNode* from, unsigned from_index, unsigned count) {
  std::copy_n(from->children() + from_index, count, to->children() + to_index);
  std::copy_n(from->keys() + from_index, count, to->keys() + to_index);
}

// The same node under another label.
inline TreeNode* relabel(Edit& edit, const TreeNode* node, std::string_view head, std::string_view tail) {
  TreeNode* copy = make_tree_node(edit, node->fan, head.size() + tail.size());
  copy->own[0] = node->own[0];
  copy->own[1] = node->own[1];
  copy->sum = node->sum;
  copy_children(copy, 0, node, 0, node->fan);
  std::copy(tail.begin(), tail.end(), std::copy(head.begin(), head.end(), copy->label()));
  return copy;
}

inline TreeNode* with_child(Edit& edit, const TreeNode* node, unsigned index, char key, TreeWord child) {
  TreeNode* grown = make_tree_node(edit, node->fan + 1u, node->label_size);
  std::copy_n(node->own, 2, grown->own);
  copy_children(grown, 0, node, 0, index);
  set_child(grown, index, key, child);
  copy_children(grown, index + 1, node, index, node->fan - index);
  std::copy_n(node->label(), node->label_size, grown->label());
  edit.supersede(node, node->size());
  return grown;
}

inline TreeNode* without_child(Edit& edit, const TreeNode* node, unsigned index) {
  TreeNode* shrunk = make_tree_node(edit, node->fan - 1u, node->label_size);
  std::copy_n(node->own, 2, shrunk->own);
  copy_children(shrunk, 0, node, 0, index);
  copy_children(shrunk, index, node, index + 1, node->fan - index - 1);
  std::copy_n(node->label(), node->label_size, shrunk->label());
  edit.supersede(node, node->size());
  return shrunk;
}

template <class Kind>
void NameTree<Kind>::add_up(TreeNode* node) {
  TreeSum below;
  for (unsigned index = 0; index < node->fan; ++index) {
    const TreeSum child = sum_of(node->children()[index]);
    below.survive |= child.survive;
    below.deny |= child.deny;
  }
  node->sum = tree_sum(sum_of(node->own[0]), sum_of(node->own[1]), below);
}

template <class Kind>
TreeNode* NameTree<Kind>::writable(Edit& edit, TreeNode* node) {
  if (edit.in_place()) return node;
  TreeNode* copy = relabel(edit, node, node->label_view(), {});
  edit.supersede(node, node->size());
  return copy;
}

template <class Kind>
TreeWord NameTree<Kind>::with_own(Edit& edit, TreeNode* node, TreeWord leaf) const {
  TreeNode* copy = writable(edit, node);
  copy->own[Kind::literal(leaf) ? 1 : 0] = leaf;
  add_up(copy);
  return TreeNode::word(copy);
}

// A node over two leaves whose names agree up to `at`.
template <class Kind>
TreeWord NameTree<Kind>::fork(Edit& edit, TreeWord leaf, TreeWord other, size_t at) const {
  const std::string_view mine = kind_.name(leaf);
  const std::string_view theirs = kind_.name(other);
  size_t end = at;
  while (end < mine.size() && end < theirs.size() && mine[end] == theirs[end]) ++end;
  const bool mine_goes_on = mine.size() > end;
  const bool theirs_goes_on = theirs.size() > end;
  TreeNode* node = make_tree_node(edit, (mine_goes_on ? 1u : 0u) + (theirs_goes_on ? 1u : 0u), end - at);
  std::copy_n(mine.data() + at, end - at, node->label());
  if (!mine_goes_on) node->own[Kind::literal(leaf) ? 1 : 0] = leaf;
  if (!theirs_goes_on) node->own[Kind::literal(other) ? 1 : 0] = other;
  if (mine_goes_on && theirs_goes_on) {
    set_children(node, mine[end], leaf, theirs[end], other);
  } else if (mine_goes_on) {
    set_child(node, 0, mine[end], leaf);
  } else if (theirs_goes_on) {
    set_child(node, 0, theirs[end], other);
  }
  add_up(node);
  return TreeNode::word(node);
}

// The leaf's name leaves the node's label after `common` bytes; the label begins at byte `at` of the name.
template <class Kind>
TreeWord NameTree<Kind>::split(Edit& edit, TreeNode* node, TreeWord leaf, size_t at, size_t common) const {
  const std::string_view name = kind_.name(leaf);
  const std::string_view label = node->label_view();
  const bool goes_on = name.size() > at + common;
  TreeNode* upper = make_tree_node(edit, goes_on ? 2 : 1, common);
  std::copy_n(label.begin(), common, upper->label());
  const TreeWord lower = TreeNode::word(relabel(edit, node, label.substr(common + 1), {}));
  if (goes_on) {
    set_children(upper, name[at + common], leaf, label[common], lower);
  } else {
    set_child(upper, 0, label[common], lower);
    upper->own[Kind::literal(leaf) ? 1 : 0] = leaf;
  }
  add_up(upper);
  edit.supersede(node, node->size());
  return TreeNode::word(upper);
}

// `node` belongs to the edit. What stands for it if it is no longer needed as a node.
template <class Kind>
TreeWord NameTree<Kind>::simplify(Edit& edit, TreeNode* node) {
  const bool owns = node->own[0] != 0 || node->own[1] != 0;
  if (node->fan == 0 && !(node->own[0] != 0 && node->own[1] != 0)) {
    const TreeWord left = node->own[0] | node->own[1];
    edit.supersede(node, node->size());
    return left;
  }
  if (node->fan == 1 && !owns) {
    TreeWord child = node->children()[0];
    if (!TreeNode::is_leaf(child)) {
      TreeNode* old = TreeNode::of(child);
      std::string head(node->label_view());
      head += static_cast<char>(node->keys()[0]);
      child = TreeNode::word(relabel(edit, old, head, old->label_view()));
      edit.supersede(old, old->size());
    }
    edit.supersede(node, node->size());
    return child;
  }
  add_up(node);
  return TreeNode::word(node);
}

// Sets what the path leads to.
template <class Kind>
void NameTree<Kind>::rebuild(Edit& edit, Path& path, TreeWord below) {
  for (; !path.empty(); path.pop_back()) {
    auto* node = static_cast<TreeNode*>(path.back().node);
    const unsigned index = path.back().index;
    if (below == 0) {
      below = simplify(edit, without_child(edit, node, index));
      continue;
    }
    TreeNode* copy = writable(edit, node);
    const TreeSum before = copy->sum;
    copy->children()[index] = below;
    add_up(copy);
    if (copy == node && copy->sum == before) return;
    below = TreeNode::word(copy);
  }
  root_ = below;
}

template <class Kind>
void NameTree<Kind>::put(Edit& edit, TreeWord leaf) {
  const std::string_view name = kind_.name(leaf);
  Path& path = edit.steps();
  TreeWord word = root_;
  size_t at = 0;
  while (word != 0) {
    if (TreeNode::is_leaf(word)) {
      const bool same = Kind::literal(word) == Kind::literal(leaf) && kind_.name(word) == name;
      return rebuild(edit, path, same ? leaf : fork(edit, leaf, word, at));
    }
    TreeNode* node = TreeNode::of(word);
    const std::string_view label = node->label_view();
    size_t common = 0;
    while (common < label.size() && at + common < name.size() && label[common] == name[at + common]) ++common;
    if (common < label.size()) return rebuild(edit, path, split(edit, node, leaf, at, common));
    at += common;
    if (at == name.size()) return rebuild(edit, path, with_own(edit, node, leaf));
    const auto key = static_cast<unsigned char>(name[at]);
    const unsigned index = node->place(key);
    if (!node->has(key, index)) {
      TreeNode* grown = with_child(edit, node, index, name[at], leaf);
      add_up(grown);
      return rebuild(edit, path, TreeNode::word(grown));
    }
    path.push_back({node, index});
    word = node->children()[index];
    ++at;
  }
  rebuild(edit, path, leaf);
}

template <class Kind>
void NameTree<Kind>::erase(Edit& edit, std::string_view name, bool literal) {
  Path& path = edit.steps();
  TreeWord word = root_;
  size_t at = 0;
  while (!TreeNode::is_leaf(word)) {
    TreeNode* node = TreeNode::of(word);
    at += node->label_size;
    if (at == name.size()) {
      TreeNode* copy = writable(edit, node);
      copy->own[literal ? 1 : 0] = 0;
      return rebuild(edit, path, simplify(edit, copy));
    }
    const unsigned index = node->place(static_cast<unsigned char>(name[at++]));
    path.push_back({node, index});
    word = node->children()[index];
  }
  rebuild(edit, path, 0);
}

}  // namespace klamm::authz
