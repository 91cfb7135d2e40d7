package io.rivulet.learner;

import io.rivulet.state.RlsState;
import io.rivulet.state.StateFormat;
import java.util.Arrays;
import java.util.Map;

/**
 * Settings of {@link RecursiveLeastSquares}.
 *
 * @param model at most {@link #MAXIMUM_ROWS} rows
 * @param forgetting weight λ of the previous sample relative to the current one, in (0, 1]
 * @param directional whether only directions that a sample excites are forgotten
 * @param priorPrecision diagonal of Π, positive, in units of 1/weight²; P₀ = Π⁻¹
 */
public record RlsSpec(
    ModelSpec model, double forgetting, boolean directional, double[] priorPrecision)
    implements LearnerSpec<RlsState> {

  static final String NAME = "rls";

  /** Above this, p² doubles pass the largest state that RocksDB takes. */
  static final int MAXIMUM_ROWS = 4096;

  static RlsSpec read(SpecFields fields) {
    ModelSpec model = ModelSpec.read(fields);
    int rows = model.response().rows();
    if (rows > MAXIMUM_ROWS) {
      throw new IllegalArgumentException(
          "rls takes at most " + MAXIMUM_ROWS + " weights an output, got " + rows + "; use orfit");
    }
    double forgetting = fields.number("forgetting", 1);
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw fields.refused("forgetting", forgetting, "in (0, 1]; 1 never forgets");
    }
    String mode = fields.text("forgettingMode", "exponential", "exponential", "directional");
    double[] prior = priorPrecision(fields, rows);
    return new RlsSpec(model, forgetting, mode.equals("directional"), prior);
  }

  private static double[] priorPrecision(SpecFields fields, int rows) {
    double[] prior = new double[rows];
    if (fields.value("priorPrecision") instanceof Iterable<?>) {
      prior = fields.numbers("priorPrecision");
    } else {
      Arrays.fill(prior, fields.number("priorPrecision", 1));
    }
    if (prior.length != rows) {
      throw fields.refused("priorPrecision", prior.length + " numbers", rows + " numbers or one");
    }
    for (double precision : prior) {
      if (!(precision > 0 && Double.isFinite(1 / precision))) {
        throw fields.refused("priorPrecision", precision, "positive");
      }
    }
    return prior;
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<RlsState> format() {
    return RlsState.FORMAT;
  }

  @Override
  public Learner<RlsState> newLearner() {
    return new RecursiveLeastSquares(this);
  }

  @Override
  public long maximumStateBytes() {
    return RlsState.bytes(
        model.response().rows(), model.response().columns(), forgetsByDirection());
  }

  @Override
  public boolean unlearns() {
    return forgetting == 1 && model.response().linear();
  }

  @Override
  public boolean merges() {
    return forgetting == 1 && model.response().linear();
  }

  /** Whether the precision R is kept beside P; without forgetting the two modes are one. */
  boolean forgetsByDirection() {
    return directional && forgetting < 1;
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("forgetting", forgetting);
    fields.put("forgettingMode", directional ? "directional" : "exponential");
    boolean isotropic = Arrays.stream(priorPrecision).allMatch(v -> v == priorPrecision[0]);
    fields.put("priorPrecision", isotropic ? (Object) priorPrecision[0] : priorPrecision);
  }
}
