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
  private static final String NEVER = "1000000";
  private static final List<String> SELDOM = List.of("--publish.every", NEVER);
  private static final DrainCase.Peer COUNTER = DrainCase.counter(1, LatencySettings.LOW);

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
        hot("p16-hot", SampleForm.JSON, PLAIN, COUNTER),
        hot(
            "p16-hot-throughput",
            SampleForm.JSON,
            List.of("--latency", "throughput"),
            DrainCase.counter(1, LatencySettings.THROUGHPUT)),
        hot("p16-hot-raw", SampleForm.RAW, PLAIN, COUNTER),
        hot(
            "p16-hot-every-100",
            SampleForm.JSON,
            List.of("--publish.every", "100"),
            DrainCase.counter(100, LatencySettings.LOW)),
        hot(
            "p16-hot-low-latency",
            SampleForm.JSON,
            PLAIN,
            DrainCase.rivulet("throughput", "--latency", "throughput")),
        new DrainCase(
            "p8-1M-keys",
            1_000_000,
            8,
            SampleForm.JSON,
            rls(8),
            2_000_000,
            1_200_000,
            PLAIN,
            COUNTER),
        new DrainCase(
            "p784-orfit",
            10,
            784,
            SampleForm.JSON,
            orfit(784, 10),
            120_000,
            20_000,
            PLAIN,
            COUNTER),
        cached("p128-write-back", SampleForm.JSON, 400_000, 60_000),
        cached("p128-raw-write-back", SampleForm.RAW, 2_000_000, 300_000),
        hot(
            "exactly-once",
            SampleForm.JSON,
            List.of("--delivery", "exactly-once"),
            DrainCase.rivulet("at-least-once", "--delivery", "at-least-once")));
  }

  /** A thousand models that stay in the cache. */
  private static DrainCase hot(
      String name, SampleForm form, List<String> options, DrainCase.Peer peer) {
    return new DrainCase(name, 1_000, 16, form, rls(16), 1_000_000, 400_000, options, peer);
  }

  /** Models that stay in the cache, beside the same ones that are written with every sample. */
  private static DrainCase cached(String name, SampleForm form, long samples, long quickSamples) {
    return new DrainCase(
        name,
        200,
        128,
        form,
        rls(128),
        samples,
        quickSamples,
        SELDOM,
        DrainCase.rivulet("write-through", "--publish.every", NEVER, "--cache.max-bytes", "1kb"));
  }

  static String rls(int dimension) {
    return "{\"learner\":\"rls\",\"dimension\":%d,\"forgetting\":0.999}".formatted(dimension);
  }

  private static String orfit(int dimension, int memory) {
    return "{\"learner\":\"orfit\",\"dimension\":%d,\"memory\":%d}".formatted(dimension, memory);
  }
}
