// ARNs that name nothing of MSK's, or not the cluster at hand.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/iam_arn.h"
#include "base/iam_hole.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 4> kTypes = {"cluster", "topic", "group", "transactional-id"};
// Other resources of the service `kafka`.
constexpr std::array<std::string_view, 4> kControlTypes = {"configuration", "replicator", "vpc-connection", "channel"};

struct PartitionOf {
  std::string_view region_begin;
  std::string_view partition;
};
constexpr std::array<PartitionOf, 7> kPartitions = {{{"cn-", "aws-cn"},
                                                     {"us-gov-", "aws-us-gov"},
                                                     {"us-isob-", "aws-iso-b"},
                                                     {"us-iso-", "aws-iso"},
                                                     {"us-isof-", "aws-iso-f"},
                                                     {"eu-isoe-", "aws-iso-e"},
                                                     {"eusc-", "aws-eusc"}}};

template <size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The type that a word was to be; empty if it is one, or none that is near.
std::string_view type_meant(std::string_view word) {
  if (word.empty() || holds(kTypes, word) || holds(kControlTypes, word)) return {};
  const std::string small = lower(word);
  if (small.starts_with("transaction")) return "transactional-id";
  if (small == "consumer-group" || small == "consumergroup") return "group";
  for (std::string_view type : kTypes) {
    if (word_distance(small, type, 2) < 2) return type;
  }
  return {};
}

bool is_hexadecimal(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

// A whole UUID and nothing behind it, as every uuid of MSK has.
bool lacks_number(std::string_view uuid) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::equal(uuid.begin(), uuid.end(), kShape.begin(), kShape.end(),
                    [](char byte, char shape) { return shape == '-' ? byte == '-' : is_hexadecimal(byte); });
}

// The text with one of its parts (a view into it) replaced, in quotes.
std::string replaced(const ResourceText& resource, std::string_view part, std::string_view by) {
  std::string text = resource.text->text;
  text.replace(static_cast<size_t>(part.data() - resource.text->text.data()), part.size(), by);
  return quoted(text);
}

// Every resource of a statement that speaks of kafka-cluster.
template <class Visit>
void each_resource(CheckRun& run, Visit visit) {
  each_statement(run, [&](const StatementGrants& grants) {
    const bool data = std::any_of(grants.actions.begin(), grants.actions.end(),
                                  [](const ActionText& one) { return one.cluster && one.text->text != "*"; });
    if (!data) return;
    for (const ResourceText& resource : grants.resources) visit(grants, resource);
  });
}

void fail_with(CheckRun& run, const StatementGrants& grants, const ResourceText& resource, std::string edit,
               Holes holes) {
  Hit hit = hit_resource(grants, resource, std::move(holes));
  if (!edit.empty()) hit.edits.push_back({resource.text->span, std::move(edit)});
  run.fail(std::move(hit));
}

}  // namespace

void check_iam_arn_short(CheckRun& run) {
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    if (!resource.kafka || resource.types != 0 || !holds(kTypes, resource.type)) return;
    const bool cluster = resource.type == "cluster";
    fail_with(run, grants, resource, {},
              {{"type", std::string(resource.type)},
               {"shape", cluster ? "cluster/NAME/UUID" : fmt::format("{}/CLUSTER/UUID/NAME", resource.type)}});
  });
}

void check_iam_arn_misspelt(CheckRun& run) {
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    const auto arn = split_arn(resource.text->text);
    if (!arn) return;
    if (arn->service == "kafka-cluster") {
      fail_with(run, grants, resource, replaced(resource, arn->service, "kafka"),
                {{"wrong", std::string(arn->service)}, {"right", "kafka"}});
    } else if (resource.kafka) {
      std::string_view meant = type_meant(resource.type);
      if (meant.empty()) return;
      fail_with(run, grants, resource, replaced(resource, resource.type, meant),
                {{"wrong", std::string(resource.type)}, {"right", std::string(meant)}});
    }
  });
}

void check_iam_partition(CheckRun& run) {
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    const auto told = [](std::string_view part) { return !has_wildcard(part) && !has_iam_hole(part); };
    if (!resource.kafka || resource.region.empty() || !told(resource.region) || !told(resource.partition)) return;
    std::string_view right = "aws";
    for (const PartitionOf& each : kPartitions) {
      if (resource.region.starts_with(each.region_begin)) {
        right = each.partition;
        break;
      }
    }
    if (right == resource.partition) return;
    fail_with(run, grants, resource, replaced(resource, resource.partition, right),
              {{"region", std::string(resource.region)},
               {"wrong", std::string(resource.partition)},
               {"right", std::string(right)}});
  });
}

void check_iam_uuid_number(CheckRun& run) {
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    if (resource.kafka && lacks_number(resource.uuid)) {
      fail_with(run, grants, resource, {}, {{"uuid", std::string(resource.uuid)}});
    }
  });
}

void check_iam_early_variable(CheckRun& run) {
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    size_t variable = resource.text->text.find("${");
    while (variable != std::string::npos && iam_hole_end(resource.text->text, variable) != std::string::npos) {
      variable = resource.text->text.find("${", variable + 1);
    }
    const size_t behind = resource.resource.empty()
                              ? resource.text->text.size()
                              : static_cast<size_t>(resource.resource.data() - resource.text->text.data());
    if (resource.text->text == "*" || variable >= behind) return;
    fail_with(run, grants, resource, {}, {});
  });
}

// `part`: "uuid" (the same name), "case" (the same name but for case), "place" (the same cluster elsewhere).
void check_iam_other_cluster(CheckRun& run) {
  const auto& cluster = run.policies().cluster();
  if (!cluster) return;
  std::string_view part = run.params().text("part");
  each_resource(run, [&](const StatementGrants& grants, const ResourceText& resource) {
    if (resource.types == 0 || !resource.one_name()) return;
    const bool same_name = resource.cluster == cluster->name;
    const bool same_uuid = covers_text(resource.uuid.empty() ? "*" : resource.uuid, cluster->uuid);
    // Of the only cluster of a template no more than the name is known.
    if (part != "case" && cluster->uuid.empty()) return;
    if (part == "case" && !same_name && equal_ignoring_case(resource.cluster, cluster->name)) {
      fail_with(run, grants, resource, replaced(resource, resource.cluster, cluster->name),
                {{"cluster", cluster->name}});
    } else if (part == "uuid" && same_name && !same_uuid && resource.one_cluster() && !lacks_number(resource.uuid)) {
      fail_with(run, grants, resource, replaced(resource, resource.uuid, cluster->uuid),
                {{"uuid", std::string(resource.uuid)}, {"cluster", cluster->name}, {"right", cluster->uuid}});
    } else if (part == "place" && same_name && same_uuid && resource.one_cluster()) {
      auto fits = [](std::string_view text, std::string_view value) {
        return text.find("${") != std::string_view::npos || covers_text(text, value);
      };
      std::string_view wrong = !fits(resource.account, cluster->account) ? resource.account
                               : !fits(resource.region, cluster->region) ? resource.region
                                                                         : std::string_view();
      if (wrong.empty()) return;
      const std::string& right = wrong == resource.account ? cluster->account : cluster->region;
      fail_with(run, grants, resource, replaced(resource, wrong, right),
                {{"wrong", std::string(wrong)}, {"right", right}});
    }
  });
}

}  // namespace klamm
