package io.rivulet.learner;

import io.rivulet.learner.recall.Recollection;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.record.Recall;
import io.rivulet.state.LearnedState;
import io.rivulet.state.recall.RecallState;

/** What becomes of one model's answers to earlier samples, if its spec asks for that. */
final class Companion {

  private static final Companion NONE = new Companion(null, null, 0);

  private final Recollection recollection;
  private final RecallState state;
  private final long key;

  private Companion(Recollection recollection, RecallState state, long key) {
    this.recollection = recollection;
    this.state = state;
    this.key = key;
  }

  /**
   * The companion of a model that has learned nothing yet.
   *
   * @param recollection what is kept, or null for nothing
   */
  static Companion initial(Recollection recollection, String model, long incarnation) {
    return recollection == null
        ? NONE
        : of(recollection, recollection.initialState(incarnation), model, incarnation);
  }

  /** As it was stored, maybe in an earlier incarnation, whose changes no longer count. */
  static Companion read(
      Recollection recollection, RecallState stored, String model, long incarnation) {
    if (recollection == null) {
      return NONE;
    }
    if (stored.incarnation() != incarnation) {
      stored.restart(incarnation);
    }
    return of(recollection, stored, model, incarnation);
  }

  private static Companion of(
      Recollection recollection, RecallState state, String model, long incarnation) {
    return new Companion(recollection, state, Recollection.key(model, incarnation));
  }

  <S extends LearnedState> void before(Learner<S> learner, S learned) {
    if (recollection != null) {
      recollection.before(learner.publish(learned).columns());
    }
  }

  /**
   * Adds an example that the model has learned.
   *
   * @param samples the number of samples before it
   * @param version the version that it makes
   * @param previous the version last published
   */
  <S extends LearnedState> void learned(
      Learner<S> learner, S learned, Example example, long samples, long version, long previous) {
    if (recollection != null) {
      begin(version, previous);
      double[][] weights = learner.publish(learned).columns();
      recollection.learned(state, weights, example, samples, key, version);
    }
  }

  /**
   * Notes that the model has unlearned an example.
   *
   * @param samples the number of samples that are left
   * @param version the version that it makes
   * @param previous the version last published
   */
  <S extends LearnedState> void unlearned(
      Learner<S> learner, S learned, long samples, long version, long previous) {
    if (recollection != null) {
      begin(version, previous);
      recollection.unlearned(state, learner.publish(learned).columns(), samples);
    }
  }

  /** Changes count from the version last published. */
  private void begin(long version, long previous) {
    if (previous == version - 1) {
      state.restart(state.incarnation());
    }
  }

  /** Adds what was kept of another model. */
  void merge(Companion other) {
    if (recollection != null) {
      recollection.merge(state, other.state);
    }
  }

  /** The figures of a version, until the next is learned. */
  Recall figures(double[][] weights, long samples) {
    return recollection == null ? Recall.NONE : recollection.figures(state, weights, samples);
  }

  /** What is kept, or null for nothing; not copied. */
  RecallState state() {
    return state;
  }

  long heapBytes() {
    return recollection == null ? 0 : state.heapBytes();
  }
}
