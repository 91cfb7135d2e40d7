package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogsCommandTest {

  private static final String JOB = "f7329134a85776ca32cf39661070d4a8";
  private static final String OTHER = "18f0948cf610172fa835e2d666049eeb";

  private static final String TEXT =
      """
      2026-11-26 19:24:38,696 INFO  o.a.f.c.GlobalConfiguration - Loading configuration
      2026-11-26 19:24:40,349 WARN  [%1$s] o.a.f.r.t.Task - learn (1/2) FAILED
      java.lang.IllegalStateException: first
      \tat a.B.c(B.java:1)
      2026-11-26 19:24:41,000 ERROR [%2$s] o.a.f.r.t.Task - learn (2/2) FAILED
      Caused by: java.io.IOException: second
      2026-11-26 19:24:42,000 INFO  o.a.f.r.j.JobMaster - Stopping the JobMaster for job %1$s
      """
          .formatted(JOB, OTHER);

  private static final String JSON =
      """
      {"time":"2026-11-26T19:24:38.696Z","level":"INFO","logger":"a.B","thread":"t","message":"m"}
      {"time":"2026-11-26T19:24:39.000Z","level":"WARN","logger":"a.B","thread":"t","job":"%s",\
      "message":"m","exception":"first\\n\\tat"}
      """
          .formatted(JOB);

  @TempDir private Path platform;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(platform.resolve("logs"));
  }

  @Test
  void logs_level_showsSevereEntriesWithTheirStackTraces() throws IOException {
    write("jobmanager.log", TEXT);

    assertThat(logs("jobmanager", "--level", "warn"))
        .isEqualTo(lines(TEXT, 1, 6))
        .contains("\tat a.B.c(B.java:1)")
        .contains("Caused by");
    assertThat(logs("jobmanager", "--level", "ERROR")).isEqualTo(lines(TEXT, 4, 6));
  }

  @Test
  void logs_job_showsItsEntriesAndThoseThatNameIt() throws IOException {
    write("jobmanager.log", TEXT);

    assertThat(logs("jobmanager", "--job", JOB)).isEqualTo(lines(TEXT, 1, 4) + lines(TEXT, 6, 7));
    assertThat(logs("jobmanager", "--job", OTHER.substring(0, 8))).isEqualTo(lines(TEXT, 4, 6));
    assertThat(logs("jobmanager", "--job", JOB, "--level", "ERROR")).isEmpty();
  }

  @Test
  void logs_jobThatNothingKnows_failsWithThoseThatAreKnown() throws Exception {
    write("jobmanager.log", TEXT);
    StringWriter err = new StringWriter();

    int exitCode = command(new StringWriter(), err).execute(arguments("--job", "nosuch"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "rivulet: no log names a job 'nosuch', and the platform knows none of this id or name;"
                + " known: none\n");
  }

  @Test
  void logs_jobOfWhichNoLogTells_isKnownByThePlatform() throws Exception {
    write("jobmanager.log", lines(TEXT, 0, 1));
    try (var known = new StandInPlatform(platform).withJob(JOB)) {
      assertThat(logs("--job", JOB)).isEmpty();
      assertThat(logs("--job", JOB.substring(0, 5))).isEmpty();
      assertThat(logs("--job", "rivulet")).isEmpty();

      assertThat(known.run("logs", "--job", "nosuch")).isEqualTo(1);
      assertThat(known.err()).contains("known: " + JOB + " rivulet\n");
    }
  }

  @Test
  void logs_runningJobThatNobodyNoted_isKnownByTheJobManager() throws Exception {
    write("jobmanager.log", lines(TEXT, 0, 1));
    try (var flink = new RestStandIn().withJob(OTHER, "RUNNING", "{}");
        var known = new StandInPlatform(platform).withRunning(flink, "jobmanager")) {
      assertThat(known.run("logs", "--job", OTHER)).isZero();
      assertThat(known.run("logs", "--job", "nosuch")).isEqualTo(1);
      assertThat(known.err()).contains("known: " + OTHER + " rivulet\n");
    }
  }

  @Test
  void logs_followOfAJobYetToCome_saysThatNothingKnowsIt() throws Exception {
    write("jobmanager.log", lines(TEXT, 0, 1));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Thread following =
        new Thread(
            () -> command(out, err).execute(arguments("jobmanager", "--follow", "--job=" + JOB)));
    following.setDaemon(true);
    following.start();
    await(
        err,
        "rivulet: no log names a job '"
            + JOB
            + "', and the platform knows none of this id or"
            + " name; known: none; waiting for it\n");

    append(lines(TEXT, 1, 2));

    await(out, lines(TEXT, 1, 2));
    following.interrupt();
  }

  @Test
  void logs_jsonLayout_isFilteredAlike() throws IOException {
    write("taskmanager-1.log", JSON);

    assertThat(logs("taskmanager-1", "--level", "WARN")).isEqualTo(lines(JSON, 1, 2));
    assertThat(logs("taskmanager-1", "--job", JOB)).isEqualTo(lines(JSON, 1, 2));
    assertThat(logs("taskmanager-1", "--level", "INFO")).isEqualTo(JSON);
  }

  @Test
  void logs_lines_neverCutsAnEntry() throws IOException {
    write("jobmanager.log", TEXT);

    assertThat(logs("jobmanager", "--lines", "1")).isEqualTo(lines(TEXT, 6, 7));
    assertThat(logs("jobmanager", "--lines", "2")).isEqualTo(lines(TEXT, 4, 7));
    assertThat(logs("jobmanager", "--level", "WARN", "--lines", "3")).isEqualTo(lines(TEXT, 1, 6));
    assertThat(logs("jobmanager", "--lines", "0")).isEmpty();
  }

  @Test
  void logs_ofSeveralParts_nameThePartOfEachLine() throws IOException {
    write("jobmanager.log", TEXT);
    write("taskmanager-1.log", JSON);

    assertThat(logs("--level", "ERROR").lines()).allMatch(each -> each.startsWith("jobmanager | "));
    assertThat(logs("--level", "WARN")).contains("taskmanager-1 | {\"time\"");
  }

  @Test
  void logs_levelFarBeforeTheEnd_isFoundInWhatWasRolledOver() throws IOException {
    write("broker.log.1", TEXT);
    write("broker.log.2", "2026-11-26 19:25:00,000 INFO  a.B - more\n".repeat(3));
    Files.setLastModifiedTime(file("broker.log.1"), FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(file("broker.log.2"), FileTime.fromMillis(2_000));
    write("broker.log", "2026-11-26 19:26:00,000 INFO  a.B - more\n".repeat(200_000));

    assertThat(logs("broker", "--level", "ERROR")).isEqualTo(lines(TEXT, 4, 6));
  }

  @Test
  void logs_follow_showsWantedEntriesThatComeInPieces() throws Exception {
    write("jobmanager.log", lines(TEXT, 0, 2));
    StringWriter out = new StringWriter();
    Thread following =
        new Thread(
            () ->
                command(out)
                    .execute(
                        "logs", "jobmanager", "--follow", "--level=WARN", "--dir=" + platform));
    following.setDaemon(true);
    following.start();
    await(out, lines(TEXT, 1, 2));

    append(lines(TEXT, 2, 4) + lines(TEXT, 4, 5).substring(0, 30));
    await(out, lines(TEXT, 1, 4));
    append(lines(TEXT, 4, 5).substring(30) + lines(TEXT, 5, 7));

    await(out, lines(TEXT, 1, 6));
    following.interrupt();
  }

  @Test
  void logs_wrongLevelOrLines_isRefused() throws IOException {
    write("jobmanager.log", TEXT);

    assertThat(exitCode("--level", "LOUD")).isEqualTo(2);
    assertThat(exitCode("--lines", "-1")).isEqualTo(2);
  }

  private static void await(StringWriter out, String expected) throws Exception {
    CompletableFuture.runAsync(
            () -> {
              while (!out.toString().equals(expected)) {
                Thread.onSpinWait();
              }
            })
        .get(30, TimeUnit.SECONDS);
  }

  private static String lines(String text, int from, int to) {
    return text.lines()
        .skip(from)
        .limit(to - from)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private Path file(String name) {
    return platform.resolve("logs").resolve(name);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  private void append(String text) throws IOException {
    Files.writeString(file("jobmanager.log"), text, StandardOpenOption.APPEND);
  }

  private String logs(String... options) {
    StringWriter out = new StringWriter();
    assertThat(command(out).execute(arguments(options))).isZero();
    return out.toString();
  }

  private int exitCode(String... options) {
    return command(new StringWriter())
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments(options));
  }

  private String[] arguments(String... options) {
    return Stream.of(Stream.of("logs"), Stream.of(options), Stream.of("--dir=" + platform))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  private static CommandLine command(StringWriter out, StringWriter err) {
    return command(out).setErr(new PrintWriter(err, true));
  }

  private static CommandLine command(StringWriter out) {
    return Rivulet.commandLine().setOut(new PrintWriter(out, true));
  }
}
