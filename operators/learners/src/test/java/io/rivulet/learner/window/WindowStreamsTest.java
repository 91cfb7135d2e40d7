package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.ledger.LedgerStream;
import io.rivulet.record.Sample;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The learners of windows, and the flow of a matrix, refuse nothing of ordinary streams. */
class WindowStreamsTest {

  private static final String[] WINDOWS = {
    "laplace:'classes':3,'window':10",
    "laplace:'classes':2,'window':7,'bias':true,'decay':0.5",
    "distillation:'classes':2,'window':10",
    "distillation:'classes':3,'window':8,'bias':true,'reservoir':5,'seed':1"
  };

  private static final String[] FLOWS = {
    "'time':1,'initialScale':0.1", "'time':10,'initialScale':0.001,'centered':true,'decay':0.9"
  };

  static Stream<Arguments> windows() {
    return seeds(WINDOWS);
  }

  static Stream<Arguments> flows() {
    return seeds(FLOWS);
  }

  private static Stream<Arguments> seeds(String... specs) {
    return Arrays.stream(specs)
        .flatMap(spec -> Draw.seeds(200).mapToObj(seed -> Arguments.of(spec, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("windows")
  void learnClass_ordinaryStream_refusesNothing(String spec, long seed) throws Exception {
    LedgerStream stream = new LedgerStream(seed, false);
    String[] parts = spec.split(":", 2);
    Trial<?> trial = Trial.of(parts[0], Fields.read(parts[1]).with("dimension", stream.p));

    for (int i = 0; i < stream.x.length; i++) {
      int label = stream.y[i] > 0 ? 1 : 0;
      trial.learnClass(stream.weight[i], stream.x[i], label, Sample.NO_TIME);
    }

    assertThat(Arrays.stream(trial.weights()).allMatch(Double::isFinite)).isTrue();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("flows")
  void publish_ordinaryStream_isFinite(String spec, long seed) throws Exception {
    LedgerStream stream = new LedgerStream(seed, seed % 2 == 0);
    Trial<?> trial = Trial.of("matrix-flow", Fields.read(spec).with("dimension", stream.p));

    for (int i = 0; i < stream.x.length; i++) {
      trial.learnWeighted(stream.weight[i], stream.x[i]);

      assertThat(Arrays.stream(trial.weights()).allMatch(Double::isFinite)).isTrue();
    }
  }
}
