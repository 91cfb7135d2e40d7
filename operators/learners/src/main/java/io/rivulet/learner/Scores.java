package io.rivulet.learner;

import io.rivulet.learner.quality.Quality;
import io.rivulet.learner.quality.QualitySettings;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.record.Op;
import java.util.List;

/** How well one model has predicted so far, if its spec asks for that. */
final class Scores {

  private static final byte[] NONE = {};

  private final Quality quality;
  private final QualityState state;

  private Scores(Quality quality, QualityState state) {
    this.quality = quality;
    this.state = state;
  }

  /**
   * The scores of a model that has predicted nothing yet.
   *
   * @param quality what is measured, or null for nothing
   */
  static Scores initial(Quality quality) {
    return new Scores(quality, quality == null ? null : quality.initialState());
  }

  /**
   * The scores as they were stored.
   *
   * @param stored empty when nothing was measured then
   */
  static Scores read(Quality quality, byte[] stored) {
    return quality == null || stored.length == 0
        ? initial(quality)
        : new Scores(quality, quality.read(stored));
  }

  /** Whether anything is measured, for which answers are needed. */
  boolean wanted() {
    return quality != null;
  }

  /** The records that are due with an example that a model has learned, or only assessed. */
  List<QualityRecord> add(Example example, Answer answer, Model<?> model) {
    return quality == null || example.op() != Op.LEARN
        ? List.of()
        : quality.add(state, example, answer, model.id(), model.incarnation(), model.version());
  }

  /** Goes on under the settings of a spec that was configured. */
  void reconfigure(QualitySettings before) {
    if (quality != null) {
      quality.reconfigure(state, before);
    }
  }

  /** The form in which the scores are stored, empty when nothing is measured. */
  byte[] write() {
    return quality == null ? NONE : quality.write(state);
  }

  long heapBytes() {
    return quality == null ? 0 : state.heapBytes();
  }
}
