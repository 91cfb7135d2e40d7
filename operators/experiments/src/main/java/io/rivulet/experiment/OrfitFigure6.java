package io.rivulet.experiment;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.report.Curves;
import io.rivulet.experiment.report.PaperReading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Rotated digits learned with bounded memory: the test error (panel a), and what is forgotten of
 * one early sample (panel b).
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, <i>One-pass learning via bridging orthogonal gradient
 * descent and recursive least-squares</i>, arXiv 2207.13853, figure 6.
 */
final class OrfitFigure6 implements Reproduction {

  private static final List<Method> METHODS =
      List.of(
          Method.of(Contender.ORFIT),
          Method.ORFIT_FD,
          Method.of(Contender.ORFIT_FULL),
          Method.ORFIT_NOISE,
          Method.of(Contender.ORFIT_LATEST),
          Method.of(Contender.ORFIT_RANDOM),
          Method.of(Contender.ONE_STEP_SGD),
          Method.of(Contender.GREEDY),
          Method.of(Contender.ORFIT_AUTO));

  /** By eye, after the last step. */
  private static final List<Mark> WATCHED =
      List.of(
          new Mark("orfit", RotatedDigits.TRAIN, 5, 12),
          new Mark("orfit-latest", RotatedDigits.TRAIN, 108, 118),
          new Mark("orfit-random", RotatedDigits.TRAIN, 108, 118),
          new Mark("one-step-sgd", RotatedDigits.TRAIN, 108, 118));

  @Override
  public String name() {
    return "fig6";
  }

  @Override
  public String description() {
    return "bounded memory on rotated digits (ORFit paper, figure 6)";
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public Sheet compute(Setup setup, ProgressListener progress) {
    List<Curves> runs =
        new DigitRuns(METHODS, RotatedDigits.WATCHED).compute(setup, progress, name());
    return new Sheet(
        name(),
        "One pass over rotated digits, memory for 10 directions (ORFit paper, figure 6)",
        List.of(testError(runs), watchedError(runs)),
        notes(setup),
        setup.images() == null ? Sheet.BY_EYE_ON_MNIST : Sheet.BY_EYE);
  }

  private static Panel testError(List<Curves> runs) {
    return new Panel(
        "a",
        "Test error",
        Axis.linear("samples learned"),
        Axis.linear("test error (degrees)"),
        Curves.traces(runs, Errors::test),
        PaperReading.marks(METHODS.stream().map(Method::name).toList(), RotatedDigits.TRAIN),
        OptionalDouble.empty());
  }

  private static Panel watchedError(List<Curves> runs) {
    return new Panel(
        "b",
        "Error on sample " + RotatedDigits.WATCHED + ", learned at the dotted line",
        Axis.linear("samples learned"),
        Axis.linear("error on sample " + RotatedDigits.WATCHED + " (degrees)"),
        Curves.traces(runs, Errors::watched),
        WATCHED,
        OptionalDouble.of(RotatedDigits.WATCHED));
  }

  private static List<String> notes(Setup setup) {
    List<String> notes = new ArrayList<>(DigitRuns.notes(setup));
    notes.add(
        "orfit, orfit-fd, orfit-latest and orfit-random keep 10 directions; orfit-full and"
            + " orfit-noise (RegORFit, R = 10) keep all 100; one-step-sgd keeps none; greedy"
            + " answers with the last angle. orfit-auto is no curve of the paper: with 10 directions"
            + " it finds the noise in the stream, starts from 0 and has a bias.");
    return notes;
  }
}
