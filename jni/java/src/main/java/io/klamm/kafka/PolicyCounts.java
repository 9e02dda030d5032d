package io.klamm.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What a policy did, in all and by rule. Written by the controller's thread, read by any. */
final class PolicyCounts {
  final LongAdder refused = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder nanos = new LongAdder();
  final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
  /** Evaluations by kind. */
  private final LongAdder[] evaluations = {new LongAdder(), new LongAdder(), new LongAdder()};
  private final Map<String, OfRule> rules = new ConcurrentSkipListMap<>();

  private static final class OfRule {
    final int kind;
    final LongAdder warned = new LongAdder();
    final LongAdder refused = new LongAdder();

    OfRule(int kind) {
      this.kind = kind;
    }
  }

  void judgedBy(int kind, List<String> ids) {
    ids.forEach(id -> rules.put(id, new OfRule(kind)));
  }

  void evaluated(int kind, long took) {
    evaluations[kind].increment();
    nanos.add(took);
    longestNanos.accumulate(took);
  }

  void found(ConfigFinding finding) {
    OfRule rule = rules.get(finding.rule);
    if (rule != null) {
      (finding.refuses ? rule.refused : rule.warned).increment();
    }
  }

  long evaluations() {
    return evaluations[PolicyJudge.TOPIC].sum() + evaluations[PolicyJudge.BROKER].sum();
  }

  long warned() {
    return rules.values().stream().mapToLong(rule -> rule.warned.sum()).sum();
  }

  /** `TP013 evaluated=7 warned=2 refused=0` for each rule that judges. */
  List<String> byRule() {
    List<String> lines = new ArrayList<>();
    rules.forEach((id, rule) -> lines.add(id + " evaluated=" + evaluations[rule.kind].sum() + " warned="
        + rule.warned.sum() + " refused=" + rule.refused.sum()));
    return lines;
  }
}
