package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The time from the sending of a sample until a consumer has the weights that it made, at several
 * rates, and beside it that of a job that hands samples on. Both run alone, by turns.
 */
final class LatencyBench implements Bench {

  static final int MODELS = 1_000;
  static final int DIMENSION = 16;

  private static final int[] RATES = {2_000, 5_000, 10_000};
  private static final int SECONDS = 15;
  private static final int QUICK_SECONDS = 5;
  private static final int WARM_UP_RATE = 10_000;
  private static final int WARM_UP_SECONDS = 10;

  private final String spec;
  private final BenchOptions options;
  private final BenchProgress progress;
  private final Supplier<LocalLine> platform;

  LatencyBench(
      String spec, BenchOptions options, BenchProgress progress, Supplier<LocalLine> platform) {
    this.spec = spec;
    this.options = options;
    this.progress = progress;
    this.platform = platform;
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Consumer<BenchRow> rows) {
    LocalLine line = platform.get();
    Map<Integer, List<Travel>> ours = new LinkedHashMap<>();
    Map<Integer, List<Travel>> theirs = new LinkedHashMap<>();
    for (int round = 1; round <= options.roundsOrDefault(); round++) {
      measure(line, new IdentityRun(line, LatencySettings.LOW), round)
          .forEach((rate, travel) -> add(theirs, rate, travel));
      measure(line, new RivuletRun(line, "rivulet", spec, List.of()), round)
          .forEach((rate, travel) -> add(ours, rate, travel));
    }
    for (int rate : RATES) {
      row(rows, rate, "p50", 0.5, ours.get(rate), theirs.get(rate));
      row(rows, rate, "p99", 0.99, ours.get(rate), theirs.get(rate));
    }
  }

  private static void add(Map<Integer, List<Travel>> all, int rate, Travel travel) {
    all.computeIfAbsent(rate, any -> new ArrayList<>()).add(travel);
  }

  private static void row(
      Consumer<BenchRow> rows,
      int rate,
      String name,
      double share,
      List<Travel> ours,
      List<Travel> theirs) {
    double mine = Medians.of(ours.stream().map(travel -> travel.millis(share)).toList());
    double other = Medians.of(theirs.stream().map(travel -> travel.millis(share)).toList());
    rows.accept(
        new BenchRow("latency-%d/%s".formatted(rate, name), mine, "ms", other / mine, "identity"));
  }

  /** One run of a job: warms up, and then measures each rate. */
  private Map<Integer, Travel> measure(LocalLine line, LineJob job, int round) {
    Map<Integer, Travel> travels = new LinkedHashMap<>();
    try (LineTopics topics = LineTopics.create(line, "latency-" + job.label() + round + ".")) {
      progress.stage("latency, round %d: %s".formatted(round, job.label()));
      String id = job.submit(topics, "latency-" + job.label(), DrainSettings.atParallelism(2));
      try (Traveller traveller = new Traveller(line.bootstrapServers(), topics, MODELS)) {
        SampleValues values = new SampleValues(SampleForm.JSON, DIMENSION);
        traveller.send(values, WARM_UP_RATE, WARM_UP_SECONDS);
        int seconds = options.quick() ? QUICK_SECONDS : SECONDS;
        for (int rate : RATES) {
          Travel travel = traveller.send(values, rate, seconds);
          travels.put(rate, travel);
          progress.stage(said(job, round, rate, travel));
        }
      } finally {
        line.flink().cancel(id);
      }
    }
    return travels;
  }

  private static String said(LineJob job, int round, int rate, Travel travel) {
    return String.format(
        Locale.ROOT,
        "latency, round %d: %s at %d samples/s (sent at %.0f): p50 %.1f ms, p99 %.1f ms",
        round,
        job.label(),
        rate,
        travel.reached(),
        travel.millis(0.5),
        travel.millis(0.99));
  }
}
