package io.klamm.kafka;

import java.util.List;

/** What a policy shows over JMX, under {@code klamm:type=policy,name=create-topic,node-id=…} or {@code alter-config}. */
public interface PolicyMXBean {
  String getVersion();

  long getEvaluationsTotal();

  /** Requests that a rule refused. */
  long getRefusedTotal();

  /** Findings that only warned. */
  long getWarnedTotal();

  /** Requests that could not be judged. */
  long getErrorsTotal();

  double getMeanMicros();

  double getLongestMicros();

  /** One line for each rule: its id, and how often it was evaluated, warned and refused. */
  List<String> getRules();
}
