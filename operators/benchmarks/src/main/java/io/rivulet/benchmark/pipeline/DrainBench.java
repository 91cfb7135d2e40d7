package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Fills a topic, lets the job and its peer read it by turns, and compares how fast they did: the
 * row is the median of the ratios of the rounds. The second of a round is the first of the next, so
 * that a machine that slows down meets both.
 */
final class DrainBench implements Bench {

  private static final int PARALLELISM = 2;

  private final DrainCase compared;
  private final BenchOptions options;
  private final BenchProgress progress;
  private final Supplier<LocalLine> platform;

  DrainBench(
      DrainCase compared,
      BenchOptions options,
      BenchProgress progress,
      Supplier<LocalLine> platform) {
    this.compared = compared;
    this.options = options;
    this.progress = progress;
    this.platform = platform;
  }

  @Override
  public String name() {
    return compared.name();
  }

  @Override
  public void run(Consumer<BenchRow> rows) {
    LocalLine line = platform.get();
    try (LineTopics topics = LineTopics.create(line, compared.name() + ".")) {
      long samples = options.samplesOr(compared.samples(), compared.quickSamples());
      progress.stage("%s: writing %d samples".formatted(compared.name(), samples));
      SampleFlood.fill(
          line.bootstrapServers(),
          topics.samples(),
          new SampleText(compared.dimension()),
          new SampleKeys(compared.models()),
          samples);
      measure(line, new Drain(line, topics, samples, PARALLELISM, false), rows);
    }
  }

  private void measure(LocalLine line, Drain drain, Consumer<BenchRow> rows) {
    List<Double> rates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> cpuRatios = new ArrayList<>();
    long failed = 0;
    Drain.DrainOutcome ours = null;
    for (int round = 1; round <= options.roundsOrDefault(); round++) {
      Drain.DrainOutcome theirs = null;
      if (round % 2 == 0) {
        theirs = run(drain, compared.peer().job(line, compared, ours), round);
      }
      ours = run(drain, compared.ours(line), round);
      if (theirs == null) {
        theirs = run(drain, compared.peer().job(line, compared, ours), round);
      }
      rates.add(ours.rate());
      ratios.add(ours.rate() / theirs.rate());
      cpu.add(ours.cpuMicros());
      cpuRatios.add(theirs.cpuMicros() / ours.cpuMicros());
      failed += ours.failed();
    }
    rows.accept(
        new BenchRow(
            compared.rowName(),
            Medians.of(rates),
            "samples/s",
            Medians.of(ratios),
            compared.peer().label()));
    rows.accept(
        new BenchRow(
            compared.rowName() + "-cpu",
            Medians.of(cpu),
            "us",
            Medians.of(cpuRatios),
            compared.peer().label()));
    rows.accept(BenchRow.alone(compared.name() + "/failed-checkpoints", failed, "checkpoints"));
  }

  private Drain.DrainOutcome run(Drain drain, LineJob job, int round) {
    progress.stage("%s, round %d: %s".formatted(compared.name(), round, job.label()));
    String group = compared.name() + "-" + job.label() + "-" + round;
    Drain.DrainOutcome outcome = drain.of(job, group);
    progress.stage(
        String.format(
            Locale.ROOT,
            "%s, round %d: %s reached %.0f samples/s, with %.1f us of the processors",
            compared.name(),
            round,
            job.label(),
            outcome.rate(),
            outcome.cpuMicros()));
    return outcome;
  }
}
