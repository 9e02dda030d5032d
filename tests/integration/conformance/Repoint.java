import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code java Repoint.java JAR FOLDER FROM TO CLASS…}: copies classes, and those nested in them, out of a jar into a
 * folder, with the class FROM replaced by TO wherever they name it. Only the constant pool changes. Names with slashes.
 */
public final class Repoint {
  private final String from;
  private final String to;
  private int replaced;

  private Repoint(String from, String to) {
    this.from = from;
    this.to = to;
  }

  public static void main(String[] arguments) throws IOException {
    Repoint repoint = new Repoint(arguments[2], arguments[3]);
    List<String> wanted = Arrays.asList(arguments).subList(4, arguments.length);
    int classes = 0;
    try (ZipFile jar = new ZipFile(arguments[0])) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName().replaceFirst("\\.class$", "");
        if (wanted.contains(name.replaceFirst("\\$.*", "")) && !name.equals(entry.getName())) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          Path file = Path.of(arguments[1], repoint.mapped(name) + ".class");
          Files.createDirectories(file.getParent());
          try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            repoint.copy(new DataInputStream(new ByteArrayInputStream(bytes)), out);
          }
          classes++;
        }
      }
    }
    if (repoint.replaced == 0) {
      throw new IOException(arguments[0] + ": " + classes + " classes, none names " + arguments[2]);
    }
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
    if (text.equals(from.replace('/', '.'))) {
      return to.replace('/', '.');
    }
    if (text.equals(from) || text.startsWith(from + "$")) {
      return to + text.substring(from.length());
    }
    return text.replaceAll("L" + from + "([;$<])", "L" + to + "$1");
  }
}
