package io.rivulet.benchmark.pipeline;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What {@code bench pipeline} runs, in order, on one platform that starts with the first. */
public final class PipelineBenches {

  private static final List<String> PLAIN = List.of();

  private PipelineBenches() {}

  public static List<Bench> all(BenchOptions options, BenchProgress progress) {
    Supplier<LocalLine> platform = new SharedLine(options, progress);
    List<Bench> benches = new ArrayList<>();
    cases().forEach(each -> benches.add(new DrainBench(each, options, progress, platform)));
    benches.add(new LatencyBench(rls(LatencyBench.DIMENSION), options, progress, platform));
    return benches;
  }

  static List<DrainCase> cases() {
    return List.of(
        new DrainCase("p16-hot", 1_000, 16, rls(16), 600_000, 200_000, PLAIN, DrainCase.counter(1)),
        new DrainCase(
            "p16-hot-every-100",
            1_000,
            16,
            rls(16),
            1_200_000,
            400_000,
            List.of("--publish.every", "100"),
            DrainCase.counter(100)),
        new DrainCase(
            "p8-1M-keys", 1_000_000, 8, rls(8), 2_000_000, 300_000, PLAIN, DrainCase.counter(1)),
        new DrainCase(
            "p784-orfit", 10, 784, orfit(784, 10), 30_000, 8_000, PLAIN, DrainCase.counter(1)),
        new DrainCase(
            "p128-write-back",
            200,
            128,
            rls(128),
            60_000,
            20_000,
            List.of("--publish.every", "1000000", "--predictions", "all"),
            DrainCase.rivulet(
                "write-through", "--publish.every", "1000000", "--cache.max-bytes", "1kb")),
        new DrainCase(
            "exactly-once",
            1_000,
            16,
            rls(16),
            600_000,
            200_000,
            List.of("--delivery", "exactly-once"),
            DrainCase.rivulet("at-least-once", "--delivery", "at-least-once")));
  }

  static String rls(int dimension) {
    return "{\"learner\":\"rls\",\"dimension\":%d,\"forgetting\":0.999}".formatted(dimension);
  }

  private static String orfit(int dimension, int memory) {
    return "{\"learner\":\"orfit\",\"dimension\":%d,\"memory\":%d}".formatted(dimension, memory);
  }
}
