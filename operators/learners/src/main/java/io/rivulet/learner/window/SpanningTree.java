package io.rivulet.learner.window;

import io.rivulet.state.Contrasts;
import java.util.Arrays;

/**
 * The tree of classes that joins by its edges those that curve each other most. Where two classes
 * are far apart in it that curve each other much more than the edges between them do, what little
 * curvature these have drowns in the rounding of the large one.
 *
 * <p>Reference: R. Prim, <i>Bell System Technical Journal</i> 36 (1957).
 */
final class SpanningTree {

  /** What a pair may curve more than an edge between: costs 6 of 16 digits at the most. */
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
