package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.feature.Features;
import io.rivulet.feature.Inputs;
import io.rivulet.learner.Answering;
import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Question;
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
   * @param tellsBias whether a record that names no bias is known to have none
   * @throws Failure when the learner has no such answer, or x does not fit
   */
  static double[] of(WeightRecord record, Sample sample, boolean tellsBias) {
    Answering answering =
        Catalogue.answering(record.learner()).orElseThrow(() -> answersNothing(record));
    try {
      double[] x = Question.input(inputs(record, sample, tellsBias), sample);
      return Question.answer(answering.of(record, x));
    } catch (IllegalArgumentException | RejectedException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  /**
   * Whether the answer takes the last weight for a bias only because x has one number less, which
   * records of builds before this one leave open.
   */
  static boolean guessesBias(WeightRecord record, Sample sample) {
    return record.axes().equals(Axes.UNNAMED)
        && record.details().hidden() == null
        && record.rows() > 1
        && sample.size() == record.rows() - 1;
  }

  /** An old record that names nothing and has no hidden layer leaves the length of x open. */
  private static Inputs inputs(WeightRecord record, Sample sample, boolean tellsBias) {
    Axes axes = record.axes();
    if (axes.input() != null) {
      Features features = Features.read(SpecJson.readArray(axes.input()), "input", true);
      return new Inputs(features, features.columns());
    }
    if (record.details().hidden() != null) {
      return new Inputs(Features.NONE, record.details().hidden().rows() - 1);
    }
    if (axes.bias()) {
      return new Inputs(Features.NONE, record.rows() - 1);
    }
    return new Inputs(
        Features.NONE, answersByRows(record, tellsBias) ? record.rows() : sample.size());
  }

  /** The weights of greedy are its last answer, whatever x is. */
  private static boolean answersByRows(WeightRecord record, boolean tellsBias) {
    return tellsBias && record.rows() > 1;
  }

  private static Failure answersNothing(WeightRecord record) {
    String learner = TextTable.printable(record.learner());
    return Failure.refused(
        Catalogue.names().contains(record.learner())
            ? "learner '" + learner + "' gives no answer to x: " + learner + " answers no inputs"
            : "learner '"
                + learner
                + "' gives no answer to x that this build knows; send a sample with \"op\":"
                + " \"predict\" instead");
  }
}
