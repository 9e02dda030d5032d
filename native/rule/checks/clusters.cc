// Clusters of MSK, where more is asked than what one of their attributes is.
#include <string>

#include "rule/checks/checks.h"
#include "rule/cluster_subject.h"

namespace klamm {

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

}  // namespace klamm
