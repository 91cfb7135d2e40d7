package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.benchmark.growth.GrowthCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How many samples a second the line takes as its parallelism grows from 1 to 2: twice as many, if
 * the machine has cores left for the second one beside broker and cluster.
 */
record ParallelismGrowth(BenchOptions options, BenchProgress progress, Supplier<LocalLine> platform)
    implements Bench {

  private static final int MODELS = 1_000;
  private static final int DIMENSION = 16;

  @Override
  public String name() {
    return "line-parallelism";
  }

  @Override
  public void run(Consumer<BenchRow> rows) {
    LocalLine line = platform.get();
    long samples = options.samplesOr(400_000, 200_000);
    try (LineTopics topics = LineTopics.create(line, "parallelism.")) {
      progress.stage("%s: writing %d samples".formatted(name(), samples));
      SampleFlood.fill(
          line.bootstrapServers(),
          topics.samples(),
          new SampleText(DIMENSION),
          new SampleKeys(MODELS),
          samples);
      RivuletRun job = new RivuletRun(line, "rivulet", PipelineBenches.rls(DIMENSION), List.of());
      List<Double> one = new ArrayList<>();
      List<Double> two = new ArrayList<>();
      for (int round = 1; round <= options.roundsOrDefault(); round++) {
        progress.stage("%s, round %d".formatted(name(), round));
        one.add(rate(new Drain(line, topics, samples, 1, false), job, "one-" + round));
        two.add(rate(new Drain(line, topics, samples, 2, false), job, "two-" + round));
      }
      GrowthCurve rates = new GrowthCurve("line/rate", "parallelism", "samples/s");
      rates.add(1, Medians.of(one), rows);
      rates.add(2, Medians.of(two), rows);
      rows.accept(rates.fitted(1));
    }
  }

  private static double rate(Drain drain, RivuletRun job, String group) {
    return drain.of(job, group).rate();
  }
}
