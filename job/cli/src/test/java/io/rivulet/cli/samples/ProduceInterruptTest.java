package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A {@code produce} in a process of its own, ended by a signal. */
final class ProduceInterruptTest extends ProducingTest {

  @Test
  void interrupt_whileInputIsAwaited_saysHowManyAreAcknowledged() throws Exception {
    createTopics(2);
    Process produce = produceFromStandardInput();
    try (OutputStream in = produce.getOutputStream()) {
      in.write(bytes("{\"model\":\"a\"}\n\n{\"model\":\"b\"}\n{\"model\":\"c\"}\n"));
      in.flush();
      awaitSamples(3);

      String signal = ignoresInterrupt() ? "TERM" : "INT";
      new ProcessBuilder("kill", "-" + signal, "" + produce.pid()).start().waitFor();

      assertThat(produce.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(produce.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
    }
    assertThat(Files.readString(dir.resolve("err")))
        .contains(
            "interrupted; "
                + prefix()
                + "samples: 3 samples acknowledged, all of them up to line 4; go on with --skip 4");
  }

  private Process produceFromStandardInput() throws IOException {
    return CommandProcess.of(
            List.of(),
            List.of(
                "produce",
                "--file",
                "-",
                "--bootstrap-servers",
                bootstrapServers(),
                "--prefix",
                prefix()))
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private void awaitSamples(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (samples().size() < count) {
      assertThat(System.nanoTime()).as("samples in time").isLessThan(deadline);
    }
  }

  /** A shell starts what it puts in the background deaf to Ctrl-C, and its children inherit it. */
  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (var lines = Files.lines(status)) {
      String ignored = lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
      return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 2) != 0;
    }
  }
}
