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

/**
 * With the Vector API and without it, interpreted, compiled by C1 and compiled by C2, the same
 * updates give the same bits.
 */
class DeterminismTest {

  /** Of each spec; more than 10⁵ in all. */
  private static final int UPDATES = 4_200;

  private static final int FEW = 100;
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private static final String[] SPECS = {
    "'learner':'rls','forgetting':0.99",
    "'learner':'rls','forgetting':0.99,'dimension':37",
    "'learner':'rls','forgetting':0.9,'forgettingMode':'directional'",
    "'learner':'sgd','rate':0.01",
    "'learner':'one-step-sgd'",
    "'learner':'greedy'",
    "'learner':'orfit','memory':3,'memoryDecay':0.99,'noise':0.1",
    "'learner':'orfit','memory':3,'summary':'fd'",
    "'learner':'orfit','memory':3,'noise':'auto'",
    "'learner':'orfit','memory':8,'noise':'auto','dimension':29",
    "'learner':'orfit','memory':3,'model':{'kind':'mlp','hidden':[4]}",
    "'learner':'ekf','noise':0.1,'processNoise':0.001",
    "'learner':'ekf','noise':0.1,'dimension':29",
    "'learner':'lofi-diagonal','memory':2,'noise':0.1",
    "'learner':'lofi-diagonal','memory':8,'noise':0.1,'dimension':51",
    "'learner':'ogd','rate':0.05,'steps':2",
    "'learner':'online-net','hidden':9",
    "'learner':'online-net','hidden':27",
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
  void learn_onEveryPath_givesOneHash(@TempDir Path directory) throws Exception {
    List<Path> all = new ArrayList<>();
    for (String[] compiled :
        new String[][] {{VECTORS}, {"-XX:-TieredCompilation"}, {"-XX:TieredStopAtLevel=1"}}) {
      all.add(directory.resolve("all-" + all.size()));
      start(compiled, UPDATES, all.get(all.size() - 1));
    }
    List<Path> few = new ArrayList<>();
    for (String[] interpreted : new String[][] {{"-Xint"}, {"-Xint", VECTORS}}) {
      few.add(directory.resolve("few-" + few.size()));
      start(interpreted, FEW, few.get(few.size() - 1));
    }

    assertHashes(few, hash(FEW));
    assertHashes(all, hash(UPDATES));
  }

  private final List<Process> runs = new ArrayList<>();

  /** One hash is the last line of each output: a JVM may warn before. */
  private void assertHashes(List<Path> outputs, String expected) throws Exception {
    for (Process run : runs) {
      assertThat(run.waitFor(300, TimeUnit.SECONDS)).isTrue();
    }
    for (Path output : outputs) {
      assertThat(Files.readAllLines(output)).last().isEqualTo(expected);
    }
  }

  /** Prints the hash of so many updates of each spec; started in a process of its own. */
  public static void main(String[] arguments) throws Exception {
    String hash = hash(Integer.parseInt(arguments[0]));
    System.out.write((hash + "\n").getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private void start(String[] mode, int updates, Path output) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(mode));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            DeterminismTest.class.getName(),
            String.valueOf(updates)));
    runs.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start());
  }

  /** SHA-256 over the weights after every update and the state at the end. */
  private static String hash(int updates) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Draw draw = new Draw(5);
    for (String spec : SPECS) {
      Trial<?> trial = trial(spec, "outputs");
      for (int i = 0; i < updates; i++) {
        trial.learn(draw.normal(inputs(spec)), draw.normal(2));
        digest.update(bytes(trial.weights(0)));
      }
      digest.update(trial.bytes());
    }
    flow(updates, draw, digest);
    for (String spec : CLASSIFIERS) {
      Trial<?> trial = trial(spec, "classes");
      for (int i = 0; i < updates; i++) {
        trial.learnClass(draw.normal(12), draw.between(0, 1));
        digest.update(bytes(trial.weights(0)));
      }
      digest.update(trial.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void flow(int updates, Draw draw, MessageDigest digest) throws Exception {
    Trial<?> flow =
        Trial.matrixFlow(Fields.of("dimension", 5).with("time", 2).with("initialScale", 0.1));
    for (int i = 0; i < updates; i++) {
      double[][] x = draw.normal(1, 5);
      flow.learn(new Example(Op.LEARN, x, null, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false));
    }
    digest.update(bytes(flow.weights(0)));
    digest.update(flow.bytes());
  }

  private static Trial<?> trial(String spec, String outputs) {
    String learner = spec.replaceAll("'learner':'([a-z-]+)'.*", "$1");
    return Trial.of(learner, Fields.read(spec).with("dimension", inputs(spec)).with(outputs, 2));
  }

  /** The dimension, which is 12 where a spec does not say it. */
  private static int inputs(String spec) {
    return Integer.parseInt((spec + ",'dimension':12").replaceAll(".*?'dimension':(\\d+).*", "$1"));
  }

  private static byte[] bytes(double[] weights) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * weights.length);
    bytes.asDoubleBuffer().put(weights);
    return bytes.array();
  }
}
