package io.rivulet.learner.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bound of what becomes of the answers to earlier samples. */
class RecallBoundTest {

  private static final int SAMPLES = 30;

  static LongStream seeds() {
    return Draw.seeds(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_anyStream_neverChangesMoreThanTheBound(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    Followed followed = followed(stream, 1 + stream.draw().between(0, 3));
    int learned = 0;
    for (Sample sample : stream.samples(SAMPLES)) {
      learned += followed.accept(sample) == null ? 0 : 1;
      if (followed.newest() != null) {
        assertThat(followed.recall().changeBound())
            .isGreaterThanOrEqualTo(followed.exact().change(followed.since()));
        assertThat(followed.recall().change()).isNaN();
        assertThat(followed.recall().error()).isNaN();
      }
    }
    assertThat(learned).isEqualTo(SAMPLES);
  }

  /** As long as the sketch holds every direction. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_nothingShrunk_boundIsTheChange(long seed) throws Exception {
    FollowedStream stream = new FollowedStream(seed);
    int every = 1;
    Followed followed = followed(stream, every);
    int most = stream.sketchedWhole() ? SAMPLES : 2;
    int rows = 0;
    for (Sample sample : stream.samples(SAMPLES)) {
      followed.accept(sample);
      WeightRecord record = followed.newest();
      if (record == null || rows > most) {
        break;
      }
      double truth = followed.exact().change(followed.since());
      double rounding = 1e-12 * (truth + followed.exact().scale(followed.since()));
      assertThat(followed.recall().changeBound()).isBetween(truth, truth + rounding);
      rows += stream.rows(sample, record.details().hidden()).length;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_unlearnedSamples_neverChangesMoreThanTheBound(long seed) throws Exception {
    FollowedStream stream = FollowedStream.exact(seed);
    Followed followed = followed(stream, 1 + stream.draw().between(0, 1));
    List<Sample> learned = new ArrayList<>();
    for (Sample sample : stream.samples(SAMPLES)) {
      boolean back = !learned.isEmpty() && stream.draw().between(0, 2) == 0;
      Sample next = back ? FollowedStream.unlearned(learned.remove(0)) : sample;
      if (followed.accept(next) != null && !back) {
        learned.add(sample);
      }
      if (followed.newest() != null) {
        assertThat(followed.recall().changeBound())
            .isGreaterThanOrEqualTo(followed.exact().change(followed.since()));
      }
    }
  }

  private static Followed followed(FollowedStream stream, int every) throws Exception {
    return new Followed(stream, stream.specs(true, 0), stream.specs(false, 0), "m", every);
  }
}
