package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the steady state a learner allocates the answer that it hands out, and nothing else. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 2_000;
  private static final int SAMPLES = 10_000;

  private final Draw draw = new Draw(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 64})
  void rls_steadyState_allocatesItsAnswerOnly(int p) throws Exception {
    Trial<?> trial =
        Trial.rls(Fields.of("dimension", p).with("bias", false).with("forgetting", 0.999));
    Example[] examples = new Example[16];
    for (int i = 0; i < examples.length; i++) {
      examples[i] = example(draw.normal(p), draw.between(-1, 1));
    }
    Answer[] kept = new Answer[examples.length];
    for (int n = 0; n < WARM_UP; n++) {
      kept[n % kept.length] = trial.learn(examples[n % examples.length]);
    }

    long before = allocated();
    for (int n = 0; n < SAMPLES; n++) {
      kept[n % kept.length] = trial.learn(examples[n % examples.length]);
    }
    long learned = allocated();
    for (int n = 0; n < SAMPLES; n++) {
      double[] target = examples[n % examples.length].targets();
      kept[n % kept.length] = Answer.scored(new double[target.length], target);
    }
    long answered = allocated();

    double extra = (learned - before - (answered - learned)) / (double) SAMPLES;
    assertThat(extra).isBetween(-1.0, 1.0);
    assertThat(kept[0].error()).hasSize(1);
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static Example example(double[] x, double y) {
    double[][] rows = {x};
    double[][] targets = {{y}};
    return new Example(Op.LEARN, rows, targets, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false);
  }
}
