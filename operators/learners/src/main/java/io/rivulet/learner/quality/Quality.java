package io.rivulet.learner.quality;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.quality.OpenWindow;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how well the models of a spec predict. It holds nothing of a model, so that one object
 * serves all models of a spec.
 *
 * <p>A window closes at exactly {@code evaluate.every} rows, inside a batch if need be. An alarm of
 * the drift detector makes a record of the open window so far and leaves that window open; without
 * {@code evaluate}, a window reaches from one alarm to the next.
 */
public final class Quality {

  private final QualitySettings settings;
  private final Scoring scoring;

  /**
   * @param settings read from the same spec
   */
  public Quality(QualitySettings settings, LearnerSpec<?> spec) {
    this.settings = settings;
    this.scoring =
        spec.target().takesLabels()
            ? new ClassScoring()
            : new NumberScoring(spec.model().response().outputs());
  }

  /** The state of a model before its first sample. */
  public QualityState initialState() {
    return QualityState.initial(scoring.outputs());
  }

  /** The state in a frame of its own. */
  public byte[] write(QualityState state) {
    return StateFrame.write(QualityState.FORMAT, state);
  }

  /**
   * Reads a state of a model of this spec.
   *
   * @throws StateFormatException when it is damaged or that of another kind of model
   */
  public QualityState read(byte[] framed) {
    QualityState state = StateFrame.read(QualityState.FORMAT, framed);
    if (state.outputs() != scoring.outputs()) {
      throw new StateFormatException(
          "quality state has " + state.outputs() + " outputs, the model has " + scoring.outputs());
    }
    return state;
  }

  /** The bytes of a state in its frame. */
  public long stateBytes() {
    return StateFrame.OVERHEAD + QualityState.bytes(scoring.outputs());
  }

  /**
   * Goes on under these settings with a state that was built under others: what they change begins
   * anew, and windows count on.
   */
  public void reconfigure(QualityState state, QualitySettings before) {
    if (settings.every() != before.every()) {
      state.reopen();
    }
    if (settings.drift() == null || !settings.drift().equals(before.drift())) {
      state.restartDetector();
    }
  }

  /**
   * Adds a learned example with the answer that was given before learning it; rows of a batch count
   * one by one. An answer that was not compared with a target counts for nothing.
   *
   * @param version the version of the model after the example
   * @return the records that are due, in order; a record with {@code drift} is an alarm
   */
  public List<QualityRecord> add(
      QualityState state,
      Example example,
      Answer answer,
      String model,
      long incarnation,
      long version) {
    List<QualityRecord> due = List.of();
    int rows = answer.y() == null || answer.error() == null ? 0 : example.rows();
    for (int row = 0; row < rows; row++) {
      double error = scoring.add(state.window(), example, answer, row);
      boolean alarm = alarms(state, error);
      if (alarm || full(state)) {
        due = due.isEmpty() ? new ArrayList<>(2) : due;
        report(state, alarm, new Moment(model, incarnation, version, example.ts()), due);
      }
    }
    return due;
  }

  private void report(QualityState state, boolean alarm, Moment moment, List<QualityRecord> into) {
    boolean full = full(state);
    if (alarm) {
      into.add(moment.record(state, true));
    }
    if (full) {
      into.add(moment.record(state, false));
    }
    if (full || !settings.evaluates()) {
      state.close();
    }
  }

  private boolean alarms(QualityState state, double error) {
    DriftSettings drift = settings.drift();
    return drift != null && state.detector().add(error, drift.delta(), drift.threshold());
  }

  private boolean full(QualityState state) {
    return settings.evaluates() && state.window().samples() >= settings.every();
  }

  /** What a record says besides its figures. */
  private record Moment(String model, long incarnation, long version, long ts) {

    QualityRecord record(QualityState state, boolean drift) {
      OpenWindow window = state.window();
      return new QualityRecord(
          model,
          window.samples(),
          state.number(),
          window.mae(),
          window.rmse(),
          window.r2(),
          window.meanError(),
          window.accuracy(),
          window.logLoss(),
          window.coverage(),
          drift,
          incarnation,
          version,
          ts);
    }
  }
}
