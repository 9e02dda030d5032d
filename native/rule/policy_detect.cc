#include "rule/policy_detect.h"

#include <algorithm>
#include <array>

#include "doc/json_names.h"

namespace klamm {
namespace {

template <size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Of an account's dump.
constexpr std::array<std::string_view, 3> kDump = {"UserDetailList", "RoleDetailList", "GroupDetailList"};
// Members of a document that has statements and is a policy.
constexpr std::array<std::string_view, 2> kOfPolicy = {"Version", "Id"};
// Members whose value holds the document, as an object or a string.
constexpr std::array<std::string_view, 3> kHolders = {"PolicyDocument", "PolicyVersion", "Policy"};
// Whose documents hold statements of another kind beside.
constexpr std::array<std::string_view, 4> kOthers = {"Resources", "AWSTemplateFormatVersion", "resource",
                                                     "planned_values"};

// Looks at names of members at the two outermost levels; strings and brackets further in are only passed by.
class PolicyLook {
 public:
  bool is_policy() const {
    if (other_) return false;
    return dump_ || (statement_ && (of_policy_ || effect_)) || (held_ && statement_inside_);
  }

  static bool goes_on(JsonLevel level) { return level.depth > 0; }
  void string(std::string_view text, bool name, JsonLevel level) {
    if (name) {
      see_member(text, level.depth);
    } else if (holder_ && text.find("Statement") != text.npos && text.find("Effect") != text.npos) {
      statement_inside_ = true;  // escaped, or with percent signs
    }
  }

 private:
  void see_member(std::string_view name, int depth) {
    if (name == "Effect") effect_ = true;
    if (depth == 1) {
      recorded_ = recorded_ || name == "status_code";
      holder_ = holds(kHolders, name) || name == "document" || (name == "data" && recorded_);
      held_ = held_ || holder_;
      statement_ = statement_ || name == "Statement";
      of_policy_ = of_policy_ || holds(kOfPolicy, name);
      dump_ = dump_ || holds(kDump, name);
      other_ = other_ || holds(kOthers, name);
    } else if (depth <= 3 && holder_ && (name == "Statement" || name == "Document" || name == "Content")) {
      statement_inside_ = true;
    }
  }

  bool holder_ = false;  // within the value of such a member
  bool held_ = false;
  bool recorded_ = false;  // a recorded call of an SDK
  bool statement_ = false;
  bool statement_inside_ = false;
  bool of_policy_ = false;
  bool effect_ = false;
  bool dump_ = false;
  bool other_ = false;
};

}  // namespace

bool looks_like_policy(std::string_view text) {
  PolicyLook look;
  walk_json_names(text.substr(std::min(text.find('{'), text.size())), look);
  return look.is_policy();
}

}  // namespace klamm
