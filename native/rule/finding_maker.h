// Turns what rules found into findings: words with their holes filled, places, machine fixes, secrets masked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "klamm/finding.h"
#include "rule/broker_facts.h"
#include "rule/hit_record.h"
#include "rule/secrets.h"

namespace klamm {

class FindingMaker {
 public:
  FindingMaker(const BrokerConfig& broker, BrokerFacts& facts) : broker_(broker), facts_(facts), secrets_(broker) {}

  Finding make(const HitRecord& record);
  Place place(Span span) const;
  const Secrets& secrets() const { return secrets_; }

 private:
  std::string words(const HitRecord& record, uint32_t field);
  std::string hole(const HitRecord& record, std::string_view name);
  std::string key_name(const HitRecord& record) const;
  std::string shown_key_value(std::string_view key) const;
  std::string shown_fact(std::string_view name);
  void add_related(const HitRecord& record, Finding& finding);
  std::optional<Fix> fix(const HitRecord& record);
  std::vector<Edit> logic_edits(const HitRecord& record);

  const BrokerConfig& broker_;
  BrokerFacts& facts_;
  Secrets secrets_;
};

}  // namespace klamm
