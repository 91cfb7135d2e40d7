package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Sketch;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sketch fed with blocks of columns, against the decomposition of all of them. */
class IncrementalPcaTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rank_roomForAll_givesTheGramMatrixOfAllColumns(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 30);
    Sketch sketch = Sketch.empty(p);
    IncrementalPca pca = new IncrementalPca(Summary.IPCA, p, 1e-12);
    List<double[]> all = new ArrayList<>();

    for (int i = 0; i < 6; i++) {
      double[][] columns = draw.normal(draw.between(1, 4), p);
      pca.stage(sketch, columns).commit();
      all.addAll(Arrays.asList(columns));
    }

    double[][] seen = all.toArray(double[][]::new);
    double[][] gram = Oracle.matrix(seen).transpose().multiply(Oracle.matrix(seen)).getData();
    double size = Oracle.singularValues(seen)[0];
    assertThat(Oracle.largestDifference(outer(sketch), gram)).isLessThan(1e-14 * p * size * size);
    assertThat(sketch.discardedEnergy()).isLessThan(1e-24 * p * size * size);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rank_memoryFull_countsAllEnergyThatIsGone(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 2 + (int) (seed % 30);
    int m = draw.between(1, p);
    Sketch sketch = Sketch.empty(p);
    IncrementalPca pca = new IncrementalPca(Summary.IPCA, m, 1e-9);
    double seen = 0;

    for (int i = 0; i < 6; i++) {
      double[][] columns = draw.normal(draw.between(1, 4), p);
      pca.stage(sketch, columns).commit();
      for (double[] column : columns) {
        seen += Oracle.dot(column, column);
      }
    }

    double kept = Oracle.dot(sketch.singularValues(), sketch.singularValues());
    assertThat(kept + sketch.discardedEnergy()).isCloseTo(seen, within(1e-13 * p * seen));
    assertThat(OrfitSeveralGradientsTest.deviation(sketch.basis())).isLessThan(1e-13 * p);
    assertThat(sketch.rank()).isLessThanOrEqualTo(m);
  }

  /** More columns than are taken one by one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rank_manyColumnsAtOnce_givesTheGramMatrixOfAllColumns(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 9);
    Sketch sketch = Sketch.empty(p);
    IncrementalPca pca = new IncrementalPca(Summary.IPCA, p, 1e-12);
    double[][] seen = draw.normal(66, p);

    pca.stage(sketch, new double[][] {seen[0]}).commit();
    pca.stage(sketch, Arrays.copyOfRange(seen, 1, 66)).commit();

    double[][] gram = Oracle.matrix(seen).transpose().multiply(Oracle.matrix(seen)).getData();
    double size = Oracle.singularValues(seen)[0];
    assertThat(Oracle.largestDifference(outer(sketch), gram)).isLessThan(1e-14 * p * size * size);
  }

  @Test
  void rank_columnsTooLarge_isRefusedAndWritesNothing() throws Exception {
    Sketch sketch = Sketch.empty(2);
    IncrementalPca pca = new IncrementalPca(Summary.IPCA, 2, 1e-9);
    pca.stage(sketch, new double[][] {{3, 4}}).commit();

    assertThatThrownBy(() -> pca.stage(sketch, new double[][] {{1e200, 0}}))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(sketch.singularValues()).containsExactly(5);
    assertThat(sketch.basis().column(0)).containsExactly(0.6, 0.8);
  }

  /** U diag(s)² Uᵀ as rows. */
  private static double[][] outer(Sketch sketch) {
    int p = sketch.basis().size();
    double[][] outer = new double[p][p];
    for (int k = 0; k < sketch.rank(); k++) {
      double energy = sketch.singularValues()[k] * sketch.singularValues()[k];
      for (int i = 0; i < p; i++) {
        Oracle.add(energy * sketch.basis().column(k)[i], sketch.basis().column(k), outer[i]);
      }
    }
    return outer;
  }
}
