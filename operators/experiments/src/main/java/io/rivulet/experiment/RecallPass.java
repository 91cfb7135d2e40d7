package io.rivulet.experiment;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.model.TanhUnits;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Prediction;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.state.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One pass of a learner with {@code recall} over samples of one output: what its records say of
 * earlier samples, and what is true of them. Figures are those of versions 2, 3, ..
 */
final class RecallPass implements Emitter {

  /** Smaller figures are rounding. */
  static final double ROUNDING = 1e-9;

  private final List<Sample> samples;
  private final double unit;
  private double[][] features;
  private double[] before;

  private final double[] truth;
  private final double[] bound;
  private final double[] meter;
  private final double[] errorTruth;
  private final double[] errorMeter;

  /**
   * @param unit that figures are multiplied by
   */
  private RecallPass(List<Sample> samples, double unit) {
    this.samples = samples;
    this.unit = unit;
    int versions = samples.size() - 1;
    this.truth = new double[versions];
    this.bound = new double[versions];
    this.meter = new double[versions];
    this.errorTruth = new double[versions];
    this.errorMeter = new double[versions];
  }

  /**
   * The change of all earlier answers, its bound and its estimate, the error on all samples and its
   * estimate, each for versions 2, 3, ..
   *
   * @param method its name in messages
   * @param spec its spec, as JSON
   */
  static List<double[]> of(String method, String spec, List<Sample> samples, double unit) {
    RecallPass pass = new RecallPass(samples, unit);
    Replay replay = JobRecords.job(spec, new PublishPolicy(1), false, pass);
    try {
      for (Sample sample : samples) {
        replay.learn(sample);
      }
    } catch (RejectedException e) {
      throw new ExperimentException(method + " refused a sample: " + e.getMessage(), e);
    }
    return List.of(pass.truth, pass.bound, pass.meter, pass.errorTruth, pass.errorMeter);
  }

  @Override
  public void prediction(Prediction prediction) {}

  @Override
  public void weights(WeightRecord record) {
    if (features == null) {
      features = features(record.details().hidden());
    }
    int learned = Math.toIntExact(record.version());
    double[] change = record.w().clone();
    Arrays.setAll(change, i -> before == null ? 0 : record.w()[i] - before[i]);
    double moved = 0;
    double missed = 0;
    for (int i = 0; i < learned; i++) {
      double move = i == learned - 1 ? 0 : Regression.dot(features[i], change);
      moved += move * move;
      double error = samples.get(i).y()[0] - Regression.dot(features[i], record.w());
      missed += error * error;
    }
    before = record.w();
    if (learned > 1) {
      put(learned, moved, missed, record.details().recall());
    }
  }

  private void put(int learned, double moved, double missed, Recall recall) {
    int at = learned - 2;
    truth[at] = unit * Math.sqrt(moved / (learned - 1));
    bound[at] = unit * recall.changeBound();
    meter[at] = unit * recall.change();
    errorTruth[at] = unit * Math.sqrt(missed / learned);
    errorMeter[at] = unit * recall.error();
  }

  /** What the weights multiply: x, or the features of a net without direct links. */
  private double[][] features(HiddenLayer hidden) {
    double[][] x = samples.stream().map(Sample::values).toArray(double[][]::new);
    if (hidden == null) {
      return x;
    }
    double[][] rows = TanhUnits.extended(x);
    double[][] h = TanhUnits.values(Columns.of(hidden.w(), hidden.columns()), rows);
    return TanhUnits.linked(rows, h, false);
  }

  /** How bounds and estimates of what becomes of earlier answers relate to the truth. */
  static final class Ratios {

    private int versions;
    private int violated;
    private final Moments bound = new Moments();
    private final Moments change = new Moments();
    private final Moments error = new Moments();

    /** Adds the figures of a pass, as of {@link #of}. */
    void add(List<double[]> figures) {
      double[] truth = figures.get(0);
      for (int i = 0; i < truth.length; i++) {
        versions++;
        violated += figures.get(1)[i] < truth[i] ? 1 : 0;
        if (truth[i] > ROUNDING) {
          bound.add(Math.log(figures.get(1)[i] / truth[i]));
          change.add(figures.get(2)[i] / truth[i]);
        }
        if (figures.get(3)[i] > ROUNDING) {
          error.add(figures.get(4)[i] / figures.get(3)[i]);
        }
      }
    }

    /** How many times the truth a bound is, as a geometric mean. */
    String bound() {
      double times = Math.exp(bound.mean());
      return String.format(Locale.ROOT, times < 10 ? "%.1f" : "%.0f", times);
    }

    String words() {
      return String.format(
          Locale.ROOT,
          "the meter is %.2f of the truth (deviation %.2f) for the change and %.2f (%.2f) for the"
              + " error; of %,d bounds %d are below the truth.",
          change.mean(),
          change.deviation(),
          error.mean(),
          error.deviation(),
          versions,
          violated);
    }

    private static final class Moments {

      private int count;
      private double sum;
      private double squares;

      void add(double value) {
        count++;
        sum += value;
        squares += value * value;
      }

      double mean() {
        return sum / count;
      }

      double deviation() {
        return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
      }
    }
  }
}
