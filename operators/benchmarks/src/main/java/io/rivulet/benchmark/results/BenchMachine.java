package io.rivulet.benchmark.results;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param cpu the model of the processor, as the system names it
 * @param cores that this JVM may use
 */
public record BenchMachine(String cpu, int cores, long memoryMiB, String system, String java) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  public static BenchMachine ofThisJvm() {
    return new BenchMachine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        memory() >> 20,
        System.getProperty("os.name"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
  }

  private static long memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize();
  }

  private static String processor() {
    if (!Files.isReadable(CPUINFO)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
