package io.rivulet.learner.sketch;

import io.rivulet.kernel.SplitMix;
import io.rivulet.state.OrfitState;
import java.util.Arrays;
import java.util.Locale;

/** The ways in which {@link Orfit} summarises the gradients of earlier samples. */
public enum Summary {

  /** Incremental PCA (sequential Karhunen-Loeve): the m largest singular directions. */
  IPCA(true, true) {
    @Override
    void truncate(double[] values, int memory) {}
  },

  /** Frequent Directions: as IPCA, but each value is shrunk by the first one that is dropped. */
  FD(true, true) {
    @Override
    void truncate(double[] values, int memory) {
      if (values.length > memory) {
        double dropped = values[memory];
        for (int k = 0; k < memory; k++) {
          values[k] = Math.sqrt(Math.max(0, (values[k] - dropped) * (values[k] + dropped)));
        }
      }
    }
  },

  /** The m newest orthonormal directions. */
  LATEST(true, false) {
    @Override
    void evict(OrfitState state) {
      state.basis().drop(0);
    }
  },

  /**
   * m directions drawn at random: whenever there is one too many, one is dropped with equal
   * probability.
   */
  RANDOM(true, false) {
    @Override
    void evict(OrfitState state) {
      SplitMix generator = new SplitMix(state.generator());
      state.basis().drop(generator.index(state.basis().rank()));
      state.generator(generator.state());
    }
  },

  /** Every direction: IPCA without a bound. */
  FULL(false, true) {
    @Override
    void truncate(double[] values, int memory) {}
  };

  private final boolean bounded;
  private final boolean ranked;

  Summary(boolean bounded, boolean ranked) {
    this.bounded = bounded;
    this.ranked = ranked;
  }

  public static Summary named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  public static String[] names() {
    return Arrays.stream(values()).map(Summary::label).toArray(String[]::new);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether memory limits the basis. */
  public boolean bounded() {
    return bounded;
  }

  /** Whether columns are ranked by singular values; the others hold directions only. */
  public boolean ranked() {
    return ranked;
  }

  /** Changes the descending singular values before the first m are kept. */
  void truncate(double[] values, int memory) {
    throw new IllegalStateException(label() + " has no singular values");
  }

  /** Drops one column of a basis that holds one too many. */
  void evict(OrfitState state) {
    throw new IllegalStateException(label() + " drops by singular value");
  }
}
