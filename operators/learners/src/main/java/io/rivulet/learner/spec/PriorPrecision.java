package io.rivulet.learner.spec;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The fields {@code priorPrecision} and {@code biasPrecision}: the diagonal of Π, P₀ = Π⁻¹.
 *
 * @param diagonal positive entries with finite inverses, in units of 1/weight²; not copied
 * @param bias the field {@code biasPrecision}; empty when the bias has its entry in {@code
 *     priorPrecision} or when there is no bias
 * @param written whether all entries are written even if they are equal
 */
public record PriorPrecision(double[] diagonal, OptionalDouble bias, boolean written) {

  /** A prior without a separate precision of the bias. */
  public static PriorPrecision of(double[] diagonal) {
    return new PriorPrecision(diagonal, OptionalDouble.empty(), false);
  }

  /**
   * Reads one number for the weights of all inputs, 1 by default, or a number for each of them. The
   * bias has {@code biasPrecision}, or is the last of p numbers.
   */
  public static PriorPrecision read(SpecFields fields, ModelSpec model) {
    int p = model.response().rows();
    if (!(fields.value("priorPrecision") instanceof Iterable<?>)) {
      double[] common = new double[p];
      Arrays.fill(common, readIsotropic(fields));
      return withBias(fields, model, common);
    }
    double[] numbers = fields.numbers("priorPrecision");
    for (double precision : numbers) {
      requirePositive(fields, "priorPrecision", precision);
    }
    if (model.bias() && numbers.length == p - 1) {
      return withBias(fields, model, Arrays.copyOf(numbers, p));
    }
    if (numbers.length != p) {
      throw fields.refused(
          "priorPrecision",
          numbers,
          "one number or an array of " + SpecValues.numbers(model.bias() ? p - 1 : p));
    }
    if (fields.has("biasPrecision")) {
      throw fields.refused(
          "priorPrecision", numbers, SpecValues.numbers(p - 1) + "; the bias has biasPrecision");
    }
    return new PriorPrecision(numbers, OptionalDouble.empty(), model.bias());
  }

  private static PriorPrecision withBias(SpecFields fields, ModelSpec model, double[] diagonal) {
    int inputs = diagonal.length - (model.bias() ? 1 : 0);
    double least = Arrays.stream(diagonal, 0, inputs).min().orElse(1);
    OptionalDouble bias = BiasPrecision.read(fields, model.bias(), least);
    if (model.bias()) {
      diagonal[inputs] = bias.orElse(least);
      requirePositive(fields, "biasPrecision", diagonal[inputs]);
    }
    return new PriorPrecision(diagonal, bias, false);
  }

  /** Reads one number for all weights, 1 by default. */
  public static double readIsotropic(SpecFields fields) {
    double precision = fields.number("priorPrecision", 1);
    requirePositive(fields, "priorPrecision", precision);
    return precision;
  }

  private static void requirePositive(SpecFields fields, String name, double precision) {
    if (!(precision > 0 && Double.isFinite(1 / precision))) {
      throw fields.refused(name, precision, "positive, with a finite inverse");
    }
  }

  /** Adds the fields, with one number when the entries of all inputs are equal. */
  public void describe(Map<String, Object> fields) {
    double[] inputs = Arrays.copyOf(diagonal, diagonal.length - (bias.isPresent() ? 1 : 0));
    boolean isotropic = !written && Arrays.stream(inputs).allMatch(v -> v == inputs[0]);
    fields.put("priorPrecision", isotropic ? (Object) inputs[0] : inputs);
    bias.ifPresent(precision -> fields.put("biasPrecision", precision));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PriorPrecision prior
        && Arrays.equals(diagonal, prior.diagonal)
        && bias.equals(prior.bias)
        && written == prior.written;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(diagonal);
  }
}
