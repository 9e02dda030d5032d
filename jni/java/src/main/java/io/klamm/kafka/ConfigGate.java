package io.klamm.kafka;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * The rules in the library, with what a klamm.toml says of them, for one node. Any thread may ask; they come one after
 * the other, since creations and alterations have one thread of a controller anyway.
 */
final class ConfigGate implements Closeable {
  private static final int ROOM = 64 << 10;
  private static final int MOST_ROOM = 16 << 20;

  private long handle;

  private ConfigGate(long handle) {
    this.handle = handle;
  }

  /**
   * The library must be loaded.
   *
   * @throws ConfigException with file, line and reason, if the klamm.toml, its rules or the baseline cannot be
   *     understood
   */
  static ConfigGate open(Map<String, ?> configs, Settings settings, KafkaVersion kafka) {
    String config = settings.string(Settings.CONFIG);
    List<String> folders = config == null ? new ArrayList<>() : folders(config);
    Frame frame = Frame.ofThread();
    try {
      ConfigFiles.putFile(frame, Settings.CONFIG, config);
      ConfigFiles.putPacks(frame, folders);
      ConfigFiles.putFile(frame, Settings.GATE_BASELINE, settings.string(Settings.GATE_BASELINE));
      frame.putBlock(ConfigFiles.utf8(kafka.line()));
      frame.putByte(ConfigFinding.severity(settings.string(Settings.GATE_FAIL_ON)));
      frame.putByte(ConfigFinding.severity(settings.string(Settings.POLICY_FAIL_ON)));
      putSettings(frame, configs);
      frame.reserve(ROOM);
      long handle = Native.openGate(frame.address(), frame.length(), frame.capacity());
      if (handle == 0) {
        throw new ConfigException(Settings.CONFIG + ": " + frame.getUtf8());
      }
      return new ConfigGate(handle);
    } finally {
      frame.release();
    }
  }

  private static List<String> folders(String config) {
    Frame frame = Frame.ofThread();
    try {
      frame.putBlock(ConfigFiles.utf8(config));
      frame.putBlock(ConfigFiles.content(Settings.CONFIG, Path.of(config)));
      frame.reserve(ROOM);
      return texts(Native.gateFolders(frame.address(), frame.length(), frame.capacity()), frame);
    } finally {
      frame.release();
    }
  }

  private static List<String> texts(int count, Frame frame) {
    if (count == Native.REFUSED) {
      throw new ConfigException(Settings.CONFIG + ": " + frame.getUtf8());
    }
    if (count < 0) {
      throw new KafkaException("the library answered " + count);
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(frame.getUtf8());
    }
    return texts;
  }

  /** What a node was started with, without our own keys and without the other name of its id, which Kafka adds. */
  private static void putSettings(Frame frame, Map<String, ?> configs) {
    int at = frame.length();
    frame.putInt(0);
    int count = 0;
    for (Map.Entry<String, ?> setting : new TreeMap<String, Object>(configs).entrySet()) {
      String key = setting.getKey();
      boolean added = key.equals("broker.id") && configs.get("node.id") != null;
      if (setting.getValue() == null || added || key.startsWith(Settings.PREFIX)) {
        continue;
      }
      frame.putBlock(ConfigFiles.utf8(setting.getKey()));
      frame.putBlock(ConfigFiles.utf8(setting.getValue().toString()));
      count++;
    }
    frame.putInt(at, count);
  }

  /** What a request changes: a value that is null is taken away. */
  static void putChanges(Frame frame, Map<String, String> changes) {
    frame.putInt(changes.size());
    changes.forEach((key, value) -> {
      frame.putBlock(ConfigFiles.utf8(key));
      frame.putByte(value == null ? 0 : 1);
      frame.putBlock(ConfigFiles.utf8(value == null ? "" : value));
    });
  }

  /** The ids of the rules that judge what the frame says. */
  synchronized List<String> rules(Frame frame) {
    try {
      frame.reserve(ROOM);
      return texts(Native.gateRules(open(), frame.address(), frame.length(), frame.capacity()), frame);
    } finally {
      frame.release();
    }
  }

  /**
   * What the rules say of what is in the frame, the worst first.
   *
   * @throws KafkaException if it could not be judged
   */
  synchronized List<ConfigFinding> judge(Frame frame) {
    try {
      for (int room = ROOM; room <= MOST_ROOM; room *= 4) {
        frame.reserve(room);
        int count = Native.judge(open(), frame.address(), frame.length(), frame.capacity());
        if (count == Native.TOO_SMALL) {
          continue;
        }
        if (count == Native.REFUSED) {
          throw new KafkaException(frame.getUtf8());
        }
        if (count < 0) {
          throw new KafkaException("the library answered " + count);
        }
        List<ConfigFinding> findings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          findings.add(new ConfigFinding(frame));
        }
        return findings;
      }
      throw new KafkaException("too many findings");
    } finally {
      frame.release();
    }
  }

  private long open() {
    if (handle == 0) {
      throw new KafkaException("closed");
    }
    return handle;
  }

  @Override
  public synchronized void close() {
    long ended = handle;
    handle = 0;
    if (ended != 0) {
      Native.closeGate(ended);
    }
  }
}
