package io.rivulet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.CommandProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay that does not come to its end leaves of the files that it was to write. */
final class ReplayFilesTest {

  private static final String SPEC = "{'learner':'rls','dimension':1}";
  private static final String LINE = "{'x':[1],'y':2}";

  @TempDir private Path folder;

  @Test
  void replay_stateThatCannotBeTaken_leavesTheFilesOfTheLastReplay() throws IOException {
    ReplayRun run = new ReplayRun(folder, "run");
    run.over(SPEC, List.of(LINE, LINE));
    List<String> before = run.lines("weights");
    Path damaged = Files.writeString(folder.resolve("damaged.jsonl"), "{\"model\":\"a\"}\n");
    List<String> names = names();

    assertThat(run.exit(SPEC, List.of(LINE), "--states-in=" + damaged)).isEqualTo(2);

    assertThat(before).hasSize(2);
    assertThat(run.lines("weights")).isEqualTo(before);
    assertThat(names()).isEqualTo(names);
  }

  @Test
  void replay_interrupted_leavesTheFileThatWasThereAndNoDraft() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.json"), SPEC.replace('\'', '"'));
    Path weights = Files.writeString(folder.resolve("weights.jsonl"), "before\n");
    Process replay = replay(spec, weights);
    try (OutputStream in = replay.getOutputStream()) {
      in.write((LINE.replace('\'', '"') + "\n").repeat(5_000).getBytes(StandardCharsets.UTF_8));
      in.flush();
      awaitDraft(replay);

      assertThat(new ProcessBuilder("kill", "-TERM", "" + replay.pid()).start().waitFor()).isZero();

      assertThat(replay.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(replay.exitValue()).isEqualTo(143);
    }
    assertThat(weights).hasContent("before\n");
    assertThat(names()).containsExactly("err", "spec.json", "weights.jsonl");
  }

  private Process replay(Path spec, Path weights) throws IOException {
    return CommandProcess.of(
            List.of(), List.of("replay", "--spec=" + spec, "--samples=-", "--weights=" + weights))
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  /** Until some of it is written. */
  private void awaitDraft(Process replay) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (written() == 0) {
      assertThat(replay.isAlive()).isTrue();
      assertThat(System.nanoTime()).as("a draft in time").isLessThan(deadline);
    }
  }

  /** Bytes in files that are not the test's own. */
  private long written() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.toString().endsWith(".draft"))
          .mapToLong(each -> each.toFile().length())
          .sum();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
