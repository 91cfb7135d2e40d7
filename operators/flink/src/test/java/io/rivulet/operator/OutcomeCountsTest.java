package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The metrics of the learn operator follow from what came of each sample. */
class OutcomeCountsTest {

  private static final Map<String, ?> LEDGER =
      Map.of("learner", "ledger", "dimension", 1, "ridge", 1);

  private static final List<Op> OPS = List.of(Op.LEARN, Op.UNLEARN, Op.PREDICT);
  private static final long ROOMY = 1 << 20;
  private static final long ONE_AT_A_TIME = 1;

  /** The counters that a sample can move. */
  private static final List<String> COUNTERS =
      List.of(
          "learned",
          "predicted",
          "published",
          "conflicts",
          "rejectedDIMENSION",
          "rejectedNUMERIC",
          "rejectedUNKNOWN_MODEL");

  /** What a model has seen before. */
  enum Before {
    NOTHING {
      @Override
      void bring(LearnHarness harness) {}
    },
    A_QUESTION {
      @Override
      void bring(LearnHarness harness) throws Exception {
        harness.process(sample("m-0", Op.PREDICT, 1));
      }
    },
    A_SAMPLE {
      @Override
      void bring(LearnHarness harness) throws Exception {
        harness.process(sample("m-0", Op.LEARN, 1));
      }
    },
    A_SAMPLE_AND_WAS_EVICTED {
      @Override
      void bring(LearnHarness harness) throws Exception {
        harness.process(sample("m-0", Op.LEARN, 1), sample("m-1", Op.LEARN, 1));
      }
    };

    abstract void bring(LearnHarness harness) throws Exception;
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING,                  LEARN,   1, learned published",
    "NOTHING,                  UNLEARN, 1, rejectedNUMERIC",
    "NOTHING,                  PREDICT, 1, predicted",
    "NOTHING,                  LEARN,   2, rejectedDIMENSION",
    "A_QUESTION,               LEARN,   1, learned published",
    "A_QUESTION,               UNLEARN, 1, rejectedNUMERIC",
    "A_QUESTION,               PREDICT, 1, predicted",
    "A_QUESTION,               PREDICT, 2, rejectedDIMENSION",
    "A_SAMPLE,                 LEARN,   1, learned published",
    "A_SAMPLE,                 UNLEARN, 1, learned published",
    "A_SAMPLE,                 PREDICT, 1, predicted",
    "A_SAMPLE,                 UNLEARN, 2, rejectedDIMENSION",
    "A_SAMPLE_AND_WAS_EVICTED, LEARN,   1, learned published",
    "A_SAMPLE_AND_WAS_EVICTED, UNLEARN, 1, learned published",
    "A_SAMPLE_AND_WAS_EVICTED, PREDICT, 1, predicted",
    "A_SAMPLE_AND_WAS_EVICTED, LEARN,   2, rejectedDIMENSION"
  })
  void process_sampleOfEachOp_movesTheCountersOfItsOutcome(
      Before before, Op op, int length, String moved) throws Exception {
    long cache = before == Before.A_SAMPLE_AND_WAS_EVICTED ? ONE_AT_A_TIME : ROOMY;
    try (LearnHarness harness = new LearnHarness(settings(cache, 1), Backend.HASHMAP)) {
      before.bring(harness);
      List<Long> counts = counts(harness);

      harness.process(sample("m-0", op, length));

      for (int i = 0; i < COUNTERS.size(); i++) {
        long more = (moved + " ").contains(COUNTERS.get(i) + " ") ? 1 : 0;
        assertThat(harness.counter(COUNTERS.get(i)))
            .as(COUNTERS.get(i))
            .isEqualTo(counts.get(i) + more);
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** The tally needs no more than how many samples each model holds. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void process_anyStream_countsEachSampleOnce(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    long every = random.nextLong(1, 4);
    long[] held = new long[3];
    long[] versions = new long[3];
    long learned = 0;
    long predicted = 0;
    long published = 0;
    long unknown = 0;
    long misshapen = 0;
    long empty = 0;
    long cache = random.nextBoolean() ? ROOMY : ONE_AT_A_TIME;
    try (LearnHarness harness = new LearnHarness(settings(cache, every), Backend.HASHMAP)) {
      for (int i = 0; i < 60; i++) {
        int model = random.nextInt(4);
        Op op = OPS.get(random.nextInt(OPS.size()));
        int length = random.nextInt(8) == 0 ? 2 : 1;
        harness.process(sample(model == 3 ? "other" : "m-" + model, op, length));
        if (model == 3) {
          unknown++;
        } else if (length == 2) {
          misshapen++;
        } else if (op == Op.PREDICT) {
          predicted++;
        } else if (op == Op.UNLEARN && held[model] == 0) {
          empty++;
        } else {
          held[model] += op == Op.LEARN ? 1 : -1;
          versions[model]++;
          learned++;
          published += versions[model] % every == 0 ? 1 : 0;
        }
      }

      assertThat(counts(harness))
          .containsExactly(learned, predicted, published, 0L, misshapen, empty, unknown);
      assertThat((long) harness.log.weights.size()).isEqualTo(published);
      assertThat((long) harness.log.rejected.size()).isEqualTo(misshapen + empty + unknown);
    }
  }

  private static List<Long> counts(LearnHarness harness) {
    return COUNTERS.stream().map(harness::counter).toList();
  }

  private static Sample sample(String model, Op op, int length) {
    double[] x = new double[length];
    x[0] = 1;
    return Samples.of(model, op, 0, 1, x, 2);
  }

  private static LearnSettings settings(long cacheBytes, long every) {
    return new LearnSettings(
        List.of(SpecPattern.of("m-*", LEDGER)),
        Limits.DEFAULT,
        new PublishPolicy(every),
        cacheBytes);
  }
}
