import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code Repoint JARS FOLDER FROM TO [CLASS…]}: copies classes, and those nested in them, out of jars into a folder,
 * with the class FROM replaced by TO wherever they name it; without a CLASS, all of them. Only the constant pool
 * changes. Names with slashes. With {@code -Dmoved=OLD:NEW}, two folders of jars, classes of Kafka's that are in OLD
 * and by the same simple name in another package of NEW are replaced, too: tests of one version for the next.
 */
public final class Repoint {
  private static final Pattern DESCRIBED = Pattern.compile("L([A-Za-z0-9_/]+)(?=[;$<])");
  private final Map<String, String> renames;
  private int replaced;

  private Repoint(Map<String, String> renames) {
    this.renames = renames;
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, String> renames = new HashMap<>();
    if (System.getProperty("moved") != null) {
      String[] folders = System.getProperty("moved").split(":");
      renames.putAll(moved(classes(Path.of(folders[0])), classes(Path.of(folders[1]))));
    }
    renames.put(arguments[2], arguments[3]);
    Repoint repoint = new Repoint(renames);
    List<String> wanted = Arrays.asList(arguments).subList(4, arguments.length);
    int classes = 0;
    for (String jar : arguments[0].split(":")) {
      classes += repoint.copy(jar, Path.of(arguments[1]), wanted);
    }
    if (classes == 0 || renames.size() == 1 && repoint.replaced == 0) {
      throw new IOException(arguments[0] + ": " + classes + " classes, none names " + arguments[2]);
    }
  }

  private int copy(String path, Path folder, List<String> wanted) throws IOException {
    int classes = 0;
    try (ZipFile jar = new ZipFile(path)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName().replaceFirst("\\.class$", "");
        if (!name.equals(entry.getName()) && (wanted.isEmpty() || wanted.contains(outermost(name)))) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          Path file = folder.resolve(mapped(name) + ".class");
          Files.createDirectories(file.getParent());
          try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            copy(new DataInputStream(new ByteArrayInputStream(bytes)), out);
          }
          classes++;
        }
      }
    }
    return classes;
  }

  private static String outermost(String name) {
    return name.replaceFirst("\\$.*", "");
  }

  /** Kafka's own classes in a folder of jars. */
  private static Set<String> classes(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "kafka*.jar")) {
      for (Path path : jars) {
        try (ZipFile jar = new ZipFile(path.toFile())) {
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .forEach(name -> names.add(name.substring(0, name.length() - 6)));
        }
      }
    }
    return names;
  }

  /** A Scala object that became a Java class has not moved. */
  private static Map<String, String> moved(Set<String> before, Set<String> after) {
    Map<String, List<String>> fresh = new HashMap<>();
    for (String name : after) {
      if (!before.contains(name)) {
        fresh.computeIfAbsent(name.substring(name.lastIndexOf('/')), simple -> new ArrayList<>()).add(name);
      }
    }
    Map<String, String> moved = new HashMap<>();
    for (String name : before) {
      List<String> candidates = fresh.getOrDefault(name.substring(name.lastIndexOf('/')), List.of());
      if (!after.contains(name) && candidates.size() == 1
          && before.contains(name + "$") == after.contains(candidates.get(0) + "$")) {
        moved.put(name, candidates.get(0));
      }
    }
    return moved;
  }

  private void copy(DataInputStream in, DataOutputStream out) throws IOException {
    out.writeInt(in.readInt()); // magic
    out.writeInt(in.readInt()); // version
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      i += copyConstant(in, out);
    }
    in.transferTo(out);
  }

  /** Returns 1 for a constant that takes two places, else 0. */
  private int copyConstant(DataInputStream in, DataOutputStream out) throws IOException {
    int tag = in.readUnsignedByte();
    out.writeByte(tag);
    switch (tag) {
      case 1: // text
        String text = in.readUTF();
        String mapped = mapped(text);
        replaced += mapped.equals(text) ? 0 : 1;
        out.writeUTF(mapped);
        return 0;
      case 5: // long, double
      case 6:
        out.writeLong(in.readLong());
        return 1;
      case 7: // class, string, method type, module, package
      case 8:
      case 16:
      case 19:
      case 20:
        out.writeShort(in.readUnsignedShort());
        return 0;
      case 15: // method handle
        out.writeByte(in.readByte());
        out.writeShort(in.readUnsignedShort());
        return 0;
      default: // two indices, or four bytes of a number
        out.writeInt(in.readInt());
        return 0;
    }
  }

  /** A class name in any of the forms that the constant pool has for it: name, nested name, descriptor, signature. */
  private String mapped(String text) {
    String dotted = renames.get(text.replace('.', '/'));
    if (dotted != null && text.indexOf('/') < 0) {
      return dotted.replace('/', '.');
    }
    String outer = outermost(text);
    if (renames.containsKey(outer)) {
      return renames.get(outer) + text.substring(outer.length());
    }
    return DESCRIBED.matcher(text).replaceAll(
        match -> Matcher.quoteReplacement("L" + renames.getOrDefault(match.group(1), match.group(1))));
  }
}
