package io.rivulet.benchmark.kernel;

import java.util.Arrays;

/** One read and one write of the packed triangle: p (p + 1) / 2 doubles in one array. */
final class PackedTriangle implements Work {

  private final double[] triangle;
  private boolean doubled;

  PackedTriangle(int p) {
    triangle = new double[p * (p + 1) / 2];
    Arrays.fill(triangle, 1);
  }

  @Override
  public void take(int times) {
    for (int n = 0; n < times; n++) {
      scale(triangle, doubled ? 0.5 : 2);
      doubled = !doubled;
    }
  }

  private static void scale(double[] a, double c) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= c;
    }
  }
}
