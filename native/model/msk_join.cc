// What of MSK's things is told from their other attributes and from each other.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "model/msk_reading.h"

namespace klamm {
namespace {

constexpr std::string_view kAllowEveryone = "allow.everyone.if.no.acl.found";

MskValue& at(MskResource& resource, std::string_view name) {
  return const_cast<MskValue&>(std::as_const(resource).value(name));
}

void tell(MskValue& value, std::string text) {
  value.state = MskValue::State::kKnown;
  value.truth = text == "true";
  value.text = std::move(text);
}

void tell_flag(MskValue& value, bool truth) { tell(value, truth ? "true" : "false"); }

// A derived value stands where that stands from which it is told.
void stand(MskValue& value, const MskValue& from) {
  value.node = from.node;
  value.written = from.written;
}

class Joiner {
 public:
  Joiner(MskInventory& inventory, Budget& budget) : inventory_(inventory), budget_(budget) {}

  void run() {
    for (MskResource& resource : inventory_.resources) {
      if (resource.thing == MskThing::kCluster) derive(resource);
    }
    for (const MskResource& resource : inventory_.resources) {
      if (resource.thing == MskThing::kSecrets) associate(resource);
    }
    for (size_t index = 0; index < inventory_.resources.size(); ++index) {
      if (inventory_.resources[index].thing == MskThing::kConfiguration) tell_use(index);
    }
  }

 private:
  void derive(MskResource& cluster) {
    tell_flag(at(cluster, "cluster.serverless"), cluster.serverless);
    tell_flag(at(cluster, "cluster.declared"), cluster.of_template);
    // Of an answer others may tell the secrets; a template that associates none may leave it to another one.
    if (!cluster.of_template) at(cluster, "cluster.secrets").state = MskValue::State::kUnknown;
    derive_kind(cluster);
    derive_version(cluster);
    derive_certificates(cluster);
    derive_configuration(cluster);
  }

  void derive_kind(MskResource& cluster) {
    MskValue& kind = at(cluster, "cluster.kind");
    const MskValue& instance = cluster.value("cluster.instance_type");
    stand(kind, instance);
    kind.state = MskValue::State::kUnknown;
    if (cluster.serverless) tell(kind, "serverless");
    if (instance.known() && instance.text.starts_with("express.")) tell(kind, "express");
    if (instance.known() && instance.text.starts_with("kafka.")) tell(kind, "standard");
  }

  void derive_version(MskResource& cluster) {
    const MskValue& version = cluster.value("cluster.version");
    MskValue& kafka = at(cluster, "cluster.kafka");
    MskValue& kraft = at(cluster, "cluster.kraft");
    for (MskValue* value : {&kafka, &kraft}) {
      stand(*value, version);
      if (version.unknown()) value->text = version.text;
      value->state = version.absent() ? MskValue::State::kAbsent : MskValue::State::kUnknown;
    }
    const auto parsed = version.known() ? parse_msk_version(version.text) : std::nullopt;
    if (!parsed) return;
    tell(kafka, version.text);
    kafka.version = parsed->kafka;
    // What a described cluster of a line that has both modes is called is not told.
    if (parsed->kraft || cluster.of_template || parsed->kafka < KafkaVersion{3, 7}) tell_flag(kraft, parsed->kraft);
    if (parsed->kafka >= KafkaVersion{4, 0}) tell_flag(kraft, true);
  }

  static void derive_certificates(MskResource& cluster) {
    MskValue& tls = at(cluster, "cluster.authentication.tls");
    const MskValue& authorities = cluster.value("cluster.authentication.authorities");
    if (tls.written) return;
    stand(tls, authorities);
    if (authorities.unknown()) tls.state = MskValue::State::kUnknown;
    if (authorities.known()) tell_flag(tls, !authorities.items.empty());
    if (authorities.absent()) tell_flag(tls, false);
  }

  void derive_configuration(MskResource& cluster) {
    MskValue& everyone = at(cluster, "cluster.allow_everyone");
    const MskValue& arn = cluster.value("cluster.configuration.arn");
    everyone.node = arn.node;
    if (cluster.serverless) return;
    if (arn.absent()) return tell_flag(everyone, true);  // of the configuration that MSK has for who brings none
    everyone.state = MskValue::State::kUnknown;
    cluster.configuration = find_configuration(cluster);
    if (!cluster.configuration) return;
    const auto& text = inventory_.resources[*cluster.configuration].text;
    if (text == nullptr) return;
    auto properties = read_properties(text, budget_);
    if (!properties) return;
    const Document& document = properties.value();
    const NodeId line = document.find(document.root(), kAllowEveryone);
    if (line != kNoNode) {
      std::string_view value = document.value(line);
      value = value.substr(0, value.find_last_not_of(" \t\r\f") + 1);
      everyone.written = true;
      if (value.find("${") == value.npos) tell_flag(everyone, lower(value) != "false");
    } else if (text->bytes().find("${") == std::string_view::npos) {
      tell_flag(everyone, true);
    }
  }

  std::optional<size_t> find_configuration(const MskResource& cluster) const {
    const MskValue& arn = cluster.value("cluster.configuration.arn");
    const MskValue& revision = cluster.value("cluster.configuration.revision");
    std::optional<size_t> found;
    for (size_t index = 0; index < inventory_.resources.size(); ++index) {
      const MskResource& other = inventory_.resources[index];
      if (other.thing != MskThing::kConfiguration) continue;
      if (!arn.known()) {
        if (msk_leads_to(arn.text, other.name)) found = index;
        continue;
      }
      const MskValue& own = other.value("configuration.arn");
      const MskValue& its_revision = other.value("configuration.revision");
      const bool same = own.known() && own.text == arn.text;
      const bool current = !revision.known() || !its_revision.known() || revision.number == its_revision.number;
      if (same && current) found = index;
    }
    return found;
  }

  // Of answers, which name no cluster, where there is one only.
  bool belongs(const MskResource& secrets, const MskResource& cluster) const {
    const MskValue& of = secrets.value("secrets.cluster");
    if (of.unknown()) return msk_leads_to(of.text, cluster.name);
    if (of.known()) return of.text == cluster.value("cluster.arn").text;
    return std::count_if(inventory_.resources.begin(), inventory_.resources.end(),
                         [](const MskResource& other) { return other.thing == MskThing::kCluster; }) == 1;
  }

  void associate(const MskResource& secrets) {
    const MskValue& arns = secrets.value("secrets.arns");
    for (MskResource& cluster : inventory_.resources) {
      if (cluster.thing != MskThing::kCluster || !belongs(secrets, cluster)) continue;
      MskValue& held = at(cluster, "cluster.secrets");
      held.state = arns.unknown() ? MskValue::State::kUnknown : MskValue::State::kKnown;
      for (const MskItem& item : arns.items) held.items.push_back({item.text, item.known, kNoNode});
      if (arns.items.empty() && arns.known() && !arns.text.empty()) held.items.push_back({arns.text, true, kNoNode});
    }
  }

  void tell_use(size_t index) {
    MskValue& used = at(inventory_.resources[index], "configuration.used");
    used.state = MskValue::State::kUnknown;
    bool any = false;
    bool open = !inventory_.resources[index].of_template;
    for (const MskResource& cluster : inventory_.resources) {
      if (cluster.thing != MskThing::kCluster || cluster.serverless) continue;
      if (cluster.configuration == index) return tell_flag(used, true);
      any = true;
      open = open || (!cluster.configuration && !cluster.value("cluster.configuration.arn").absent());
    }
    if (any && !open) tell_flag(used, false);
  }

  MskInventory& inventory_;
  Budget& budget_;
};

}  // namespace

bool msk_leads_to(std::string_view refers, std::string_view address) {
  return !refers.empty() && refers.starts_with(address) &&
         (refers.size() == address.size() || refers[address.size()] == '.');
}

void join_msk(MskInventory& inventory, Budget& budget) { Joiner(inventory, budget).run(); }

}  // namespace klamm
