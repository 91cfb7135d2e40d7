package io.rivulet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void bench_unknownName_isRefusedWithTheKnownOnes() {
    assertThat(bench("kernel")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString()).contains("'kernel'").contains("kernels, pipeline, growth");
  }

  @Test
  void bench_withoutName_isRefused() {
    assertThat(bench("--quick")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString()).contains("Missing required parameter: 'NAME'");
  }

  @Test
  void bench_sizesOutOfRange_areRefused() {
    assertThat(bench("pipeline", "--rounds", "0")).isEqualTo(Exit.REFUSED);
    assertThat(bench("pipeline", "--rounds", "101")).isEqualTo(Exit.REFUSED);
    assertThat(bench("pipeline", "--samples", "9999")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString().lines())
        .containsExactly(
            "rivulet: --rounds must be in 1 to 100, got 0",
            "rivulet: --rounds must be in 1 to 100, got 101",
            "rivulet: --samples must be in 10000 to 2147483647, got 9999");
    assertThat(out.toString()).isEmpty();
  }

  private int bench(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "bench";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
