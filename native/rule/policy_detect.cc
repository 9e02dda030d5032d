#include "rule/policy_detect.h"

#include <algorithm>
#include <array>

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

// Reads names of members at the two outermost levels; strings and brackets further in are only passed by. What is no
// JSON gives some answer and no harm.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool run() {
    while (at_ < text_.size()) {
      const char byte = text_[at_];
      if (byte == '"') {
        read_string();
        continue;
      }
      if (byte == '{' || byte == '[') ++depth_;
      if (byte == '}' || byte == ']') --depth_;
      if (depth_ <= 0) break;
      ++at_;
    }
    if (other_) return false;
    return dump_ || (statement_ && (of_policy_ || effect_)) || (held_ && statement_inside_);
  }

 private:
  void read_string() {
    const size_t begin = at_ + 1;
    for (at_ = begin; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    const size_t end = std::min(at_, text_.size());
    at_ = end + 1;
    std::string_view word = text_.substr(begin, end - begin);
    const size_t next = text_.find_first_not_of(" \t\r\n", std::min(at_, text_.size()));
    const bool member = next != std::string_view::npos && text_[next] == ':';
    if (member) {
      see_member(word);
    } else if (holder_ && word.find("Statement") != word.npos && word.find("Effect") != word.npos) {
      statement_inside_ = true;  // escaped, or with percent signs
    }
  }

  void see_member(std::string_view name) {
    if (name == "Effect") effect_ = true;
    if (depth_ == 1) {
      recorded_ = recorded_ || name == "status_code";
      holder_ = holds(kHolders, name) || name == "document" || (name == "data" && recorded_);
      held_ = held_ || holder_;
      statement_ = statement_ || name == "Statement";
      of_policy_ = of_policy_ || holds(kOfPolicy, name);
      dump_ = dump_ || holds(kDump, name);
      other_ = other_ || holds(kOthers, name);
    } else if (depth_ <= 3 && holder_ && (name == "Statement" || name == "Document" || name == "Content")) {
      statement_inside_ = true;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
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
  return Scanner(text.substr(std::min(text.find('{'), text.size()))).run();
}

}  // namespace klamm
