package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interpreted, compiled by C1 and compiled by C2, the same updates give the same bits. */
class DeterminismTest {

  private static final int UPDATES = 1_000;

  private static final String[] SPECS = {
    "'learner':'rls','forgetting':0.99",
    "'learner':'rls','forgetting':0.9,'forgettingMode':'directional'",
    "'learner':'orfit','memory':3,'memoryDecay':0.99,'noise':0.1",
    "'learner':'orfit','memory':3,'model':{'kind':'mlp','hidden':[4]}",
    "'learner':'ekf','noise':0.1,'processNoise':0.001",
    "'learner':'lofi-diagonal','memory':2,'noise':0.1",
    "'learner':'ogd','rate':0.05,'steps':2",
    "'learner':'online-net','hidden':9",
    "'learner':'online-net','hidden':9,'mode':'observe'",
    "'learner':'online-net','hidden':24,'mode':'inverse'",
    "'learner':'ledger','ridge':0.1",
    "'learner':'ledger','ridge':0.1,'form':'square-root'",
    "'learner':'ledger','ridge':0.1,'decay':0.9",
    "'learner':'ledger','ridge':0.1,'decay':0.9,'form':'square-root'"
  };

  private static final String[] CLASSIFIERS = {
    "'learner':'laplace','window':50", "'learner':'distillation','window':50,'reservoir':20"
  };

  @Test
  void learn_interpretedAndCompiled_givesOneHash(@TempDir Path directory) throws Exception {
    List<Process> runs = new ArrayList<>();
    for (String mode : new String[] {"-Xint", "-XX:TieredStopAtLevel=1"}) {
      runs.add(start(mode, directory.resolve("run-" + runs.size())));
    }

    List<String> hashes = new ArrayList<>();
    String here = hash();
    for (Process run : runs) {
      assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
      hashes.add(Files.readString(directory.resolve("run-" + hashes.size())).strip());
    }

    assertThat(hashes.get(0)).hasSize(64);
    assertThat(hashes).containsOnly(here);
  }

  /** Prints the hash of all updates; started in a process of its own. */
  public static void main(String[] arguments) throws Exception {
    System.out.write((hash() + "\n").getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static Process start(String mode, Path output) throws Exception {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            mode,
            "-cp",
            System.getProperty("java.class.path"),
            DeterminismTest.class.getName());
    return child.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** SHA-256 over the weights after every update and the state at the end. */
  private static String hash() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Draw draw = new Draw(5);
    for (String spec : SPECS) {
      Trial<?> trial = trial(spec, "outputs");
      for (int i = 0; i < UPDATES; i++) {
        trial.learn(draw.normal(12), draw.normal(2));
        digest.update(bytes(trial.weights(0)));
      }
      digest.update(trial.bytes());
    }
    flow(draw, digest);
    for (String spec : CLASSIFIERS) {
      Trial<?> trial = trial(spec, "classes");
      for (int i = 0; i < UPDATES; i++) {
        trial.learnClass(draw.normal(12), draw.between(0, 1));
        digest.update(bytes(trial.weights(0)));
      }
      digest.update(trial.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void flow(Draw draw, MessageDigest digest) throws Exception {
    Trial<?> flow =
        Trial.matrixFlow(Fields.of("dimension", 5).with("time", 2).with("initialScale", 0.1));
    for (int i = 0; i < UPDATES; i++) {
      double[][] x = draw.normal(1, 5);
      flow.learn(new Example(Op.LEARN, x, null, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false));
    }
    digest.update(bytes(flow.weights(0)));
    digest.update(flow.bytes());
  }

  private static Trial<?> trial(String spec, String outputs) {
    String learner = spec.replaceAll("'learner':'([a-z-]+)'.*", "$1");
    return Trial.of(learner, Fields.read(spec).with("dimension", 12).with(outputs, 2));
  }

  private static byte[] bytes(double[] weights) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * weights.length);
    bytes.asDoubleBuffer().put(weights);
    return bytes.array();
  }
}
