// Names of topics, and topics that one text defines beside each other.
#include <fmt/format.h>

#include <algorithm>

#include "rule/checks/checks.h"
#include "rule/topic_subject.h"

namespace klamm {

void check_topic_name_refused(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const TopicFact<std::string>& name = topic.config().name;
  if (!name.known()) return;
  std::string_view fault = topic_name_fault(name.value);
  if (!fault.empty()) run.fail(topic.hit(TopicSubject::kName, {{"fault", std::string(fault)}}));
}

// params: twice: the same name; else another one that Kafka's metrics cannot tell from it.
void check_topic_neighbour(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  std::optional<size_t> other = topic.all().earlier(topic.index());
  if (!other) return;
  const TopicConfig& neighbour = topic.all().topics[*other];
  const bool twice = neighbour.name.value == topic.config().name.value;
  if (twice != run.params().flag("twice")) return;
  Hit hit = topic.hit(TopicSubject::kName, {{"other", neighbour.name.value}});
  if (neighbour.name.place.source != nullptr) {
    hit.related.push_back({kNoNode, fmt::format("`{}` is defined here", neighbour.name.value),
                           neighbour.name.place.source.get(), neighbour.name.place.span});
  }
  run.fail(std::move(hit));
}

// params: like: globs of which one must match; unlike: globs of which none may. Neither given: nothing was agreed.
void check_topic_name_agreed(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const TopicFact<std::string>& name = topic.config().name;
  if (!name.known() || is_internal_topic(name.value)) return;
  auto matches = [&](std::string_view glob) { return glob_match(glob, name.value); };
  std::vector<std::string_view> like = run.params().list("like");
  std::vector<std::string_view> unlike = run.params().list("unlike");
  auto bad = std::find_if(unlike.begin(), unlike.end(), matches);
  if (bad != unlike.end()) {
    run.fail(topic.hit(TopicSubject::kName, {{"agreed", fmt::format("nothing like `{}`", *bad)}}));
  } else if (!like.empty() && std::none_of(like.begin(), like.end(), matches)) {
    run.fail(topic.hit(TopicSubject::kName, {{"agreed", fmt::format("names like `{}`", fmt::join(like, "`, `"))}}));
  }
}

// params: most: characters.
void check_topic_name_length(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const TopicFact<std::string>& name = topic.config().name;
  const int64_t most = run.params().number("most", INT64_MAX);
  if (!name.known() || static_cast<int64_t>(name.value.size()) <= most) return;
  run.fail(
      topic.hit(TopicSubject::kName, {{"length", std::to_string(name.value.size())}, {"most", std::to_string(most)}}));
}

}  // namespace klamm
