// A small world of entries and all questions about it: everything that two entries can do to each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/authorizer.h"
#include "unit/authz/compare.h"

namespace klamm::test {

struct Universe {
  std::vector<std::string_view> names{"*", "a", "ab", "abc", "b", "hard", "hardcode"};
  std::vector<std::string_view> principals{"User:*", "User:u", "Group:u"};
  std::vector<std::string_view> hosts{"*", "1", "2"};
  std::vector<std::string_view> clients{"*", "1", "2", "3"};  // hosts that ask
  std::vector<Operation> operations{Operation::kAll, Operation::kRead, Operation::kDescribe, Operation::kAlterConfigs};

  Acls entries() const {
    Acls all;
    for (const auto name : names) {
      for (const auto pattern : {PatternType::kLiteral, PatternType::kPrefixed}) {
        for (const auto principal : principals) {
          for (const auto host : hosts) {
            for (const auto operation : operations) {
              for (const auto permission : {Permission::kDeny, Permission::kAllow}) {
                all.push_back({ResourceType::kTopic, pattern, operation, permission, name, principal, host});
              }
            }
          }
        }
      }
    }
    return all;
  }

  std::vector<Subject> subjects() const {
    std::vector<Subject> all;
    for (const auto principal : principals) {
      for (const auto host : clients) all.push_back({principal, host});
    }
    all.push_back({"User:stranger", clients.back()});
    return all;
  }

  std::vector<Action> actions() const {
    std::vector<Action> all;
    std::vector<std::string_view> asked = names;
    for (const std::string_view more : {"", "*a", "abd", "c", "hardcodes"}) asked.push_back(more);
    std::vector<Operation> operations_asked = operations;
    for (const Operation more : {Operation::kWrite, Operation::kDescribeConfigs}) operations_asked.push_back(more);
    for (const auto name : asked) {
      for (const auto operation : operations_asked) all.push_back({operation, ResourceType::kTopic, name});
    }
    return all;
  }
};

// Entries by their numbers in the universe, fed one by one; the first difference over all questions, or empty.
class Exhaustion {
 public:
  Exhaustion(const Universe& universe, const AuthorizerOptions& options)
      : all_(universe.entries()),
        subjects_(universe.subjects()),
        actions_(universe.actions()),
        options_(options),
        authorizer_(options) {}

  size_t size() const { return all_.size(); }
  uint64_t questions() const { return questions_; }

  void push(size_t number) {
    if (authorizer_.add({number, 0}, all_[number]) != Change::kDone) throw std::logic_error("not added");
    held_.push_back(all_[number]);
    numbers_.push_back(number);
  }
  void pop() {
    if (authorizer_.remove({numbers_.back(), 0}) != Change::kDone) throw std::logic_error("not removed");
    held_.pop_back();
    numbers_.pop_back();
  }

  std::string check() {
    const Pin pin = authorizer_.pin(0);
    const Comparison comparison(pin, held_, options_);
    for (const Subject& subject : subjects_) {
      for (const Action& action : actions_) {
        if (std::string difference = comparison.decide(subject, action); !difference.empty()) return difference;
      }
      for (unsigned code = 0; code < 16; ++code) {
        std::string difference = comparison.by_type(subject, static_cast<Operation>(code), ResourceType::kTopic);
        if (!difference.empty()) return difference;
      }
    }
    questions_ += subjects_.size() * (actions_.size() + 16);
    return comparison.list({});
  }

  // All sets of `first` alone and with one of a greater number.
  std::string check_pairs(size_t first) {
    push(first);
    std::string difference = check();
    for (size_t second = first + 1; second < size() && difference.empty(); ++second) {
      push(second);
      difference = check();
      pop();
    }
    pop();
    return difference;
  }

 private:
  Acls all_;
  std::vector<Subject> subjects_;
  std::vector<Action> actions_;
  AuthorizerOptions options_;
  Authorizer authorizer_;
  Acls held_;
  std::vector<size_t> numbers_;
  uint64_t questions_ = 0;
};

}  // namespace klamm::test
