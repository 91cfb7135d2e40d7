package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.feature.Features;
import io.rivulet.feature.Inputs;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Answering;
import io.rivulet.learner.Catalogue;
import io.rivulet.record.Axes;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SpecJson;

/** Predictions that a weight record alone can make. */
final class RecordAnswer {

  private RecordAnswer() {}

  /**
   * What the weights answer.
   *
   * @throws Failure when the learner has no such answer, or x does not fit
   */
  static double[] of(WeightRecord record, Sample sample) {
    Answering answering =
        Catalogue.answering(record.learner()).orElseThrow(() -> answersNothing(record));
    try {
      return answering.of(record, input(record, sample));
    } catch (IllegalArgumentException e) {
      throw Failure.refused(e.getMessage());
    } catch (RejectedException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  /**
   * Whether the answer takes the last weight for a bias only because x has one number less, which
   * records of builds before this one leave open.
   */
  static boolean guessesBias(WeightRecord record, Sample sample) {
    return record.axes().equals(Axes.UNNAMED)
        && record.hidden() == null
        && record.rows() > 1
        && sample.size() == record.rows() - 1;
  }

  private static double[] input(WeightRecord record, Sample sample) throws RejectedException {
    Inputs inputs = inputs(record, sample);
    inputs.requireKinds(sample);
    double[] x = inputs.rows(sample)[0];
    if (!Lanes.finite(x)) {
      throw Failure.refused("x has a number that is not a finite float64");
    }
    return x;
  }

  /** A record that names nothing leaves the length of x to the answer. */
  private static Inputs inputs(WeightRecord record, Sample sample) {
    Axes axes = record.axes();
    if (axes.input() != null) {
      Features features = Features.read(SpecJson.readArray(axes.input()), "input", true);
      return new Inputs(features, features.columns());
    }
    return new Inputs(Features.NONE, axes.bias() ? record.rows() - 1 : sample.size());
  }

  private static Failure answersNothing(WeightRecord record) {
    return Failure.refused(
        "learner '"
            + TextTable.printable(record.learner())
            + "' gives no answer to x from its weights; send a sample with \"op\": \"predict\""
            + " instead");
  }
}
