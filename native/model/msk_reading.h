// How things of MSK are read out of a document, in whichever spelling.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/msk.h"

namespace klamm {

enum class MskSpelling : uint8_t { kTerraform, kAws };

// One thing's body, and how it is spelled.
class MskReader {
 public:
  // Paths begin in the first of `bodies` that has their first part.
  MskReader(const Document& document, std::vector<NodeId> bodies, MskSpelling spelling, Budget& budget)
      : document_(document), bodies_(std::move(bodies)), spelling_(spelling), budget_(budget) {}

  // What nobody says is unknown instead of AWS's default: what was read is a part of the thing.
  void set_partial() { partial_ = true; }

  // The values of all attributes of a thing.
  std::vector<MskValue> read(MskThing thing) const;
  // A member in either spelling of its first letter; kNoNode.
  static NodeId member(const Document& document, NodeId object, std::string_view name);

 private:
  struct Walked {
    std::vector<NodeId> nodes;  // at the end of the path
    NodeId unknown = kNoNode;   // on the way: what nobody knows
    NodeId deepest = kNoNode;
    size_t depth = 0;  // parts that were there
  };
  Walked walk(std::string_view path) const;
  bool step(const std::vector<NodeId>& from, std::string_view part, Walked& walked) const;
  NodeId child(NodeId object, std::string_view part) const;
  MskValue read(const MskAttribute& attribute) const;
  bool take(const MskAttribute& attribute, const Walked& walked, MskValue& value) const;
  bool take_scalar(MskType type, NodeId node, MskValue& value) const;
  void take_items(NodeId node, MskValue& value) const;
  void add_item(NodeId node, MskValue& value) const;

  const Document& document_;
  std::vector<NodeId> bodies_;
  MskSpelling spelling_;
  Budget& budget_;
  bool partial_ = false;
};

// Fills in what is told from other attributes and from other things of the same input.
void join_msk(MskInventory& inventory, Budget& budget);

// Whether an address of a template leads to a resource: to itself, or to one of its attributes.
bool msk_leads_to(std::string_view refers, std::string_view address);

// Of a cluster's security groups, as far as the template has them.
void find_openings(const Template& from, MskResource& cluster, Budget& budget);

// The secrets that are associated with a cluster, as far as the template has them. Behind join_msk().
void find_secrets(const Template& from, MskResource& cluster, Budget& budget);

// A block's header, or where a body begins.
Span block_place(const Document& document, NodeId body);

// The place of a thing as a whole: its header, or its name.
Span msk_place(const MskResource& resource);

}  // namespace klamm
