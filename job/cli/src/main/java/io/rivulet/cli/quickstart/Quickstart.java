package io.rivulet.cli.quickstart;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.file.WholeFile;
import io.rivulet.cli.flink.JobSubmitter;
import io.rivulet.cli.flink.Submission;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.digits.TestError;
import io.rivulet.experiment.report.Curves;
import io.rivulet.experiment.report.HtmlReport;
import io.rivulet.experiment.report.RunFacts;
import io.rivulet.experiment.report.TerminalPlot;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The paper's Figure 6 as a stream: 100 digits, sorted by the angle they were turned by, go to
 * seven models through Kafka and Flink, and what the models publish is measured on other digits.
 */
final class Quickstart {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SUBMIT_PATIENCE = Duration.ofMinutes(3);

  /** Slow enough for the eye to follow the curves. */
  private static final Duration PACE = Duration.ofMillis(70);

  private static final String CHECKPOINTS = "2 s";

  private final LocalPlatform platform;
  private final RotatedDigits digits;
  private final long seed;
  private final String images;
  private final TestError error;
  private final Curves curves = new Curves(Contender.labels(), RotatedDigits.TRAIN);

  Quickstart(LocalPlatform platform, RotatedDigits digits, long seed, String images) {
    this.platform = platform;
    this.digits = digits;
    this.seed = seed;
    this.images = images;
    this.error = new TestError(digits);
  }

  QuickstartResult run(Path report, Watcher watcher) {
    try (Progress progress = watcher.progress()) {
      platform.down(true, progress);
      platform.up(progress);
      DigitTopics.create(platform.bootstrapServers());
      JobSubmitter.to(platform).submit(submission(), SUBMIT_PATIENCE, progress);
    }
    watcher.say("Flink web page: " + platform.rest());
    try (DigitTopics topics = new DigitTopics(platform.bootstrapServers())) {
      stream(topics, watcher.plot(curves));
      topics.awaitCommitted(RotatedDigits.TRAIN * (long) Contender.values().length, PATIENCE);
      RunFacts facts =
          new RunFacts(
              images,
              seed,
              digits.test().size(),
              topics.committedSamples(),
              topics.weightRecords(),
              topics.deadLetters());
      write(report, facts);
      return new QuickstartResult(summary(facts, report), curves, webPage());
    }
  }

  private URI webPage() {
    return platform.rest();
  }

  /** Sends a digit to every model, and measures what comes back meanwhile. */
  private void stream(DigitTopics topics, TerminalPlot plot) {
    long start = System.nanoTime();
    for (int step = 0; step < RotatedDigits.TRAIN; step++) {
      topics.send(digits.train().get(step), Contender.labels());
      Duration due = PACE.multipliedBy(step + 1L).minusNanos(System.nanoTime() - start);
      follow(topics, plot, due.isNegative() ? Duration.ZERO : due);
    }
    long heard = System.nanoTime();
    while (curves.reached() < RotatedDigits.TRAIN) {
      if (follow(topics, plot, Duration.ofMillis(200))) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
        plot.finish();
        throw Failure.failed(
            "no weights came for %d s, after %d of %d samples; the jobs are %s; see 'logs --dir ..'"
                .formatted(
                    PATIENCE.toSeconds(),
                    curves.reached(),
                    RotatedDigits.TRAIN,
                    platform.status().jobs()));
      }
    }
    plot.finish();
  }

  private boolean follow(DigitTopics topics, TerminalPlot plot, Duration time) {
    List<WeightRecord> records = topics.poll(time);
    for (WeightRecord record : records) {
      curves.put(record.model(), Math.toIntExact(record.version()), error.of(record));
    }
    plot.update();
    return !records.isEmpty();
  }

  private Submission submission() {
    List<String> yaml = new ArrayList<>();
    yaml.add("kafka: {bootstrap.servers: \"" + platform.bootstrapServers() + "\"}");
    yaml.add("models:");
    for (Contender contender : Contender.values()) {
      yaml.add("  - match: " + contender.label());
      yaml.add("    spec: " + contender.spec(digits, seed));
    }
    Path file = platform.flinkConfiguration().resolve("quickstart.yaml");
    try {
      Files.write(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Submission(
        file, List.of(), Map.of("execution.checkpointing.interval", CHECKPOINTS), Optional.empty());
  }

  private void write(Path report, RunFacts facts) {
    try {
      Files.createDirectories(report.toAbsolutePath().getParent());
      byte[] page = HtmlReport.of(curves, facts).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(report, to -> to.write(page));
    } catch (IOException e) {
      throw Failure.failed("the report cannot be written: " + e, e);
    }
  }

  private QuickstartResult.Summary summary(RunFacts facts, Path report) {
    return new QuickstartResult.Summary(
        facts.images(),
        curves.reached(),
        last(Errors::test),
        last(Errors::train),
        facts.samplesIn(),
        facts.weightRecords(),
        facts.deadLetters(),
        report.toString());
  }

  private Map<String, Double> last(ToDoubleFunction<Errors> kind) {
    Map<String, Double> errors = new LinkedHashMap<>();
    for (String method : curves.methods()) {
      errors.put(method, kind.applyAsDouble(curves.last(method).orElseThrow()));
    }
    return errors;
  }
}
