package io.klamm.kafka;

import java.util.ArrayDeque;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ACLs from Kafka's metadata log to the library, and never leaves a wrong set in force: a load that fails
 * makes the node {@link #current() not current} until one succeeds (Kafka calls {@code completeInitialLoad} in spite of
 * it), and an update that fails is kept and tried again, with all that came after it, until it is applied.
 */
final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final long RETRY_MILLIS = 1000;

  private final Engine engine;
  private final Unparsable unparsable;
  private final Comparison comparison;
  private final ArrayDeque<Update> pending = new ArrayDeque<>();
  private boolean loadFailed;
  private boolean closed;
  private Thread retrying;
  private volatile boolean current = true;
  private volatile long version;

  /** An ACL to add, or with none the id of one to remove. */
  private static final class Update {
    private final Uuid id;
    private final StandardAcl acl;

    private Update(Uuid id, StandardAcl acl) {
      this.id = id;
      this.acl = acl;
    }
  }

  /** @param comparison gets what the library got; may be null */
  Feed(Engine engine, Unparsable unparsable, Comparison comparison) {
    this.engine = engine;
    this.unparsable = unparsable;
    this.comparison = comparison;
  }

  /** Whether the library decides upon what was fed. False: only super users may pass. */
  boolean current() {
    return current;
  }

  /** Goes up before and after every change, so it is odd while one is under way. */
  long version() {
    return version;
  }

  synchronized int pendingUpdates() {
    return pending.size();
  }

  synchronized void load(Map<Uuid, StandardAcl> acls) {
    version++;
    pending.clear();
    try {
      loadAll(acls);
    } catch (RuntimeException | Error e) {
      loadFailed = true;
      current = false;
      LOG.error("The load of {} ACLs failed; until one succeeds only super users are let in.", acls.size(), e);
      throw e;
    }
    if (comparison != null) {
      comparison.load(acls);
    }
    loadFailed = false;
    current = true;
    version++;
    unparsable.look();
    LOG.info("Loaded {} ACLs.", acls.size());
  }

  private void loadAll(Map<Uuid, StandardAcl> acls) {
    long load = engine.beginLoad(acls.size());
    if (load == 0) {
      throw new KafkaException("the library has no memory for a load");
    }
    boolean complete = false;
    Frame frame = Frame.ofThread();
    try {
      for (Map.Entry<Uuid, StandardAcl> entry : acls.entrySet()) {
        AclFrames.put(frame, entry.getKey(), entry.getValue());
        if (frame.length() > Frame.RETAINED / 2) {
          loadPiece(load, frame);
        }
      }
      loadPiece(load, frame);
      complete = true;
    } finally {
      frame.release();
      if (!complete) {
        engine.endLoad(load, false);
      }
    }
    int answer = engine.endLoad(load, true);
    if (answer != 0) {
      throw new KafkaException("the library did not put the ACLs in force (" + answer + ")");
    }
  }

  private void loadPiece(long load, Frame frame) {
    int answer = engine.load(load, frame);
    if (answer < 0) {
      throw new KafkaException("the library refused a part of the ACLs (" + answer + ")");
    }
    frame.clear();
  }

  /** @throws RuntimeException as the reference, if the id or the ACL is there already */
  void add(Uuid id, StandardAcl acl) {
    apply(new Update(id, acl));
  }

  /** @throws RuntimeException as the reference, if the id is unknown */
  void remove(Uuid id) {
    apply(new Update(id, null));
  }

  private synchronized void apply(Update update) {
    if (!pending.isEmpty()) {
      pending.add(update);
      applyPending();
      return;
    }
    int answer = put(update);
    if (answer < 0) {
      pending.add(update);
      fallBehind(answer);
    } else if (answer > 0) {
      throw new KafkaException(refusal(answer, update));
    }
    unparsable.look();
  }

  private int put(Update update) {
    version++;
    try {
      int answer = update.acl == null
          ? engine.remove(update.id.getMostSignificantBits(), update.id.getLeastSignificantBits())
          : putAcl(update);
      if (answer == 0 && comparison != null) {
        comparison.change(update.id, update.acl);
      }
      return answer;
    } catch (RuntimeException | Error e) {
      LOG.error("A change of the ACLs did not reach the library.", e);
      return Native.FAILED;
    } finally {
      version++;
    }
  }

  private int putAcl(Update update) {
    Frame frame = Frame.ofThread();
    try {
      AclFrames.put(frame, update.id, update.acl);
      return engine.add(frame);
    } finally {
      frame.release();
    }
  }

  private static String refusal(int answer, Update update) {
    switch (answer) {
      case Native.KNOWN_ID:
        return "an ACL with the id " + update.id + " exists already";
      case Native.KNOWN_ACL:
        return "the ACL " + update.acl + " exists already under another id";
      default:
        return "no ACL has the id " + update.id;
    }
  }

  private void fallBehind(int answer) {
    current = false;
    LOG.error(
        "The library did not apply a change of the ACLs ({}); until it does only super users are let in.", answer);
    if (retrying == null && !closed) {
      retrying = new Thread(this::retry, "klamm-feed-retry");
      retrying.setDaemon(true);
      retrying.start();
    }
  }

  private synchronized void retry() {
    try {
      while (!closed && !pending.isEmpty()) {
        wait(RETRY_MILLIS);
        applyPending();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      retrying = null;
    }
  }

  /** What the reference refuses is logged here: the caller that it belongs to is gone. */
  private void applyPending() {
    while (!closed && !pending.isEmpty()) {
      int answer = put(pending.peek());
      if (answer < 0) {
        return;
      }
      Update applied = pending.remove();
      if (answer > 0) {
        LOG.error("addAcl or removeAcl: {}", refusal(answer, applied));
      }
    }
    current = !loadFailed;
    unparsable.look();
    LOG.info("All changes of the ACLs are applied.");
  }

  synchronized void close() {
    closed = true;
    pending.clear();
    notifyAll();
  }
}
