package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.record.RejectedException;
import io.rivulet.state.evidence.CentredSums;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;
import java.util.Arrays;

/**
 * The sum of two states. Sums about the means add up as in one stream, and the sketch is that of
 * the columns of both and of the distance of their means: with f = Ω₁ Ω₂ / (Ω₁ + Ω₂)
 *
 * <pre>
 * B = B₁ + B₂ + f dx dyᵀ,   [U₁ s₁, U₂ s₂, √f dx],   Z = Uᵀ B
 * a = a₁ + a₂ + f (dxᵀ b⊥)² / ‖b⊥‖²
 * </pre>
 *
 * Untruncated it equals the state of one stream. The scores add up, but the ridge is chosen by
 * {@link CrossValidation}. O((r₁ + r₂)² p).
 *
 * <p>Reference: T. Chan, G. Golub, R. LeVeque, <i>The American Statistician</i> 37 (1983).
 */
final class EvidenceMerge {

  private final EvidenceSpec spec;
  private final IncrementalPca pca;
  private final Alignment alignment;

  EvidenceMerge(EvidenceSpec spec, StartScale start) {
    this.alignment = new Alignment(start);
    this.spec = spec;
    this.pca = new IncrementalPca(spec.summary(), spec.memory(), spec.tolerance(), spec.room());
  }

  /**
   * Adds a state with at least one sample to another.
   *
   * @param other becomes useless
   */
  void add(EvidenceState state, EvidenceState other) throws RejectedException {
    double[] distance = Lanes.difference(other.sums().mean(), state.sums().mean());
    double[] apart = Lanes.difference(other.sums().targetMeans(), state.sums().targetMeans());
    Units units = units(state, other, Lanes.largest(distance), apart);
    state.rescale(units);
    other.rescale(units);
    Units.divide(distance, units.input());
    for (int j = 0; j < apart.length; j++) {
      apart[j] = Units.over(apart[j], units.targets()[j]);
    }
    double factor = state.sums().add(other.sums(), spec.centred(), distance, apart);
    state.count(other);
    double[][] columns = columns(other, distance, Math.sqrt(factor));
    if (Arrays.stream(columns).anyMatch(column -> Norm.of(column) > 0)) {
      IncrementalPca.Ranking ranking = pca.stage(state.sketch(), columns);
      ranking.commit();
      if (ranking.truncates()) {
        state.truncate();
      }
    }
    alignment.renew(state);
    if (state.truncated()) {
      state.addTail(factor * tail(state, distance));
    }
  }

  private static Units units(
      EvidenceState state, EvidenceState other, double distance, double[] apart) {
    CentredSums a = state.sums();
    CentredSums b = other.sums();
    int[] targets = new int[apart.length];
    boolean[] first = new boolean[apart.length];
    for (int j = 0; j < targets.length; j++) {
      double ours = a.targetEnergy(j);
      double theirs = b.targetEnergy(j);
      first[j] = ours == 0 && theirs == 0;
      targets[j] = larger(ours, state.units().targets()[j], theirs, other.units().targets()[j]);
    }
    int weight = Math.max(state.units().weight(), other.units().weight());
    Units both =
        new Units(
            larger(a.energy(), state.units().input(), b.energy(), other.units().input()),
            targets,
            weight);
    boolean still = a.energy() == 0 && b.energy() == 0;
    return both.with(still, first, false, distance, apart, Math.scalb(1.0, 2 * weight));
  }

  /** The larger unit of the sums that are not 0. */
  private static int larger(double ours, int unit, double theirs, int other) {
    if (ours == 0 || theirs == 0) {
      return ours == 0 ? other : unit;
    }
    return Math.max(unit, other);
  }

  /** U diag(s) and the distance of the means. */
  private static double[][] columns(EvidenceState other, double[] distance, double root) {
    double[] values = other.sketch().singularValues();
    double[][] columns = Arrays.copyOf(other.sketch().basis().columns(), values.length + 1);
    for (int k = 0; k < values.length; k++) {
      columns[k] = columns[k].clone();
      Lanes.scale(values[k], columns[k], columns[k].length);
    }
    columns[values.length] = distance.clone();
    Lanes.scale(root, columns[values.length], distance.length);
    return columns;
  }

  /** The Rayleigh quotient of the distance along the part of B outside U, as of a sample. */
  private double tail(EvidenceState state, double[] distance) {
    CentredInput input = new CentredInput(spec.inputs(), spec.tolerance());
    input.along(state, distance);
    Heads heads = new Heads(spec.outputs(), spec.centred(), new StartScale(new double[0][]));
    heads.at(state, input);
    return heads.tail(state);
  }
}
