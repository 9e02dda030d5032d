package io.klamm.kafka;

import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/**
 * Puts requests to the library: one crossing each, or one per half MiB of names, all of them upon one snapshot. What is
 * not clearly allowed is denied.
 */
final class Decider {
  static final List<AuthorizationResult> ALLOWED = Collections.singletonList(AuthorizationResult.ALLOWED);
  static final List<AuthorizationResult> DENIED = Collections.singletonList(AuthorizationResult.DENIED);
  private static final int PIECE = Frame.RETAINED / 2;
  /** Bits of an action: explain it if it is allowed; if it is denied. */
  private static final int EXPLAIN_ALLOWED = 1;
  private static final int EXPLAIN_DENIED = 2;
  /** Bits of a verdict; any other bit makes it a denial. */
  private static final int VERDICT_ALLOWED = 1;
  private static final int VERDICT_EXPLAINED = 2;
  /** Begins an explanation that names no ACL. */
  private static final int BY_POLICIES = 3;

  private final Engine engine;
  private final AuditLog audit;
  private final Tally tally;

  Decider(Engine engine, AuditLog audit, Tally tally) {
    this.engine = engine;
    this.audit = audit;
    this.tally = tally;
  }

  List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, Principals.Entry principal, List<Action> actions) {
    Frame frame = Frame.ofThread();
    try {
      if (actions.size() == 1) {
        Action action = actions.get(0);
        head(frame, context, principal);
        put(frame, action, audit.levels());
        int verdicts = decide(frame, 0, 1);
        return read(frame, frame.getByte(verdicts), context, action) ? ALLOWED : DENIED;
      }
      return authorizeAll(frame, context, principal, actions.toArray(new Action[0]));
    } catch (NoDecision e) {
      return refuse(context, actions, e);
    } finally {
      frame.release();
    }
  }

  /** The library gave no decision that can be used. */
  private static final class NoDecision extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int answer;

    private NoDecision(int answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  private List<AuthorizationResult> refuse(
      AuthorizableRequestContext context, List<Action> actions, NoDecision failure) {
    tally.failed(failure.answer);
    int levels = audit.levels();
    for (Action action : actions) {
      if (AuditLog.wants(levels, action, false)) {
        audit.write(context, action, false, Rule.NO_DECISION);
      }
    }
    return actions.size() == 1 ? DENIED : Collections.nCopies(actions.size(), AuthorizationResult.DENIED);
  }

  private List<AuthorizationResult> authorizeAll(
      Frame frame, AuthorizableRequestContext context, Principals.Entry principal, Action[] actions) {
    AuthorizationResult[] results = new AuthorizationResult[actions.length];
    int levels = audit.levels();
    long pin = 0;
    try {
      for (int from = 0, to = 0; from < actions.length; from = to) {
        frame.clear();
        head(frame, context, principal);
        do {
          put(frame, actions[to++], levels);
        } while (to < actions.length && frame.length() < PIECE);
        if (pin == 0 && to < actions.length && (pin = engine.pin(frame)) == 0) {
          throw new NoDecision(Native.FAILED);
        }
        int verdicts = decide(frame, pin, to - from);
        for (int i = from; i < to; i++) {
          boolean allowed = read(frame, frame.getByte(verdicts + i - from), context, actions[i]);
          results[i] = allowed ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED;
        }
      }
    } finally {
      if (pin != 0) {
        engine.unpin(pin);
      }
    }
    return Arrays.asList(results);
  }

  private static void head(Frame frame, AuthorizableRequestContext context, Principals.Entry principal) {
    frame.putInt(0); // the number of actions, known later
    frame.putBytes(principal.subject(context.clientAddress()));
    frame.putByte(Transport.of(context));
  }

  private static void put(Frame frame, Action action, int levels) {
    ResourcePattern resource = action.resourcePattern();
    int explain = 0;
    if (levels != 0) {
      explain = (AuditLog.wants(levels, action, true) ? EXPLAIN_ALLOWED : 0)
          | (AuditLog.wants(levels, action, false) ? EXPLAIN_DENIED : 0);
    }
    frame.putByte(resource.resourceType().code());
    frame.putByte(action.operation().code());
    frame.putByte(explain);
    frame.putText(resource.name());
  }

  /** Returns where the verdicts stand, the frame being at the first explanation. */
  private int decide(Frame frame, long pin, int actions) {
    int length = frame.length();
    frame.putInt(0, actions);
    int verdicts = length + 7 & ~7;
    frame.reserve(verdicts - length + 2 * actions);
    int answer = engine.decide(frame, pin, length);
    while (answer == Native.TOO_SMALL && grown(frame)) {
      answer = engine.decide(frame, pin, length);
    }
    if (answer != actions) {
      throw new NoDecision(answer);
    }
    frame.readFrom(verdicts + actions);
    return verdicts;
  }

  private static boolean grown(Frame frame) {
    try {
      frame.reserve(frame.capacity());
      return true;
    } catch (IllegalArgumentException | OutOfMemoryError e) {
      return false;
    }
  }

  private boolean read(Frame frame, byte verdict, AuthorizableRequestContext context, Action action) {
    boolean allowed = (verdict & ~VERDICT_EXPLAINED) == VERDICT_ALLOWED;
    if ((verdict & VERDICT_EXPLAINED) != 0) {
      audit.write(context, action, allowed, rule(frame));
    }
    return allowed;
  }

  private static Rule rule(Frame frame) {
    try {
      switch (frame.getByte()) {
        case 0:
          return Rule.DEFAULT_DENY;
        case 1:
          return Rule.DEFAULT_ALLOW;
        case BY_POLICIES:
          return Rule.ofPolicies(frame.getUtf8(), frame.getUtf8(), frame.getUtf8());
        default:
          return Rule.matching(AclFrames.get(frame));
      }
    } catch (BufferUnderflowException | IllegalStateException e) {
      throw new NoDecision(Native.BAD_FRAME);
    }
  }

  boolean authorizeByResourceType(
      AuthorizableRequestContext context, Principals.Entry principal, AclOperation operation, ResourceType type) {
    Frame frame = Frame.ofThread();
    try {
      frame.putBytes(principal.subject(context.clientAddress()));
      frame.putByte(Transport.of(context));
      frame.putByte(type.code());
      frame.putByte(operation.code());
      int answer = engine.decideByResourceType(frame);
      if (answer < 0) {
        tally.failed(answer);
      }
      return answer == 1;
    } finally {
      frame.release();
    }
  }
}
