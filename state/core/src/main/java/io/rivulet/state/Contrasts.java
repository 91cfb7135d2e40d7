package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * Differences between the values of K classes along the edges of a tree that joins the classes: t =
 * s_c - s_p for the class c of each edge and its parent p. A shift of all classes together changes
 * no difference. Vectors and rows of d (K - 1) entries hold the edges input by input.
 */
public final class Contrasts {

  private static final int ROOT = -1;

  private final int[] parents;
  private final int[] outwards;
  private final int[] children;
  private final int[] edges;
  private final boolean[][] below;

  private Contrasts(int[] parents, int[] outwards) {
    this.parents = parents;
    this.outwards = outwards;
    this.children = new int[parents.length - 1];
    this.below = new boolean[children.length][parents.length];
    this.edges = new int[parents.length];
    int edge = 0;
    for (int k = 0; k < parents.length; k++) {
      if (parents[k] != ROOT) {
        edges[k] = edge;
        children[edge++] = k;
      }
    }
    for (int e = 0; e < children.length; e++) {
      for (int k = 0; k < parents.length; k++) {
        below[e][k] = hangs(k, children[e]);
      }
    }
  }

  private boolean hangs(int k, int from) {
    int at = k;
    while (at != from && at != ROOT) {
      at = parents[at];
    }
    return at == from;
  }

  /** The tree in which every other class is a child of the root. */
  public static Contrasts star(int classes, int root) {
    int[] parents = new int[classes];
    Arrays.fill(parents, root);
    parents[root] = ROOT;
    return of(parents);
  }

  /**
   * The tree with the parent of each class, -1 at the root.
   *
   * @param parents not copied
   * @throws IllegalArgumentException when the parents do not form a tree
   */
  public static Contrasts of(int[] parents) {
    int[] outwards = new int[parents.length];
    int reached = 0;
    for (int k = 0; k < parents.length; k++) {
      if (parents[k] == ROOT) {
        outwards[reached++] = k;
      }
    }
    if (reached != 1) {
      throw new IllegalArgumentException("tree of classes has " + reached + " roots, 1 is needed");
    }
    for (int i = 0; i < reached; i++) {
      for (int k = 0; k < parents.length; k++) {
        if (parents[k] == outwards[i]) {
          outwards[reached++] = k;
        }
      }
    }
    if (reached != parents.length) {
      throw new IllegalArgumentException(
          "tree of classes joins " + reached + " of " + parents.length);
    }
    return new Contrasts(parents, outwards);
  }

  /** K. */
  public int classes() {
    return parents.length;
  }

  /** The number of edges: K - 1. */
  public int edges() {
    return children.length;
  }

  /** The class from which all others descend. */
  public int root() {
    return outwards[0];
  }

  /** The class c of an edge. */
  public int child(int edge) {
    return children[edge];
  }

  /** The class p of an edge. */
  public int parent(int edge) {
    return parents[children[edge]];
  }

  /** Whether a class lies below an edge. */
  public boolean below(int edge, int k) {
    return below[edge][k];
  }

  /** The factor of an edge in s_k - s_l: 1, -1, or 0 when the edge is not on the path. */
  public int crossing(int edge, int k, int l) {
    return below[edge][k] == below[edge][l] ? 0 : below[edge][k] ? 1 : -1;
  }

  /**
   * Computes the s with these differences that is 0 at one class. Large differences elsewhere in
   * the tree then cause no rounding near that class.
   *
   * @param t the differences, read from an index on
   * @param s K entries, overwritten
   */
  public void spread(double[] t, int from, int origin, double[] s) {
    boolean[] known = new boolean[parents.length];
    s[origin] = 0;
    known[origin] = true;
    for (int k = origin; parents[k] != ROOT; k = parents[k]) {
      s[parents[k]] = s[k] - t[from + edges[k]];
      known[parents[k]] = true;
    }
    for (int k : outwards) {
      if (!known[k]) {
        s[k] = s[parents[k]] + t[from + edges[k]];
      }
    }
  }

  /**
   * The differences of weights.
   *
   * @param w flat and row-major, K entries for each input
   */
  public double[] differences(double[] w) {
    double[] differences = new double[w.length / parents.length * children.length];
    for (int i = 0; i < differences.length; i++) {
      int first = i / children.length * parents.length;
      int edge = i % children.length;
      differences[i] = w[first + child(edge)] - w[first + parent(edge)];
    }
    return differences;
  }

  /** The differences along the edges of another tree, given those along the edges of this one. */
  public double[] along(Contrasts other, double[] t) {
    double[] along = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      int edge = i % edges();
      int first = i - edge;
      for (int e = 0; e < edges(); e++) {
        along[i] += crossing(e, other.child(edge), other.parent(edge)) * t[first + e];
      }
    }
    return along;
  }

  /**
   * The row for another tree with the same product: r' t' = r t for every s. Large entries reach
   * only the edges on their path, so that small entries elsewhere keep their digits.
   */
  public double[] row(Contrasts other, double[] row) {
    double[] moved = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      int edge = i % edges();
      int first = i - edge;
      for (int e = 0; e < edges(); e++) {
        moved[i] += other.crossing(edge, child(e), parent(e)) * row[first + e];
      }
    }
    return moved;
  }

  long heapBytes() {
    long classes = parents.length;
    return 4 * (4 * classes - 1) + 64 + (classes - 1) * (classes + 24) + 56;
  }

  static long bytes(int classes) {
    return 4L * classes;
  }

  void write(StateOutput into) {
    for (int parent : parents) {
      into.putInt(parent);
    }
  }

  static Contrasts read(StateInput from, int classes) {
    if (from.remaining() < bytes(classes)) {
      throw new StateFormatException(
          "tree of " + classes + " classes in " + from.remaining() + " bytes");
    }
    int[] parents = new int[classes];
    Arrays.setAll(parents, k -> from.getInt());
    try {
      return of(parents);
    } catch (IllegalArgumentException e) {
      throw new StateFormatException(e.getMessage());
    }
  }
}
