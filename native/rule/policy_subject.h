// IAM policies of one input, as rules are run over them.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "klamm/iam_reader.h"
#include "rule/checked_subject.h"
#include "rule/policy_grants.h"

namespace klamm {

// A policy that AWS would take and that is about Kafka.
struct JudgedPolicy {
  const IamPolicy* policy = nullptr;
  IamLayer layer = IamLayer::kIdentity;
  std::vector<StatementGrants> statements;
  bool aws = false;  // AWS's own managed policy: it counts for who holds it, and nobody here can mend it

  // Whether it gives anybody anything: the other layers only limit.
  bool grants() const { return layer == IamLayer::kIdentity || layer == IamLayer::kCluster; }
};

// All that one user or role is granted; of a bare policy, the policy alone.
struct Holder {
  std::string arn;  // empty: nobody in particular
  std::vector<const JudgedPolicy*> policies;
  bool complete = true;  // everything that is attached could be read
  ActionSet granted;     // of kafka-cluster, by all of its statements that allow
};

class PolicySubject : public CheckedSubject {
 public:
  // `in_template`: the policies stand in files of a template, `source` in one of them.
  PolicySubject(IamFile file, std::shared_ptr<const Source> source, std::optional<IamCluster> cluster,
                bool in_template = false);

  RuleAbout about() const override { return RuleAbout::kPolicy; }
  InputKind kind() const override { return in_template_ ? InputKind::kTerraform : InputKind::kIamPolicy; }
  const Source& source() const override { return *source_; }
  const Secrets& secrets() const override { return secrets_; }
  const PolicySubject* policies() const override { return this; }

  std::vector<std::string> assumptions() const override;
  std::vector<Note> notes() const override { return notes_; }

  bool mendable() const override { return true; }

  const IamFile& file() const { return file_; }
  // Each policy once, however many hold it.
  const std::deque<JudgedPolicy>& judged() const { return judged_; }
  const std::vector<Holder>& holders() const { return holders_; }
  // What AWS would not take, of policies about Kafka.
  const std::vector<const IamDiagnostic*>& refusals() const { return refusals_; }
  const std::optional<IamCluster>& cluster() const { return cluster_; }

 private:
  // nullptr: not judged.
  const JudgedPolicy* take(const IamPolicy& policy, IamLayer layer);
  void hold(const IamIdentity& identity);
  void settle(Holder holder);
  void tell_refusals();
  // What the policy at a place (of the root) speaks of, as far as it was read: its actions, else nothing.
  enum class About : uint8_t { kNothing, kOthers, kKafka };
  About about_at(const IamDiagnostic& diagnostic) const;
  void tell_open(const IamPolicy& policy);

  std::shared_ptr<const Source> source_;
  IamFile file_;
  std::optional<IamCluster> cluster_;
  Secrets secrets_;
  std::deque<JudgedPolicy> judged_;
  std::map<std::tuple<const Source*, uint32_t, uint32_t>, const JudgedPolicy*> by_place_;
  std::vector<Holder> holders_;
  std::vector<const IamDiagnostic*> refusals_;
  std::vector<Note> notes_;
  bool in_template_;
};

}  // namespace klamm
