package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the steady state a model allocates what it hands out, and nothing else. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 2_000;
  private static final int SAMPLES = 10_000;

  private final Draw draw = new Draw(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 64})
  void rls_thatOnlyLearns_allocatesNothing(int p) throws Exception {
    assertThat(bytesPerSample(p, true, PredictionPolicy.ASKED)).isLessThan(1);
    assertThat(bytesPerSample(p, false, PredictionPolicy.ASKED)).isLessThan(1);
  }

  /** A prediction, its two arrays and its outcome. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 64})
  void rls_thatAnswersToo_allocatesThePrediction(int p) throws Exception {
    assertThat(bytesPerSample(p, true, PredictionPolicy.ALL)).isBetween(100.0, 300.0);
  }

  private double bytesPerSample(int p, boolean bias, PredictionPolicy predictions)
      throws Exception {
    Model<?> model =
        Specs.forEveryModel(
                Fields.of("dimension", p).with("bias", bias).with("forgetting", 0.999).json("rls"),
                Limits.DEFAULT)
            .newModel("m");
    PublishPolicy policy = new PublishPolicy(Long.MAX_VALUE, 0, predictions);
    Sample[] samples = new Sample[16];
    Arrays.setAll(samples, i -> sample(draw.normal(p), draw.between(-1, 1)));
    learn(model, samples, WARM_UP, policy);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    learn(model, samples, SAMPLES, policy);
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) SAMPLES;
  }

  private static void learn(Model<?> model, Sample[] samples, int count, PublishPolicy policy)
      throws Exception {
    for (int n = 0; n < count; n++) {
      model.accept(samples[n % samples.length], policy);
    }
  }

  private static Sample sample(double[] x, double y) {
    return Sample.of("m")
        .op(Op.LEARN)
        .x(x)
        .y(new double[] {y})
        .origin(new Origin("t", 0, 0, 0, null, null))
        .build();
  }
}
