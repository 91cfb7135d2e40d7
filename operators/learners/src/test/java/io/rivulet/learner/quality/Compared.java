package io.rivulet.learner.quality;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * One row of targets with their errors and variances, as a learner would have answered it.
 *
 * @param y targets, one for each output
 * @param e targets minus predictions
 * @param variance of each target, or null
 */
record Compared(double[] y, double[] e, double[] variance) {

  /** The same row in other units: numbers by the factor, variances by its square. */
  Compared times(double factor) {
    return new Compared(
        scaled(y, factor),
        scaled(e, factor),
        variance == null ? null : scaled(variance, factor * factor));
  }

  /** The same row with targets and predictions moved by an offset. */
  Compared shifted(double offset) {
    return new Compared(Arrays.stream(y).map(each -> each + offset).toArray(), e, variance);
  }

  private static double[] scaled(double[] numbers, double factor) {
    return Arrays.stream(numbers).map(each -> each * factor).toArray();
  }

  /** The rows as one example; only the targets matter. */
  static Example example(List<Compared> rows, long ts) {
    double[][] y = rows.stream().map(Compared::y).toArray(double[][]::new);
    return new Example(
        Op.LEARN, new double[rows.size()][1], y, Sample.NO_LABEL, null, 1, ts, rows.size() > 1);
  }

  /** The answer to that example; the prediction itself does not matter. */
  static Answer answer(List<Compared> rows) {
    double[] e = flat(rows.stream().map(Compared::e).toArray(double[][]::new));
    Answer answer = new Answer(new double[e.length], e, null, null, null, false);
    return rows.get(0).variance() == null
        ? answer
        : answer.withVariance(flat(rows.stream().map(Compared::variance).toArray(double[][]::new)));
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
