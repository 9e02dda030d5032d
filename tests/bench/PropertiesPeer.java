import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What read_bench does, by the JDK: the best time in seconds, the peak memory in KiB, the number of settings. */
class PropertiesPeer {
  public static void main(String[] arguments) throws Exception {
    double best = Double.MAX_VALUE;
    int settings = 0;
    for (int time = 0; time < Integer.parseInt(arguments[1]); time++) {
      long begin = System.nanoTime();
      Properties properties = new Properties();
      try (InputStream in = new FileInputStream(arguments[0])) {
        properties.load(in);
      }
      best = Math.min(best, (System.nanoTime() - begin) / 1e9);
      settings = properties.size();
    }
    String peak = Files.readAllLines(Path.of("/proc/self/status"))
                      .stream()
                      .filter(line -> line.startsWith("VmHWM:"))
                      .findFirst()
                      .orElseThrow()
                      .replaceAll("[^0-9]", "");
    System.out.println(String.format("%.6f %s %d", best, peak, settings));
  }
}
