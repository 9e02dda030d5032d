// A running cluster, as rules are run over it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "klamm/snapshot.h"
#include "rule/checked_subject.h"

namespace klamm {

class LiveSubject : public CheckedSubject {
 public:
  LiveSubject(std::shared_ptr<const LiveCluster> snapshot, const Catalog& catalog)
      : snapshot_(std::move(snapshot)), catalog_(catalog), secrets_(snapshot_->document->source()) {}

  RuleAbout about() const override { return RuleAbout::kLive; }
  InputKind kind() const override { return InputKind::kSnapshot; }
  const Source& source() const override { return snapshot_->document->source(); }
  const Secrets& secrets() const override { return secrets_; }
  const LiveSubject* live() const override { return this; }

  std::vector<std::string> assumptions() const override { return {}; }
  std::vector<Note> notes() const override;

  std::optional<Span> locate(Hit& hit) const override;
  bool mendable() const override { return false; }

  const LiveCluster& snapshot() const { return *snapshot_; }
  const Catalog& catalog() const { return catalog_; }
  // The node of an entry's value; that of the entry if it has none.
  NodeId value_node(NodeId entry) const;

 private:
  std::shared_ptr<const LiveCluster> snapshot_;
  const Catalog& catalog_;
  Secrets secrets_;
};

// Whether each broker has a value of its own for a key: names, addresses, folders, key stores.
bool of_one_broker(std::string_view key);

// Brokers that told their configuration, those together that are set up alike but for what each has of its own.
std::vector<std::vector<const LiveBroker*>> brokers_alike(const LiveCluster& snapshot);
std::string broker_names(const std::vector<const LiveBroker*>& brokers);  // "broker 1", "brokers 1, 2, 3"

}  // namespace klamm
