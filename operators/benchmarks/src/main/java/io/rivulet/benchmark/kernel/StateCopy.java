package io.rivulet.benchmark.kernel;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.RlsState;
import io.rivulet.state.StateFrame;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What it takes to serialise the state of {@code rls} beside a copy of as many bytes: into bytes
 * that are there, and into fresh ones with frame and checksum.
 */
final class StateCopy implements Bench {

  private final int p;

  StateCopy(int p) {
    this.p = p;
  }

  @Override
  public String name() {
    return "serialise-" + p;
  }

  @Override
  public void run(Consumer<BenchRow> rows) throws Exception {
    double[] prior = new double[p];
    Arrays.fill(prior, 1);
    RlsState state = RlsState.initial(new double[1][p], prior);
    byte[] bytes = new byte[(int) RlsState.bytes(p, 1)];
    byte[] copy = new byte[bytes.length];
    Rounds rounds =
        Rounds.of(
            times -> copy(bytes, copy, times),
            times -> write(state, bytes, times),
            times -> frame(state, times));
    row(rows, name() + "/arraycopy", rounds, 1);
    row(rows, "frame-" + p + "/arraycopy", rounds, 2);
  }

  private static void copy(byte[] from, byte[] into, int times) {
    for (int n = 0; n < times; n++) {
      System.arraycopy(from, 0, into, 0, into.length);
    }
  }

  private static void write(RlsState state, byte[] bytes, int times) {
    for (int n = 0; n < times; n++) {
      RlsState.FORMAT.write(state, StateOutput.into(bytes));
    }
  }

  private static void frame(RlsState state, int times) {
    for (int n = 0; n < times; n++) {
      if (StateFrame.write(RlsState.FORMAT, state).length == 0) {
        throw new IllegalStateException("a state has no bytes");
      }
    }
  }

  private static void row(Consumer<BenchRow> rows, String name, Rounds rounds, int k) {
    rows.accept(new BenchRow(name, rounds.microseconds(k), "us", rounds.ratio(0, k), "arraycopy"));
  }
}
