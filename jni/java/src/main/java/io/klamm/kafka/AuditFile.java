package io.klamm.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code klamm.audit.file}: a thread that writes what the {@link AuditQueue} holds. The authorizers of one JVM that name
 * one file share it. While the file cannot be written the queue fills, and says afterwards what it lost.
 */
final class AuditFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
  private static final Map<Path, AuditFile> OPEN = new HashMap<>();
  private static final int CAPACITY = 16384;
  private static final int FOR_DENIALS = 4096;
  private static final int KEYS = 1024;
  private static final long LOOK_NANOS = 50_000_000;
  private static final long RETRY_NANOS = 1_000_000_000;
  private static final long CLOSE_MILLIS = 2000;

  private final Path path;
  private final RotatingFile file;
  final AuditQueue queue;
  private final Thread worker = new Thread(this::work, "klamm-audit");
  private int users = 1;
  private volatile boolean closed;

  /** @throws ConfigException if the file cannot be written; the broker then does not start */
  static AuditFile open(Settings settings) {
    Path path = Path.of(settings.string(Settings.AUDIT_FILE)).toAbsolutePath();
    synchronized (OPEN) {
      AuditFile shared = OPEN.get(path);
      if (shared != null) {
        shared.users++;
        return shared;
      }
      try {
        RotatingFile file = new RotatingFile(
            path, settings.number(Settings.AUDIT_FILE_BYTES), settings.integer(Settings.AUDIT_FILE_KEPT));
        AuditFile opened = new AuditFile(path, file, new AuditQueue(CAPACITY, FOR_DENIALS, KEYS));
        OPEN.put(path, opened);
        opened.worker.start();
        return opened;
      } catch (IOException e) {
        throw new ConfigException(Settings.AUDIT_FILE + ": `" + path + "` cannot be written: " + e);
      }
    }
  }

  private AuditFile(Path path, RotatingFile file, AuditQueue queue) {
    this.path = path;
    this.file = file;
    this.queue = queue;
    worker.setDaemon(true);
  }

  /** Any thread; never waits. */
  void offer(AuditRecord record) {
    if (queue.offer(record)) {
      LockSupport.unpark(worker);
    }
  }

  private void work() {
    boolean last = false;
    while (!last) {
      last = closed; // looked at before the queue, so that nothing offered before close() stays behind
      List<String> lines = queue.take();
      while (!lines.isEmpty()) {
        if (!write(lines)) {
          return;
        }
        lines = queue.take();
      }
      if (!last) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  /** Tries until all is written; false: closed before. */
  private boolean write(List<String> lines) {
    int failures = 0;
    for (int i = 0; i < lines.size();) {
      try {
        file.append(lines.get(i));
        i++;
      } catch (IOException | RuntimeException e) {
        if (failures++ % 60 == 0) {
          LOG.error("{} cannot be written; decisions wait, and some will be lost.", path, e);
        }
        if (closed) {
          LOG.error("{} lines for {} are lost.", lines.size() - i, path);
          return false;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
    return true;
  }

  /** Writes what waits, for two seconds at most, when the last of its users closes it. */
  @Override
  public void close() {
    synchronized (OPEN) {
      if (--users > 0) {
        return;
      }
      OPEN.remove(path);
    }
    closed = true;
    LockSupport.unpark(worker);
    try {
      worker.join(CLOSE_MILLIS);
      if (!worker.isAlive()) {
        file.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("{} cannot be closed.", path, e);
    }
  }
}
