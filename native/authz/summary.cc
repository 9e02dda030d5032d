#include "authz/summary.h"

namespace klamm::authz {

const Summary* Summaries::find(ResourceType type, Ref principal, Ref host) const noexcept {
  return table_.find(Summary::hash_of(type, principal, host), [=](const Summary& summary) {
    return summary.type == type && summary.principal == principal && summary.host == host;
  });
}

void Summaries::set(Edit& edit, ResourceType type, PatternType pattern, const Text* name, Ref principal, Ref host,
                    const Grants& grants) {
  const bool literal = pattern == PatternType::kLiteral;
  const Summary* old = find(type, principal, host);
  Summary next = old != nullptr ? *old : Summary{principal, host, type, {}, 0};
  if (literal && name->view() == kAnyName) {
    next.any_name = spread(grants);
  } else {
    GrantTree tree(GrantLeaf{&edit.pool()}, next.root);
    if (grants.none()) {
      tree.erase(edit, name->view(), literal);
    } else {
      tree.put(edit, GrantLeaf::word(Pool::ref(name), literal, spread(grants)));
    }
    next.root = tree.root();
  }
  if (old != nullptr && edit.in_place()) {
    *const_cast<Summary*>(old) = next;
    return;
  }
  if (next.empty()) {
    table_.erase(edit, old);
  } else {
    table_.put(edit, old, new (edit.allocate(sizeof(Summary))) Summary(next));
  }
  if (old != nullptr) edit.supersede(old, sizeof(Summary));
}

namespace {

// Where a search through a tree stands: behind a leaf, or behind all that begins with a name.
struct Position {
  std::string_view name;
  bool literal = false;  // behind the leaf: which of the two of this name
  bool whole = false;    // behind all that begins with `name`
};

bool survives(TreeWord word, OperationSet bit) { return (GrantTree::sum_of(word).survive & bit) != 0; }

// A subtree that holds the next leaf in order, or a leaf.
TreeWord first_in(TreeWord word, OperationSet bit) noexcept {
  while (word != 0 && !TreeNode::is_leaf(word)) {
    const TreeNode* node = TreeNode::of(word);
    if (survives(node->own[0], bit)) return node->own[0];
    if (survives(node->own[1], bit)) return node->own[1];
    unsigned index = 0;
    while (!survives(node->children()[index], bit)) ++index;
    word = node->children()[index];
  }
  return word;
}

TreeWord next_child(const TreeNode* node, unsigned from, OperationSet bit) noexcept {
  for (unsigned index = from; index < node->fan; ++index) {
    if (survives(node->children()[index], bit)) return node->children()[index];
  }
  return 0;
}

// The first leaf behind `position` that survives in its own tree, or 0. One walk down, whatever stands between.
TreeWord next_survivor(const GrantTree& tree, OperationSet bit, const Position& position) noexcept {
  TreeWord word = tree.root();
  TreeWord later = 0;  // the nearest subtree that lies behind the position and has a survivor
  size_t at = 0;
  while (survives(word, bit)) {
    const std::string_view rest = position.name.substr(at);
    if (TreeNode::is_leaf(word)) {
      const std::string_view mine = tree.kind().name(word).substr(at);
      const bool inside = position.whole && mine.starts_with(rest);
      const bool behind = mine > rest || (mine == rest && GrantLeaf::literal(word) && !position.literal);
      if (!inside && behind) later = word;
      break;
    }
    const TreeNode* node = TreeNode::of(word);
    const std::string_view label = node->label_view();
    if (!rest.starts_with(label)) {
      const bool inside = position.whole && label.starts_with(rest);
      if (!inside && label > rest) later = word;
      break;
    }
    at += label.size();
    if (at == position.name.size()) {
      if (position.whole) break;
      const bool literal = !position.literal && survives(node->own[1], bit);
      if (const TreeWord next = literal ? node->own[1] : next_child(node, 0, bit); next != 0) later = next;
      break;
    }
    const auto key = static_cast<unsigned char>(position.name[at]);
    const unsigned index = node->place(key);
    const bool found = node->has(key, index);
    if (const TreeWord next = next_child(node, index + (found ? 1 : 0), bit); next != 0) later = next;
    word = found ? node->children()[index] : 0;
    ++at;
  }
  return first_in(later, bit);
}

// What denies the leaf in the other trees: the position behind everything that goes with it.
bool denied_by(const GrantTree& tree, std::string_view name, bool literal, OperationSet bit,
               Position& behind) noexcept {
  if ((tree.sum().deny & bit) == 0) return false;
  size_t shortest = std::string_view::npos;
  tree.walk(name, [&](TreeWord prefix) {
    if (shortest != std::string_view::npos || (GrantLeaf::grants(prefix).deny & bit) == 0) return;
    shortest = tree.kind().name(prefix).size();
  });
  if (shortest != std::string_view::npos) {
    behind = {name.substr(0, shortest), false, true};
    return true;
  }
  behind = {name, literal, false};
  return literal && (GrantLeaf::grants(tree.find(name, true)).deny & bit) != 0;
}

}  // namespace

bool any_survives(const Pool& pool, std::span<const TreeWord> roots, OperationSet bit) noexcept {
  for (const TreeWord& root : roots) {
    const GrantTree tree(GrantLeaf{&pool}, root);
    TreeWord leaf = survives(root, bit) ? first_in(root, bit) : 0;
    while (leaf != 0) {
      const std::string_view name = tree.kind().name(leaf);
      Position behind;
      bool denied = false;
      for (const TreeWord& other : roots) {
        denied = &other != &root &&
                 denied_by(GrantTree(GrantLeaf{&pool}, other), name, GrantLeaf::literal(leaf), bit, behind);
        if (denied) break;
      }
      if (!denied) return true;
      leaf = next_survivor(tree, bit, behind);
    }
  }
  return false;
}

}  // namespace klamm::authz
