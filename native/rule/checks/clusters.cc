// Clusters of MSK, where more is asked than what one of their attributes is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "rule/checks/checks.h"
#include "rule/cluster_subject.h"

namespace klamm {
namespace {

struct Ports {
  int first;
  int last;
  std::string_view what;
};

// From MSK's developer guide (port-info, mvpc-cross-account-user-action).
constexpr auto kPorts = std::to_array<Ports>({
    {9092, 9092, "clients in clear"},
    {9094, 9094, "clients with TLS"},
    {9096, 9096, "clients with SCRAM"},
    {9098, 9098, "clients with IAM"},
    {9194, 9194, "clients with TLS from outside"},
    {9196, 9196, "clients with SCRAM from outside"},
    {9198, 9198, "clients with IAM from outside"},
    {20092, 20098, "clients over IPv6"},
    {14001, 14100, "clients in other networks"},
    {2181, 2182, "ZooKeeper"},
});
constexpr Ports kExporters{11001, 11002, "metrics"};

bool covers(const MskOpening& opening, const Ports& ports) {
  return opening.first <= ports.last && ports.first <= opening.last;
}

Hit hit_opening(const MskOpening& opening, std::string what) {
  Hit hit;
  hit.source = &opening.document->source();
  hit.span = opening.document->node(opening.node).value_span;
  hit.logical = opening.group;
  const std::string ports = opening.first == opening.last ? fmt::format("port {}", opening.first)
                                                          : fmt::format("ports {} to {}", opening.first, opening.last);
  hit.holes = {{"group", opening.group}, {"ports", ports}, {"what", std::move(what)}};
  return hit;
}

}  // namespace

void check_msk_open_to_everybody(CheckRun& run) {
  for (const MskOpening& opening : run.cluster().resource().openings) {
    std::string what;
    for (const Ports& ports : kPorts) {
      if (covers(opening, ports)) what += (what.empty() ? "" : ", ") + std::string(ports.what);
    }
    if (!what.empty()) run.fail(hit_opening(opening, std::move(what)));
  }
}

void check_msk_exporters_open(CheckRun& run) {
  for (const MskOpening& opening : run.cluster().resource().openings) {
    if (covers(opening, kExporters)) run.fail(hit_opening(opening, std::string(kExporters.what)));
  }
}

// params: ends (`3.6.0 2026-06-01`: a version as MSK calls it, with or without `.kraft`, and the day its support ends).
void check_msk_version_ended(CheckRun& run) {
  const ClusterSubject& subject = run.cluster();
  const MskValue& version = subject.resource().value("cluster.version");
  if (version.unknown()) {
    const Source& source = subject.source();
    run.unknown(source, subject.resource().place_of(version), subject.open_question(version, "cluster.version"));
  }
  if (!version.known() || !version.written || subject.today().empty()) return;
  std::string_view name = version.text;
  if (name.ends_with(".kraft")) name.remove_suffix(std::string_view(".kraft").size());
  for (std::string_view end : run.params().list("ends")) {
    const size_t blank = end.find(' ');
    if (end.substr(0, blank) != name || blank == end.npos) continue;
    std::string_view day = end.substr(blank + 1);
    if (subject.today() < day) continue;
    Hit hit = subject.at("cluster.version");
    hit.holes = {{"version", version.text}, {"day", std::string(day)}};
    run.fail(std::move(hit));
    return;
  }
}

// What the connector's plug-in is configured with; a value of a config provider (`${secretManager:…}`) is looked up by
// the worker.
void check_msk_connector_secret(CheckRun& run) {
  const ClusterSubject& subject = run.cluster();
  const Document& document = *subject.resource().document;
  for (const MskItem& item : subject.resource().value("connector.configuration").items) {
    const Node& node = document.node(item.node);
    std::string_view value = document.value(item.node);
    if (node.kind != NodeKind::kString || value.empty() || value.find("${") != value.npos) continue;
    const bool jaas = item.text.ends_with("sasl.jaas.config");
    if (jaas ? value.find("password=") == value.npos : !Catalog::secret_by_name(item.text)) continue;
    Hit hit;
    hit.source = &document.source();
    hit.span = node.value_span;
    hit.logical = "connector.configuration/" + item.text;
    hit.holes = {{"setting", item.text}};
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
