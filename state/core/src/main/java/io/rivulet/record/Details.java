package io.rivulet.record;

/**
 * Facts about a state that only some learners publish besides its weights. Absent parts are null.
 *
 * @param hidden first layer of a net, whose read-out the weights are, or null
 * @param spectrum what a matrix flow has learned of its target, or null
 * @param noise the noise that a regression found in its stream, or null
 */
public record Details(HiddenLayer hidden, Spectrum spectrum, FoundNoise noise) {

  /** The details of a learner that publishes nothing besides its weights. */
  public static final Details NONE = new Details(null, null, null);

  public static Details of(HiddenLayer hidden) {
    return new Details(hidden, null, null);
  }

  public static Details of(Spectrum spectrum) {
    return new Details(null, spectrum, null);
  }

  public static Details of(FoundNoise noise) {
    return new Details(null, null, noise);
  }

  /** The count of the numbers that they add to a record, beside a few short ones. */
  public long numbers() {
    long layer = hidden == null ? 0 : hidden.w().length;
    long values =
        spectrum == null ? 0 : (long) spectrum.eigenvalues().length + spectrum.learned().length;
    return layer
        + values
        + (noise == null || noise.variances() == null ? 0 : noise.variances().length);
  }
}
