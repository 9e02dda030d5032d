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

// What a denial elsewhere takes out of a tree: the literal `name`, or everything that begins with `name`.
struct Denied {
  std::string_view name;
  bool prefix = false;
};

bool survives(TreeWord word, OperationSet bit) { return (GrantTree::sum_of(word).survive & bit) != 0; }

// The first leaf of a subtree that survives in it; 0 for none.
TreeWord first_in(TreeWord word, OperationSet bit) noexcept {
  if (!survives(word, bit)) return 0;
  while (!TreeNode::is_leaf(word)) {
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

// The first leaf that survives in its own tree behind a leaf that is `denied`. One walk down, whatever is left out.
TreeWord next_survivor(const GrantTree& tree, OperationSet bit, const Denied& denied) noexcept {
  TreeWord word = tree.root();
  TreeWord later = 0;  // the nearest subtree behind what is left out that has a survivor
  size_t at = 0;
  while (!TreeNode::is_leaf(word)) {
    const TreeNode* node = TreeNode::of(word);
    at += node->label_size;
    if (at >= denied.name.size()) {
      // The name ends here. All below goes with a prefix; with a literal only what this node itself holds.
      const TreeWord next = denied.prefix ? 0 : next_child(node, 0, bit);
      if (next != 0) later = next;
      break;
    }
    const unsigned index = node->place(static_cast<unsigned char>(denied.name[at++]));
    if (const TreeWord next = next_child(node, index + 1, bit); next != 0) later = next;
    word = node->children()[index];
  }
  return first_in(later, bit);
}

// Whether another tree denies the leaf, and what that takes out.
bool denied_by(const GrantTree& tree, std::string_view name, bool literal, OperationSet bit, Denied& denied) noexcept {
  if ((tree.sum().deny & bit) == 0) return false;
  bool found = false;
  tree.walk(name, [&](TreeWord prefix) {
    if (found || (GrantLeaf::grants(prefix).deny & bit) == 0) return;
    denied = {tree.kind().name(prefix), true};
    found = true;
  });
  if (found) return true;
  denied = {name, false};
  return literal && (GrantLeaf::grants(tree.find(name, true)).deny & bit) != 0;
}

}  // namespace

bool any_survives(const Pool& pool, std::span<const TreeWord> roots, OperationSet bit) noexcept {
  for (const TreeWord& root : roots) {
    const GrantTree tree(GrantLeaf{&pool}, root);
    TreeWord leaf = first_in(root, bit);
    while (leaf != 0) {
      const std::string_view name = tree.kind().name(leaf);
      Denied out;
      bool denied = false;
      for (const TreeWord& other : roots) {
        denied =
            &other != &root && denied_by(GrantTree(GrantLeaf{&pool}, other), name, GrantLeaf::literal(leaf), bit, out);
        if (denied) break;
      }
      if (!denied) return true;
      leaf = next_survivor(tree, bit, out);
    }
  }
  return false;
}

}  // namespace klamm::authz
