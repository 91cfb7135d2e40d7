package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import io.rivulet.state.LedgerState;
import io.rivulet.state.MatrixFlowState;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import io.rivulet.state.RootLedgerState;
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

  private static final int UPDATES = 10_000;

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
    Trial<RlsState> rls = Trial.rls("'dimension':12,'forgetting':0.99");
    Trial<RlsState> directional =
        Trial.rls("'dimension':5,'forgetting':0.9,'forgettingMode':'directional'");
    Trial<OrfitState> orfit =
        Trial.orfit("'dimension':12,'memory':3,'memoryDecay':0.99,'noise':0.1,'outputs':2");
    Trial<LedgerState> ledger = Trial.ledger("'dimension':5,'ridge':0.1,'outputs':2");
    Trial<RootLedgerState> root = Trial.rootLedger("'dimension':5,'ridge':0.1");
    Trial<MatrixFlowState> flow = Trial.matrixFlow("'dimension':5,'time':2,'initialScale':0.1");
    for (int i = 0; i < UPDATES; i++) {
      double[] x = draw.normal(12);
      rls.learn(x, draw.uniform(-1, 1));
      orfit.learn(x, draw.normal(2));
      directional.learn(draw.normal(5), draw.uniform(-1, 1));
      ledger.learn(draw.normal(5), draw.normal(2));
      root.learn(draw.normal(5), draw.uniform(-1, 1));
      flow.learn(
          new Example(
              Op.LEARN, draw.normal(1, 5), null, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false));
      if (i % 500 == 0) {
        digest.update(bytes(flow.weights(0)));
      }
      for (Trial<?> trial : List.of(rls, directional, orfit, ledger, root)) {
        digest.update(bytes(trial.weights(0)));
      }
    }
    digest.update(rls.bytes());
    digest.update(directional.bytes());
    digest.update(ledger.bytes());
    return HexFormat.of().formatHex(digest.digest(orfit.bytes()));
  }

  private static byte[] bytes(double[] weights) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * weights.length);
    bytes.asDoubleBuffer().put(weights);
    return bytes.array();
  }
}
