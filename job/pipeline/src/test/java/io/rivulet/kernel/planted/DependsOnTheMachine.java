package io.rivulet.kernel.planted;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Bits that would depend on the machine. */
final class DependsOnTheMachine {

  double exponential(double x) {
    return Math.exp(x);
  }

  double fused(double x) {
    return Math.fma(x, x, x);
  }

  DoubleUnaryOperator reference() {
    return Math::log;
  }

  double sum(double[] x) {
    return Arrays.stream(x).parallel().sum();
  }

  void prefix(double[] x) {
    Arrays.parallelPrefix(x, Double::sum);
  }
}
