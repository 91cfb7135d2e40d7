package io.rivulet.benchmark.growth;

import io.rivulet.benchmark.Bench;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What {@code bench growth} runs of learners alone, in order. */
public final class GrowthBenches {

  private static final int DIGITS = 784;

  private GrowthBenches() {}

  /** Each in a JVM of its own. */
  public static List<Bench> ofKernels(boolean quick) {
    return List.of(
        byDimension(
            "rls", 2, 2, p -> "{\"learner\":\"rls\",\"dimension\":" + p + "}", 64, 1024, quick),
        byDimension(
            "sgd",
            1,
            1,
            p -> "{\"learner\":\"sgd\",\"rate\":1e-6,\"dimension\":" + p + "}",
            1024,
            65536,
            quick),
        byDimension("orfit", 1, 1, p -> orfit(p, 10), 256, 4096, quick),
        new KernelGrowth(
            "orfit",
            "m",
            new int[] {8, 16, 32, 64},
            m -> DIGITS,
            m -> orfit(DIGITS, m),
            1,
            1,
            quick));
  }

  private static Bench byDimension(
      String learner,
      double time,
      double memory,
      IntFunction<String> spec,
      int from,
      int to,
      boolean quick) {
    return new KernelGrowth(learner, "p", doubled(from, to), p -> p, spec, time, memory, quick);
  }

  private static String orfit(int p, int m) {
    return "{\"learner\":\"orfit\",\"memory\":%d,\"dimension\":%d}".formatted(m, p);
  }

  private static int[] doubled(int from, int to) {
    return IntStream.iterate(from, p -> p <= to, p -> 2 * p).toArray();
  }
}
