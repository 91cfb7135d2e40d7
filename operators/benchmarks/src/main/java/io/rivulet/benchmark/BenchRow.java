package io.rivulet.benchmark;

import java.util.Objects;

/**
 * One measured case.
 *
 * @param name the case, as in {@code rls-64/packed-limit}
 * @param value what was measured of ours, in {@code unit}
 * @param unit as in {@code us}, {@code samples/s}, {@code bytes}
 * @param ratio how {@code of} and ours compare, measured side by side, greater is better; NaN where
 *     the value stands alone
 * @param of what the ratio compares with, as in {@code packed-limit}; empty where it stands alone
 */
public record BenchRow(String name, double value, String unit, double ratio, String of) {

  public BenchRow {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(of, "of");
  }

  /** A value that is compared with nothing. */
  public static BenchRow alone(String name, double value, String unit) {
    return new BenchRow(name, value, unit, Double.NaN, "");
  }

  public boolean isCompared() {
    return !Double.isNaN(ratio);
  }
}
