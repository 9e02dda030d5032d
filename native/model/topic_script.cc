// `kafka-topics --create` in shell scripts.
#include <algorithm>
#include <charconv>

#include "klamm/topic.h"
#include "model/shell_words.h"
#include "model/topic_tree.h"

namespace klamm {
namespace {

bool is_topics_tool(std::string_view word) {
  word.remove_prefix(std::min(word.rfind('/') + 1, word.size()));
  return word == "kafka-topics" || word == "kafka-topics.sh" || word == "kafka-topics.bat";
}

// An option and its argument, written as one word or as two.
struct Option {
  std::string_view name;
  const ShellWord* word = nullptr;  // that holds the argument; nullptr: none
  size_t begin = 0;                 // of the argument in it
};

class CommandReader {
 public:
  CommandReader(const std::vector<ShellWord>& words, size_t tool, const std::shared_ptr<const Source>& script)
      : words_(words), script_(script), at_(tool + 1) {
    topic_.place = {script, {words[tool].span.begin, words.back().span.end}};
  }

  std::optional<TopicConfig> run() {
    while (at_ < words_.size()) take(words_[at_++]);
    if (!create_ || topic_.name.state == Value::State::kAbsent) return std::nullopt;
    if (open_) {
      topic_.settings_unknown = true;
      for (auto* fact : {&topic_.partitions, &topic_.replication_factor}) {
        if (fact->state == Value::State::kAbsent) fact->state = Value::State::kUnknown;
      }
    }
    return std::move(topic_);
  }

 private:
  void take(const ShellWord& word) {
    // What an expansion makes may be any number of options.
    if (word.unknown() && !word.text.starts_with("--")) open_ = true;
    if (!word.text.starts_with("--")) return;
    const size_t equals = std::min(word.text.find('='), word.text.size());
    Option option;
    option.name = std::string_view(word.text).substr(2, equals - 2);
    if (option.name == "create") create_ = true;
    if (option.name == "config" || option.name == "topic" || option.name == "partitions" ||
        option.name == "replication-factor" || option.name == "replica-assignment" ||
        option.name == "bootstrap-server" || option.name == "zookeeper" || option.name == "command-config") {
      if (equals < word.text.size()) {
        option.word = &word;
        option.begin = equals + 1;
      } else if (at_ < words_.size()) {
        option.word = &words_[at_++];
      }
      if (option.word != nullptr) use(option);
    }
  }

  TopicFact<std::string> text(const ShellWord& word, size_t begin, size_t end) const {
    TopicFact<std::string> out;
    out.value = word.text.substr(begin, end - begin);
    out.state = word.unknown(begin, end) ? Value::State::kUnknown : Value::State::kKnown;
    out.place = {script_, word.place(begin, end)};
    return out;
  }

  void use(const Option& option) {
    TopicFact<std::string> argument = text(*option.word, option.begin, option.word->text.size());
    if (option.name == "topic")
      topic_.name = std::move(argument);
    else if (option.name == "partitions")
      topic_.partitions = number_of_text(std::move(argument));
    else if (option.name == "replication-factor")
      topic_.replication_factor = number_of_text(std::move(argument));
    else if (option.name == "replica-assignment")
      assign(argument);
    else if (option.name == "config")
      configure(option);
    else if (option.name != "command-config")
      topic_.group = argument.value;
  }

  void configure(const Option& option) {
    const ShellWord& word = *option.word;
    const size_t equals = word.text.find('=', option.begin);
    if (equals == std::string::npos || word.unknown(option.begin, equals)) {
      topic_.settings_unknown = true;
      return;
    }
    auto blank = [&](size_t at) { return word.text[at] == ' ' || word.text[at] == '\t'; };
    size_t key_begin = option.begin;
    size_t key_end = equals;
    while (key_begin < key_end && blank(key_begin)) ++key_begin;
    while (key_end > key_begin && blank(key_end - 1)) --key_end;
    TopicSetting setting;
    setting.key = word.text.substr(key_begin, key_end - key_begin);
    setting.key_place = {script_, word.place(key_begin, key_end)};
    setting.value = text(word, equals + 1, word.text.size());
    topic_.settings.push_back(std::move(setting));
  }

  // `1:2,2:3`: brokers of each partition.
  void assign(const TopicFact<std::string>& argument) {
    topic_.partitions.state = topic_.replication_factor.state = Value::State::kUnknown;
    if (!argument.known()) return;
    std::vector<std::vector<int32_t>> partitions(1);
    for (std::string_view rest = argument.value;; rest.remove_prefix(1)) {
      int32_t broker = 0;
      auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), broker);
      if (error != std::errc()) return;
      partitions.back().push_back(broker);
      rest.remove_prefix(static_cast<size_t>(end - rest.data()));
      if (rest.empty()) break;
      if (rest.front() != ',' && rest.front() != ':') return;
      if (rest.front() == ',') partitions.emplace_back();
    }
    topic_.assignment = std::move(partitions);
    topic_.partitions.value = static_cast<int64_t>(topic_.assignment->size());
    topic_.replication_factor.value = static_cast<int64_t>(topic_.assignment->front().size());
    for (auto* fact : {&topic_.partitions, &topic_.replication_factor}) {
      fact->state = Value::State::kKnown;
      fact->place = argument.place;
    }
  }

  const std::vector<ShellWord>& words_;
  const std::shared_ptr<const Source>& script_;
  size_t at_;
  TopicConfig topic_;
  bool create_ = false;
  bool open_ = false;
};

}  // namespace

Result<std::vector<TopicConfig>> topics_of_script(std::shared_ptr<const Source> script, Budget& budget) {
  std::vector<TopicConfig> out;
  ShellCommands commands(script->bytes(), budget);
  std::vector<ShellWord> words;
  while (commands.next(words)) {
    auto tool =
        std::find_if(words.begin(), words.end(), [](const ShellWord& word) { return is_topics_tool(word.text); });
    if (tool == words.end()) continue;
    auto topic = CommandReader(words, static_cast<size_t>(tool - words.begin()), script).run();
    if (topic) out.push_back(std::move(*topic));
  }
  if (budget.spent()) return budget.error();
  return out;
}

}  // namespace klamm
