package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.MergeTest;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.Op;
import io.rivulet.state.OrfitState;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merged states of ORFit against one learner that saw both streams. */
class OrfitMergeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_roomForAll_equalsTheJointStream(long seed) throws Exception {
    MergeTest.Shards<OrfitState> shards = new MergeTest.Shards<>(seed, 1);
    double noise = seed % 2 == 0 ? 0 : shards.draw.uniform(0.1, 3);
    double eta = shards.draw.uniform(0.2, 5);
    shards.open(
        () ->
            Trial.orfit(
                shards
                    .fields()
                    .with("summary", "full")
                    .with("noise", noise)
                    .with("priorPrecision", eta)));

    shards.learn(noise > 0);
    shards.first.merge(shards.second);

    double condition = Oracle.condition(shards.x());
    shards.assertJoint(1e-13 * shards.p * condition * condition);
    double[] values = shards.joint.state().singularValues();
    assertThat(shards.first.state().singularValues())
        .containsExactly(values, within(1e-13 * shards.p * values[0]));
    assertThat(
            Oracle.largestDifference(
                Trial.projector(shards.first.state().basis()),
                Trial.projector(shards.joint.state().basis())))
        .isLessThan(1e-13 * shards.p * condition * condition);
    assertThat(shards.first.state().steps()).isEqualTo(shards.n);
  }

  /** Shards that share directions and agree on them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_consistentShardsThatOverlap_equalTheLeastMoveThatFitsBoth(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 4 + (int) (seed % 20);
    double[] start = draw.normal(p);
    double[] truth = draw.normal(p);
    Fields fields = Fields.of("dimension", p).with("summary", "full").with("initialWeights", start);
    Trial<OrfitState> first = Trial.orfit(fields);
    Trial<OrfitState> second = Trial.orfit(fields);
    double[][] x = draw.ofRank(draw.between(1, p - 1), p + 2, p);
    double[] y = Arrays.stream(x).mapToDouble(row -> Oracle.dot(row, truth)).toArray();

    for (int i = 0; i < x.length; i++) {
      (i % 2 == 0 ? first : second).learn(x[i], y[i]);
      if (i % 5 == 0) {
        second.learn(x[i], y[i]);
      }
    }
    first.merge(second);

    double condition = Oracle.condition(x);
    assertThat(first.weights(0))
        .containsExactly(Oracle.nearest(x, y, start), within(1e-12 * p * condition * condition));
  }

  /**
   * After truncation: both keep what they remember, the sketch is that of both, and the energy adds
   * up.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_truncated_remembersBothSketchesAndCountsTheRest(long seed) throws Exception {
    MergeTest.Shards<OrfitState> shards = new MergeTest.Shards<>(seed, 1);
    int m = shards.draw.between(1, Math.max(1, shards.p / 3));
    shards.open(() -> Trial.orfit(shards.fields().with("memory", m)));
    shards.learn(false);
    double[][] ours = copied(shards.first.state());
    double[][] theirs = copied(shards.second.state());
    List<double[]> rows = new ArrayList<>();
    for (Trial<OrfitState> shard : List.of(shards.first, shards.second)) {
      for (int k = 0; k < shard.state().basis().rank(); k++) {
        double[] row = new double[shards.p];
        Oracle.add(shard.state().singularValues()[k], shard.state().basis().column(k), row);
        rows.add(row);
      }
    }
    double[] kept = Arrays.stream(ours).mapToDouble(u -> product(u, shards.first)).toArray();
    double[] learned = Arrays.stream(theirs).mapToDouble(u -> product(u, shards.second)).toArray();

    shards.first.merge(shards.second);

    double size = 1 + Oracle.norm(shards.first.weights(0));
    for (int k = 0; k < ours.length; k++) {
      assertThat(product(ours[k], shards.first)).isCloseTo(kept[k], within(1e-11 * size));
    }
    for (int k = 0; k < theirs.length; k++) {
      assertThat(product(theirs[k], shards.first)).isCloseTo(learned[k], within(1e-9 * size));
    }
    OrfitState merged = shards.first.state();
    double[] values = Oracle.singularValues(rows.toArray(double[][]::new));
    assertThat(merged.singularValues())
        .containsExactly(Arrays.copyOf(values, merged.basis().rank()), within(1e-13 * values[0]));
    double energy = Arrays.stream(shards.x()).mapToDouble(row -> Oracle.dot(row, row)).sum();
    assertThat(Oracle.dot(merged.singularValues(), merged.singularValues()))
        .isCloseTo(energy - merged.discardedEnergy(), within(1e-12 * energy));
    double lost = Oracle.energyOutside(shards.x(), Trial.projector(merged.basis()));
    assertThat(lost).isLessThanOrEqualTo(merged.discardedEnergy() + 1e-12 * energy);
  }

  /** Mergeable summaries keep the bound: 0 ≤ GGᵀ - BBᵀ ≤ ‖G‖²_F / (m + 1). */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_frequentDirections_keepTheGuarantee(long seed) throws Exception {
    MergeTest.Shards<OrfitState> shards = new MergeTest.Shards<>(seed, 1);
    int m = shards.draw.between(1, Math.max(1, shards.p / 2));
    shards.open(() -> Trial.orfit(shards.fields().with("memory", m).with("summary", "fd")));
    shards.learn(false);

    shards.first.merge(shards.second);

    double[][] gram =
        Oracle.matrix(shards.x()).transpose().multiply(Oracle.matrix(shards.x())).getData();
    OrfitState merged = shards.first.state();
    for (int k = 0; k < merged.basis().rank(); k++) {
      double energy = merged.singularValues()[k] * merged.singularValues()[k];
      for (int i = 0; i < shards.p; i++) {
        Oracle.add(-energy * merged.basis().column(k)[i], merged.basis().column(k), gram[i]);
      }
    }
    double energy = Arrays.stream(shards.x()).mapToDouble(row -> Oracle.dot(row, row)).sum();
    double[] eigenvalues = Oracle.eigenvalues(Oracle.matrix(gram));
    assertThat(eigenvalues[shards.p - 1]).isGreaterThan(-1e-12 * energy);
    assertThat(eigenvalues[0]).isLessThanOrEqualTo(energy / (m + 1) * (1 + 1e-12));
  }

  @Test
  void orfit_goldenShards_giveTheGoldenWeights() throws Exception {
    Map<?, ?> golden;
    try (var file = MergeTest.class.getResourceAsStream("/golden/learners.json")) {
      golden = SpecJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    Map<?, ?> merge = (Map<?, ?>) golden.get("merge-orfit");
    @SuppressWarnings("unchecked")
    OrfitSpec spec = (OrfitSpec) Catalogue.read((Map<String, ?>) merge.get("spec"));
    Orfit orfit = new Orfit(spec);
    List<OrfitState> states = new ArrayList<>();

    for (Object shard : (List<?>) merge.get("shards")) {
      OrfitState state = orfit.initialState();
      for (Object sample : (List<?>) shard) {
        Map<?, ?> fields = (Map<?, ?>) sample;
        double[] y = {((Number) fields.get("y")).doubleValue()};
        double[][] x = {numbers(fields.get("x"))};
        orfit.learn(state, Trial.example(Op.LEARN, 1, x, y));
      }
      states.add(state);
    }
    orfit.merge(states.get(0), states.get(1));

    assertThat(states.get(0).weights()[0])
        .containsExactly(numbers(merge.get("merged")), within(1e-10));
  }

  private static double[][] copied(OrfitState state) {
    return Arrays.stream(state.basis().columns()).map(double[]::clone).toArray(double[][]::new);
  }

  private static double product(double[] u, Trial<?> trial) {
    return Oracle.dot(u, trial.weights(0));
  }

  private static double[] numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
  }
}
