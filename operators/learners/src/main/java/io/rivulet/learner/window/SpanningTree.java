package io.rivulet.learner.window;

import io.rivulet.state.Contrasts;
import java.util.Arrays;

/**
 * Chooses the tree of classes along whose edges differences of logits are learned: the spanning
 * tree of the largest curvatures, where the curvature of a pair of classes is Σ ω pₖ pₗ |x|². A
 * pair that is no edge adds its curvature to every edge on the path between its classes. If it is
 * much larger than theirs, its rounding hides them; the tree then changes. O(K³) for K classes.
 *
 * <p>Reference: R. Prim, <i>Bell System Technical Journal</i> 36 (1957).
 */
final class SpanningTree {

  /**
   * The ratio by which the curvature of a pair may exceed that of an edge on its path: it costs 6
   * of 16 digits at the most.
   */
  private static final double TOLERANCE = 0x1p20;

  private SpanningTree() {}

  /**
   * The tree itself while it suits, otherwise the maximum spanning tree.
   *
   * @param pairs curvature of each pair of classes, a symmetric matrix
   */
  static Contrasts suited(Contrasts tree, double[][] pairs) {
    return suits(tree, pairs) ? tree : maximum(tree.root(), pairs);
  }

  private static boolean suits(Contrasts tree, double[][] pairs) {
    for (int e = 0; e < tree.edges(); e++) {
      double enough = TOLERANCE * pairs[tree.child(e)][tree.parent(e)];
      for (int k = 0; k < tree.classes(); k++) {
        for (int l = 0; l < k; l++) {
          if (tree.crossing(e, k, l) != 0 && pairs[k][l] > enough) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static Contrasts maximum(int root, double[][] pairs) {
    int[] parents = new int[pairs.length];
    boolean[] joined = new boolean[pairs.length];
    Arrays.fill(parents, root);
    parents[root] = -1;
    joined[root] = true;
    for (int count = 1; count < pairs.length; count++) {
      int next = nearest(parents, joined, pairs);
      joined[next] = true;
      for (int k = 0; k < pairs.length; k++) {
        if (!joined[k] && pairs[k][next] > pairs[k][parents[k]]) {
          parents[k] = next;
        }
      }
    }
    return Contrasts.of(parents);
  }

  private static int nearest(int[] parents, boolean[] joined, double[][] pairs) {
    int nearest = -1;
    for (int k = 0; k < pairs.length; k++) {
      if (!joined[k] && (nearest < 0 || pairs[k][parents[k]] > pairs[nearest][parents[nearest]])) {
        nearest = k;
      }
    }
    return nearest;
  }
}
