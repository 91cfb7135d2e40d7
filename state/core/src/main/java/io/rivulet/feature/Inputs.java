package io.rivulet.feature;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.EntryName;
import io.rivulet.record.QuotedNumber;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * The step from the x of a sample to the dense rows that a model takes. The x is dense, sparse,
 * named, or a batch of dense or named rows.
 */
public final class Inputs {

  private final Features features;
  private final int inputs;

  /**
   * @param inputs length of a row; when features are listed, the number of their columns
   */
  public Inputs(Features features, int inputs) {
    this.features = features;
    this.inputs = inputs;
  }

  /**
   * Checks that each value of a named x is of the kind of its feature. Names that are not listed
   * have no feature.
   *
   * @throws RejectedException {@code MALFORMED} when a value is of another kind
   */
  public void requireKinds(Sample sample) throws RejectedException {
    boolean plain = sample.texts() == null && features.notNumbers().isEmpty();
    if (plain || sample.names() == null || sample.values() == null) {
      return;
    }
    for (int place = 0; place < sample.names().length; place++) {
      String expected = features.misfit(sample, place);
      if (expected != null) {
        throw rejected(
            Reason.MALFORMED,
            named(sample, place)
                + " is "
                + shown(sample, place)
                + ", must be "
                + expected
                + advice(sample, place, expected));
      }
    }
  }

  /**
   * The rows of a sample; a single input is one row.
   *
   * @throws RejectedException {@code DIMENSION} when x has another length, an unknown or missing
   *     name or an unknown category
   */
  public double[][] rows(Sample sample) throws RejectedException {
    return rows(sample, new double[1][]);
  }

  /**
   * As {@link #rows(Sample)}.
   *
   * @param one room for one row, which is returned with the row of a single dense or sparse input
   * @throws RejectedException as {@link #rows(Sample)} does
   */
  public double[][] rows(Sample sample, double[][] one) throws RejectedException {
    double[][] rows = raw(sample, one);
    if (features.scaling() == null) {
      return rows;
    }
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = features.scaling().apply(rows[i]);
    }
    return scaled;
  }

  /**
   * Checks that the result of {@link #rows} for finite raw numbers is finite.
   *
   * @throws RejectedException {@code NUMERIC} when a scaled number is not finite
   */
  public void requireFinite(double[][] rows) throws RejectedException {
    if (features.scaling() == null) {
      return;
    }
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        throw rejected(
            Reason.NUMERIC,
            "x is not finite once center and scale are applied; give the feature a larger scale");
      }
    }
  }

  private double[][] raw(Sample sample, double[][] one) throws RejectedException {
    if (sample.values() == null) {
      return new double[0][];
    }
    if (sample.names() != null) {
      return named(sample);
    }
    requireNumbers();
    if (sample.size() != inputs) {
      throw rejected(Reason.DIMENSION, length(sample) + ", the model takes " + inputs);
    }
    if (sample.rows() > 0) {
      return dense(sample.values(), sample.rows());
    }
    one[0] = sample.indices() == null ? sample.values() : sparse(sample);
    return one;
  }

  private double[][] named(Sample sample) throws RejectedException {
    if (features.isEmpty()) {
      throw rejected(
          Reason.DIMENSION,
          (sample.names().length == 0 ? "x" : named(sample, 0))
              + " is named, the spec lists no 'features'; list them, or send x as an array");
    }
    if (sample.rowEnds() == null) {
      return new double[][] {features.expand(sample, EntryName.NONE, 0, sample.names().length)};
    }
    double[][] rows = new double[sample.rowEnds().length][];
    int from = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.expand(sample, i, from, sample.rowEnds()[i]);
      from = sample.rowEnds()[i];
    }
    return rows;
  }

  private void requireNumbers() throws RejectedException {
    List<String> others = features.notNumbers();
    if (!others.isEmpty()) {
      throw rejected(
          Reason.DIMENSION,
          "x has no names, but the model takes texts as "
              + Shown.list(others)
              + "; send x as an object of named values");
    }
  }

  private static double[][] dense(double[] flat, int count) {
    int width = flat.length / count;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  private double[] sparse(Sample sample) {
    double[] x = new double[inputs];
    for (int k = 0; k < sample.indices().length; k++) {
      x[sample.indices()[k]] = sample.values()[k];
    }
    return x;
  }

  private static String length(Sample sample) {
    if (sample.indices() != null) {
      return "x.n is " + sample.size();
    }
    return EntryName.of("x", sample.rows() > 0 ? 0 : EntryName.NONE, EntryName.NONE)
        + " has "
        + EntryName.entries(sample.size());
  }

  /** The name of a value of a named x in messages. */
  public static String named(Sample sample, int place) {
    int row = EntryName.NONE;
    if (sample.rowEnds() != null) {
      row = 0;
      while (sample.rowEnds()[row] <= place) {
        row++;
      }
    }
    return EntryName.named(row, sample.names()[place]);
  }

  private static String shown(Sample sample, int place) {
    String[] texts = Feature.texts(sample, place);
    if (texts == null) {
      return Shown.number(sample.values()[place]);
    }
    if (sample.form(place) != null) {
      return sample.form(place).of(texts.length);
    }
    return sample.numeric(place) ? texts[0] : Shown.quoted(texts[0]);
  }

  /** The advice about a number in quotes where a number is expected. */
  private static String advice(Sample sample, int place, String expected) {
    return expected.equals(NumberFeature.TAKEN) && sample.form(place) == null
        ? QuotedNumber.advice(Feature.texts(sample, place)[0])
        : "";
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
