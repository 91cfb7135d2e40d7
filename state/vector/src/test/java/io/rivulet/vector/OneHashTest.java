package io.rivulet.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.ColumnPanels;
import io.rivulet.kernel.UdFactor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the Vector API and without it, compiled and interpreted, passes give the same bits. */
class OneHashTest {

  private static final int LARGEST = 70;
  private static final int UPDATES = 100_000;
  private static final String[] WITH_VECTORS = {"--add-modules", "jdk.incubator.vector"};

  @Test
  void absorb_onEveryPath_givesOneHash(@TempDir Path directory) throws Exception {
    List<Path> outputs = new ArrayList<>();
    List<Process> runs = new ArrayList<>();
    for (String[] options :
        new String[][] {{}, {"-XX:TieredStopAtLevel=1"}, {"-Xint"}, interpretedVectors()}) {
      outputs.add(directory.resolve("run-" + outputs.size()));
      runs.add(start(options, outputs.get(outputs.size() - 1)));
    }
    String here = hash(UPDATES);
    String few = hash(UPDATES / 100);

    for (Process run : runs) {
      assertThat(run.waitFor(300, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(lines(outputs.get(0))).containsExactly("PlainPanels", few, here);
    assertThat(lines(outputs.get(1))).containsExactly("PlainPanels", few, here);
    assertThat(lines(outputs.get(2))).containsExactly("PlainPanels", few);
    assertThat(lines(outputs.get(3))).contains(few);
  }

  @Test
  void fastest_whereTheModuleIsOn_isTheProviderThatSuits() {
    boolean vectors = new VectorPanels().suits();

    ColumnPanels fastest = ColumnPanels.fastest();

    assertThat(fastest)
        .isInstanceOf(vectors ? VectorPanels.class : ColumnPanels.plain().getClass());
  }

  private static String[] interpretedVectors() {
    String[] options = Arrays.copyOf(WITH_VECTORS, WITH_VECTORS.length + 1);
    options[WITH_VECTORS.length] = "-Xint";
    return options;
  }

  /** Prints the loops that were chosen, and the hash of some and, if compiled, of all updates. */
  public static void main(String[] arguments) throws Exception {
    StringBuilder lines = new StringBuilder();
    lines.append(ColumnPanels.fastest().getClass().getSimpleName()).append('\n');
    lines.append(hash(UPDATES / 100)).append('\n');
    if (!System.getProperty("java.vm.info").startsWith("interpreted")) {
      lines.append(hash(UPDATES)).append('\n');
    }
    System.out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static List<String> lines(Path output) throws Exception {
    return Files.readAllLines(output);
  }

  private static Process start(String[] options, Path output) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), OneHashTest.class.getName()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(output.toFile())
        .start();
  }

  /** SHA-256 over the factors of every size after their share of the updates. */
  private static String hash(int updates) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    SplittableRandom random = new SplittableRandom(3);
    for (int p = 1; p <= LARGEST; p++) {
      digest.update(learned(random, p, updates / LARGEST));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] learned(SplittableRandom random, int p, int updates) {
    double[] x = new double[p];
    double[] b = new double[p];
    Arrays.fill(x, 1);
    UdFactor factor = UdFactor.diagonal(x);
    byte[] bytes = new byte[(int) UdFactor.bytes(p) + 8 * p];
    for (int n = 0; n < updates; n++) {
      double scale = random.nextInt(20) == 0 ? 1e6 : 1;
      for (int i = 0; i < p; i++) {
        x[i] = random.nextInt(5) == 0 ? 0 : scale * random.nextGaussian();
      }
      factor.absorb(x, 0.99, b);
      if (n % 2 == 0) {
        Arrays.fill(x, 1);
        factor.inflate(0.99, 1e12, x, x);
      }
    }
    StateOutput into = StateOutput.into(bytes);
    factor.write(into);
    into.putDoubles(b);
    return bytes;
  }
}
