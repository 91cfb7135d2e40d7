package io.rivulet.learner.recall;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SplitMix;
import io.rivulet.learner.step.Design;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Recall;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.recall.RecallState;
import io.rivulet.state.recall.RecalledState;

/**
 * Follows what the models of a spec do to their answers to earlier samples. It sees each sample and
 * the weights before and after it, and nothing of it reaches the learner. It holds scratch memory
 * but nothing of a model, so that one object serves all models of a spec.
 *
 * <p>Every sample counts once, whatever its weight, for as long as the model lives: samples that
 * the learner itself forgets count as well. A row of a batch is a sample.
 */
public final class Recollection {

  private final RecallSettings settings;
  private final Design design;
  private final int outputs;
  private final int columns;
  private final double[][] before;
  private final ChangeBound bound;
  private final Meter meter;

  /**
   * @param settings read from the same spec
   */
  public Recollection(RecallSettings settings, LearnerSpec<?> spec) {
    this.settings = settings;
    this.design = spec.design();
    this.outputs = spec.model().response().outputs();
    this.columns = spec.model().response().columns();
    this.before = new double[columns][design.size()];
    this.bound = settings.bound() ? new ChangeBound(design.size(), directions(design)) : null;
    this.meter = settings.meter() > 0 ? new Meter(settings.meter(), design.size(), columns) : null;
  }

  /** The state of a model before its first sample. */
  public RecallState initialState(long incarnation) {
    return new RecallState(
        design.size(),
        columns,
        bound == null ? null : bound.initialState(),
        meter == null ? null : meter.initialState(),
        incarnation,
        0);
  }

  /** What the signs of a model's samples follow from. */
  public static long key(String model, long incarnation) {
    return Signs.key(model, incarnation);
  }

  /** Notes the weights before an example, given as columns. */
  public void before(double[][] weights) {
    for (int j = 0; j < columns; j++) {
      System.arraycopy(weights[j], 0, before[j], 0, before[j].length);
    }
  }

  /**
   * Adds an example that was learned, after {@link #before}.
   *
   * @param weights those after it, as columns
   * @param samples the number of samples before it
   * @param key as of {@link #key}
   * @param version the version that it makes
   */
  public void learned(
      RecallState state,
      double[][] weights,
      Example example,
      long samples,
      long key,
      long version) {
    moved(state, weights, samples);
    double[][] rows = design.rows(weights, example.x());
    double[] targets = example.targets();
    SplitMix signs = Signs.of(key, version);
    for (int i = 0; i < rows.length; i++) {
      if (bound != null) {
        bound.add(state.sketch(), rows[i]);
      }
      if (meter != null) {
        meter.add(state.probes(), rows[i], targets, i * columns, signs.next());
      }
    }
  }

  /**
   * Notes an example that was unlearned, after {@link #before}. The sketch keeps it, which leaves
   * the bound an upper one.
   *
   * @param weights those after it, as columns
   * @param samples the number of samples that are left
   */
  public void unlearned(RecallState state, double[][] weights, long samples) {
    moved(state, weights, samples);
    if (samples == 0 && bound != null) {
      state.sketch().clear();
    }
  }

  private void moved(RecallState state, double[][] weights, long earlier) {
    boolean still = true;
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < before[j].length; i++) {
        before[j][i] = weights[j][i] - before[j][i];
      }
      still &= Lanes.largest(before[j]) == 0;
    }
    if (bound != null && !still) {
      bound.move(state.sketch(), before);
    }
    if (meter != null && !still) {
      meter.move(state.probes(), before);
    }
    state.earlier(earlier);
  }

  /** Adds what another model of the same settings has kept. */
  public void merge(RecallState state, RecallState other) {
    if (bound != null) {
      bound.merge(state.sketch(), other.sketch());
    }
    if (meter != null) {
      meter.merge(state.probes(), other.probes());
    }
  }

  /**
   * The figures of a version.
   *
   * @param weights its weights, as columns
   * @param samples the number of samples that it has learned
   */
  public Recall figures(RecallState state, double[][] weights, long samples) {
    boolean bounded = bound != null && !state.sketch().lost();
    boolean metered = meter != null && !state.probes().lost();
    double past = state.earlier();
    double all = samples;
    return new Recall(
        bounded ? up(mean(state.sketch().changed(), past)) : Double.NaN,
        metered ? mean(meter.change(state.probes()), past) : Double.NaN,
        metered && samples > 0 ? mean(meter.error(state.probes(), weights), all) : Double.NaN);
  }

  /** The root mean square of numbers whose sum of squares has this root; 0 of none. */
  private double mean(double root, double samples) {
    double mean = samples > 0 ? root / Math.sqrt(samples * outputs) : 0;
    return Double.isFinite(mean) ? mean : Double.NaN;
  }

  /** An upper bound after two roundings. */
  private static double up(double bound) {
    return bound == 0 ? 0 : bound * (1 + 0x1p-50);
  }

  /**
   * Checks that a state is that of a model of this spec.
   *
   * @throws StateFormatException when it is that of another spec
   */
  public void require(RecallState recall) {
    boolean bounded =
        recall.sketch() == null
            ? bound == null
            : bound != null && recall.sketch().sketch().rank() <= bound.directions();
    int count = recall.probes() == null ? 0 : recall.probes().count();
    if (recall.size() != design.size()
        || recall.columns() != columns
        || count != settings.meter()
        || !bounded) {
      throw new StateFormatException(
          "recall state of "
              + recall.size()
              + " x "
              + recall.columns()
              + " weights with a meter of "
              + count
              + " vectors does not fit its spec, of "
              + design.size()
              + " x "
              + columns
              + " weights with recall "
              + settings);
    }
  }

  /** The most bytes that a state adds to a learned state of a spec. */
  public static long stateBytes(RecallSettings settings, LearnerSpec<?> spec) {
    if (!settings.measures()) {
      return 0;
    }
    Design design = spec.design();
    int columns = spec.model().response().columns();
    int directions = settings.bound() ? directions(design) : 0;
    return StateFrame.OVERHEAD
        + RecalledState.bytes(design.size(), columns, directions, settings.meter());
  }

  private static int directions(Design design) {
    return Math.min(design.directions(), design.size());
  }
}
