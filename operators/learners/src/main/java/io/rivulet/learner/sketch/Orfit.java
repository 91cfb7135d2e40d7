package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Staged;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OrfitState;

/**
 * Orthogonal recursive fitting: each sample is fitted exactly (R = 0) or to its noise (R > 0) by a
 * step orthogonal to the gradients of earlier samples, of which a basis U (p x r), r ≤ m, is kept.
 * With gradient columns G, error E, H = Uᵀ G, G~ = G - U H and an orthonormal basis Q of G~
 *
 * <pre>
 * R = 0:  W ← W + Q ((Qᵀ G)ᵀ)⁺ E
 * R > 0:  W ← W + [Q  U √D] B (Bᵀ B + θ I)⁻¹ E,  B = [Qᵀ G; √D H],  θ = η R/ω
 *         D = η R / (η R + s²)
 * basis:  SVD of [diag(s)  √ω H; 0  √ω Qᵀ G], the m largest kept
 * </pre>
 *
 * which for R > 0 is the Kalman step, by the singular values of B: sums of squares only, no inverse
 * of their matrix. With R = 0 directions up to τ of the largest count as none; with R > 0 all count
 * that are beyond rounding.
 *
 * <p>O((m + c) c p) for the projection; O((m + c) m p) for the rotation of the basis, which waits
 * for m/4 new directions where that pays ({@link IncrementalPca#room}), in O(m³) a sample; up to (5
 * m/4 + 1) p doubles of memory. An exact repetition changes no weight bit. An input so small that τ
 * ‖G‖ underflows counts as zero.
 *
 * <p>Under noise, samples that differ by up to a hundred decades in size ({@link Grading}) do not
 * disturb each other beyond the rounding of their entries, as long as all columns have one unit or
 * the large numbers stand in separate columns. Where a sample is large in columns of different
 * units, it is as if it were rounded by its length: a unit vector of float64 holds no more.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, Algorithms 1 to 3, equations (5) to
 * (9). R > 0 is the spherical low-rank filter of P. Chang et al., arXiv 2305.19535.
 */
public final class Orfit implements Learner<OrfitState> {

  /** Error, relative to 1 + |y|, above which a repeated input contradicts what was learned. */
  private static final double CONFLICT = 1e-9;

  private final OrfitSpec spec;
  private final Linearisation model;
  private final Step step;
  private final IncrementalPca pca;

  /** Scratch for the direction that a sample brings. */
  private final double[] direction;

  /** Null without noise. */
  private final NoisyStep noisy;

  Orfit(OrfitSpec spec) {
    this(spec, spec.room());
  }

  /**
   * @param room as of {@link IncrementalPca}
   */
  Orfit(OrfitSpec spec, int room) {
    this.spec = spec;
    this.model = new Linearisation(spec.model().response());
    this.step = new Step(spec.model());
    this.direction = new double[spec.model().response().rows()];
    double least = spec.noise() > 0 ? 0 : spec.tolerance();
    this.pca = new IncrementalPca(spec.summary(), spec.memory(), least, room);
    this.noisy =
        spec.noise() > 0
            ? new NoisyStep(spec.priorPrecision(), spec.noise(), direction.length)
            : null;
  }

  @Override
  public OrfitState initialState() {
    return OrfitState.initial(spec.model().startingWeights(), spec.seed());
  }

  @Override
  public Answer predict(OrfitState state, double[][] x) {
    return model.at(state.weights(), x).answer();
  }

  @Override
  public Publication publish(OrfitState state) {
    return Publication.of(state.weights());
  }

  @Override
  public Answer learn(OrfitState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    double size = Norm.of(at.gradient());
    if (!Double.isFinite(size)) {
      throw Overflow.of(spec.model(), at.gradient(), state.weights());
    }
    if (spec.tolerance() * size < Double.MIN_NORMAL || example.weight() == 0) {
      state.countStep();
      return at.answer();
    }
    double[] values = decayed(state.singularValues());
    Directions basis = state.sketch().directions();
    Grading grading =
        noisy == null
            ? Grading.NONE
            : Grading.of(basis, values, at.gradient(), Math.sqrt(example.weight()));
    Projection projection = projected(at.gradient(), size, basis, grading);
    step.from(state.weights());
    if (noisy != null && at.oneRow()) {
      noisy.addRow(step, projection, basis, values, at, state.weights(), example.weight());
    } else if (noisy != null) {
      noisy.add(step, projection, basis, values, at.error(), example.weight());
    } else if (projection.rank() > 0) {
      interpolate(projection, at.error());
    }
    Staged weights = step.stage(at.gradient());
    stageMemory(state, at, projection, values, example.weight(), grading).commit();
    weights.commit();
    state.residualRatio(projection.newNorm() / size);
    count(state, at, projection, example);
    return at.answer();
  }

  /**
   * Learns the sketch of another state: its directions are a batch of samples, with the answers of
   * its weights as targets.
   *
   * <pre>
   * R = 0:  the shortest step with U₂ᵀ W = U₂ᵀ W₂, orthogonal to U₁
   * R > 0:  gradients U₂ diag(s₂), errors s₂ U₂ᵀ (W₂ - W₁) + (η R / s₂) U₂ᵀ (W₂ - W₀)
   * basis:  SVD of [U₁ diag(s₁)  U₂ diag(s₂)], the m largest kept
   * </pre>
   *
   * While nothing was truncated this is ORFit on both streams: W₀ and the least move that fits all
   * samples, when they are consistent, or for R > 0 their ridge regression. After truncation it
   * approximates: for R = 0 both bases keep what their weights gave them, what W₂ learned outside
   * U₂ is lost, and no direction of G Gᵀ exceeds the sketch by more than the discarded energy
   * ({@code ipca}) or ‖G‖² / (m + 1) ({@code fd}). O((r₁ + r₂)² p).
   */
  @Override
  public void merge(OrfitState state, OrfitState other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    if (other.sketch().rank() > 0) {
      absorb(state, other);
    }
    state.sketch().discard(other.discardedEnergy());
    state.count(other);
  }

  private void absorb(OrfitState state, OrfitState other) throws RejectedException {
    double[][] directions = other.basis().columns();
    double[] values = other.singularValues();
    Directions basis = state.sketch().directions();
    Projection unit = projected(directions, 1, basis, Grading.NONE);
    Projection scaled = unit.scaled(values);
    double[][] apart = products(directions, other.weights(), state.weights());
    step.from(state.weights());
    if (noisy != null) {
      double[][] moved = products(directions, other.weights(), spec.model().startingWeights());
      for (int k = 0; k < values.length; k++) {
        Lanes.scale(values[k], apart[k], apart[k].length);
        double share = spec.priorPrecision() * spec.noise() / values[k];
        Lanes.axpy(share, moved[k], apart[k], apart[k].length);
      }
      noisy.add(step, scaled, basis, state.singularValues(), apart, 1);
    } else if (unit.rank() > 0) {
      interpolate(unit, apart);
    }
    Staged weights = step.stage();
    pca.stage(state.sketch(), state.singularValues(), scaled, 1).commit();
    weights.commit();
  }

  private Projection projected(
      double[][] gradient, double size, Directions basis, Grading grading) {
    return noisy != null
        ? Projection.graded(gradient, size, basis, grading, direction)
        : Projection.of(gradient, basis, spec.tolerance() * size, direction);
  }

  /** Uᵀ (A - B) for columns of weights, a row for each direction. */
  private static double[][] products(double[][] directions, double[][] a, double[][] b) {
    double[][] products = new double[directions.length][a.length];
    for (int j = 0; j < a.length; j++) {
      double[] apart = Lanes.difference(a[j], b[j]);
      for (int k = 0; k < directions.length; k++) {
        products[k][j] = Lanes.dot(directions[k], apart, apart.length);
      }
    }
    return products;
  }

  private double[] decayed(double[] singularValues) {
    double[] values = singularValues.clone();
    if (spec.memoryDecay() != 1) {
      Lanes.scale(Math.sqrt(spec.memoryDecay()), values, values.length);
    }
    return values;
  }

  /** The step that fits the sample exactly and leaves the span of the basis alone. */
  private void interpolate(Projection projection, double[][] error) throws RejectedException {
    double[][] core = projection.core();
    if (core.length == 1 && core[0].length == 1) {
      if (!(core[0][0] > 0)) {
        throw Refusal.numeric(
            "the new part of the input is "
                + projection.newNorm()
                + ", which is within rounding; raise tolerance");
      }
      double[][] scaled = {error[0].clone()};
      for (int j = 0; j < scaled[0].length; j++) {
        scaled[0][j] /= core[0][0];
      }
      step.add(1, projection.directions(), scaled, 1);
      return;
    }
    double[][] transposed = new double[core[0].length][core.length];
    for (int i = 0; i < core.length; i++) {
      for (int k = 0; k < core[i].length; k++) {
        transposed[k][i] = core[i][k];
      }
    }
    SmallSvd svd = new SmallSvd(transposed);
    double[][] coefficients = svd.solve(error, spec.tolerance() * svd.values()[0]);
    step.add(1, projection.directions(), coefficients, coefficients.length);
  }

  /** Stages the basis with the gradients in it. */
  private Staged stageMemory(
      OrfitState state,
      Linear at,
      Projection projection,
      double[] values,
      double weight,
      Grading grading)
      throws RejectedException {
    if (grading.displaces()) {
      return pca.stage(state.sketch(), values, at.gradient(), Math.sqrt(weight), grading.kept());
    }
    return spec.summary().ranked()
        ? pca.stage(state.sketch(), values, projection, Math.sqrt(weight))
        : () -> hold(state, projection);
  }

  /** Directions without rank: the summary says which one goes. */
  private void hold(OrfitState state, Projection projection) {
    OrthonormalBasis basis = state.sketch().settled();
    for (double[] column : projection.directions()) {
      basis.append(column);
      if (basis.rank() > spec.memory()) {
        spec.summary().evict(state);
      }
    }
    state.sketch().rank(new double[basis.rank()]);
  }

  private void count(OrfitState state, Linear at, Projection projection, Example example) {
    state.countStep();
    if (spec.noise() == 0 && projection.rank() == 0) {
      double error = 0;
      for (double[] row : at.error()) {
        error = Math.max(error, Lanes.largest(row));
      }
      state.countSkip(error > CONFLICT * (1 + Lanes.largest(example.targets())));
    }
    IncrementalPca.tidy(state.sketch(), state.steps());
  }
}
