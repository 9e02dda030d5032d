#include "base/iam_arn.h"

#include <algorithm>

#include "klamm/iam_roster.h"

namespace klamm {
std::optional<Arn> split_arn(std::string_view text) {
  if (!text.starts_with("arn:")) return {};
  text.remove_prefix(4);
  Arn arn;
  for (std::string_view* part : {&arn.partition, &arn.service, &arn.region, &arn.account}) {
    const size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    *part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  arn.resource = text;
  return arn;
}

namespace {

bool is_account(std::string_view text) {
  return text.size() == 12 &&
         std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

constexpr std::string_view kTypes[] = {"cluster", "topic", "group", "transactional-id"};
constexpr ResourceType kTypeCodes[] = {ResourceType::kCluster, ResourceType::kTopic, ResourceType::kGroup,
                                       ResourceType::kTransactionalId};

std::string_view type_name(ResourceType type) {
  for (size_t index = 0; index < std::size(kTypes); ++index) {
    if (kTypeCodes[index] == type) return kTypes[index];
  }
  return {};
}

}  // namespace

std::optional<IamCluster> parse_iam_cluster(std::string_view text) {
  const auto arn = split_arn(text);
  if (!arn || arn->service != "kafka" || arn->partition.empty() || arn->region.empty() || !is_account(arn->account))
    return {};
  if (text.find_first_of("*?$") != std::string_view::npos || !arn->resource.starts_with("cluster/")) return {};
  std::string_view rest = arn->resource.substr(8);
  const size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return {};
  std::string_view uuid = rest.substr(slash + 1);
  if (slash == 0 || uuid.empty() || uuid.find('/') != std::string_view::npos) return {};
  return IamCluster{std::string(arn->partition), std::string(arn->region), std::string(arn->account),
                    std::string(rest.substr(0, slash)), std::string(uuid)};
}

std::optional<IamCluster> iam_cluster_of(std::string_view text) {
  const auto arn = split_arn(text);
  if (!arn || !iam_arn_type(text) || !is_account(arn->account)) return {};
  std::string_view rest = arn->resource.substr(arn->resource.find('/') + 1);
  const size_t slash = std::min(rest.find('/'), rest.size());
  std::string_view behind = rest.substr(std::min(slash + 1, rest.size()));
  return IamCluster{std::string(arn->partition), std::string(arn->region), std::string(arn->account),
                    std::string(rest.substr(0, slash)), std::string(behind.substr(0, behind.find('/')))};
}

void append_iam_arn(std::string& out, const IamCluster& cluster, ResourceType type, std::string_view name) {
  for (std::string_view part :
       {std::string_view("arn:"), std::string_view(cluster.partition), std::string_view(":kafka:"),
        std::string_view(cluster.region), std::string_view(":"), std::string_view(cluster.account),
        std::string_view(":"), type_name(type), std::string_view("/"), std::string_view(cluster.name),
        std::string_view("/"), std::string_view(cluster.uuid)}) {
    out += part;
  }
  if (type == ResourceType::kCluster) return;
  out += '/';
  out += name;
}

std::optional<ResourceType> iam_arn_type(std::string_view text) {
  const auto arn = split_arn(text);
  if (!arn || arn->service != "kafka") return {};
  std::string_view type = arn->resource.substr(0, arn->resource.find('/'));
  if (type.size() == arn->resource.size()) return {};
  for (size_t index = 0; index < std::size(kTypes); ++index) {
    if (kTypes[index] == type) return kTypeCodes[index];
  }
  return {};
}

std::optional<IamPrincipal> parse_iam_principal(std::string_view text) {
  if (text.starts_with("IAM:")) text.remove_prefix(4);
  const auto arn = split_arn(text);
  if (!arn || !is_account(arn->account) || !arn->region.empty() || text.find('*') != std::string_view::npos) return {};
  IamPrincipal principal;
  principal.arn = text;
  principal.account = arn->account;
  std::string_view resource = arn->resource;
  const size_t slash = resource.find('/');
  std::string_view type = resource.substr(0, slash);
  std::string_view rest = slash == std::string_view::npos ? std::string_view() : resource.substr(slash + 1);
  principal.name = last_part(rest);
  const std::string prefix = "arn:" + std::string(arn->partition) + ":iam::" + principal.account + ":role/";
  if (arn->service == "iam" && resource == "root") {
    principal.kind = IamPrincipal::Kind::kRoot;
    return principal;
  }
  if (principal.name.empty()) return {};
  if (arn->service == "iam" && type == "user") {
    principal.kind = IamPrincipal::Kind::kUser;
  } else if (arn->service == "iam" && type == "role") {
    principal.kind = IamPrincipal::Kind::kRole;
    principal.role = text;
  } else if (arn->service == "sts" && type == "assumed-role") {
    const size_t session = rest.find('/');
    if (session == std::string_view::npos || session == 0 || session + 1 == rest.size()) return {};
    if (rest.find('/', session + 1) != std::string_view::npos) return {};
    principal.kind = IamPrincipal::Kind::kSession;
    principal.name = rest.substr(0, session);
    principal.role = prefix + principal.name;
    principal.path_known = false;
  } else if (arn->service == "sts" && type == "federated-user") {
    principal.kind = IamPrincipal::Kind::kFederated;
  } else {
    return {};
  }
  return principal;
}

std::string iam_identity_key(const IamPrincipal& principal) {
  switch (principal.kind) {
    case IamPrincipal::Kind::kUser:
      return "user " + principal.account + " " + principal.name;
    case IamPrincipal::Kind::kSession:
    case IamPrincipal::Kind::kRole:
      return "role " + principal.account + " " + principal.name;
    case IamPrincipal::Kind::kFederated:
    case IamPrincipal::Kind::kRoot:
      break;
  }
  return {};
}

}  // namespace klamm
