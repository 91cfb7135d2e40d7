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
 * How the time of a sample and the bytes of a checkpoint grow with the number of models: not at
 * all, and as that number, if nothing but the models is kept.
 */
record ModelsGrowth(BenchOptions options, BenchProgress progress, Supplier<LocalLine> platform)
    implements Bench {

  private static final int DIMENSION = 8;
  private static final int SAMPLES_A_MODEL = 3;
  private static final int FEWEST_SAMPLES = 200_000;
  private static final int[] MODELS = {1_000, 10_000, 100_000, 1_000_000};
  private static final int QUICK_SIZES = 3;

  @Override
  public String name() {
    return "line-models";
  }

  @Override
  public void run(Consumer<BenchRow> rows) {
    GrowthCurve times = new GrowthCurve("line/time", "models", "us");
    GrowthCurve bytes = new GrowthCurve("line/checkpoint", "models", "bytes");
    int sizes = options.quick() ? QUICK_SIZES : MODELS.length;
    for (int i = 0; i < sizes; i++) {
      measure(MODELS[i], times, bytes, rows);
    }
    rows.accept(times.fitted(0));
    rows.accept(bytes.fitted(1));
  }

  private void measure(int models, GrowthCurve times, GrowthCurve bytes, Consumer<BenchRow> rows) {
    LocalLine line = platform.get();
    long samples = Math.max(FEWEST_SAMPLES, (long) SAMPLES_A_MODEL * models);
    try (LineTopics topics = LineTopics.create(line, "models-" + models + ".")) {
      progress.stage("%s: writing %d samples".formatted(name(), samples));
      SampleFlood.fill(
          line.bootstrapServers(),
          topics.samples(),
          new SampleText(DIMENSION),
          new SampleKeys(models),
          samples);
      RivuletRun job = new RivuletRun(line, "rivulet", PipelineBenches.rls(DIMENSION), List.of());
      List<Double> micros = new ArrayList<>();
      long state = 0;
      for (int round = 1; round <= options.roundsOrDefault(); round++) {
        progress.stage("%s: %d models, round %d".formatted(name(), models, round));
        Drain.DrainOutcome outcome =
            new Drain(line, topics, samples, 2, true).of(job, topics.prefix() + round);
        micros.add(1e6 / outcome.rate());
        state = outcome.stateBytes();
      }
      times.add(models, Medians.of(micros), rows);
      bytes.add(models, state, rows);
    }
  }
}
