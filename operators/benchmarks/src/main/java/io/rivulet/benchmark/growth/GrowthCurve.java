package io.rivulet.benchmark.growth;

import io.rivulet.benchmark.BenchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A quantity at several sizes, and the exponent of its growth beside the expected one.
 *
 * @param name as in {@code rls/time}
 * @param axis what grows, as in {@code p}
 */
public record GrowthCurve(String name, String axis, String unit, List<Point> points) {

  /** The value at one size. */
  public record Point(double size, double value) {}

  public GrowthCurve(String name, String axis, String unit) {
    this(name, axis, unit, new ArrayList<>());
  }

  /** Notes a point and hands over its row. */
  public void add(double size, double value, Consumer<BenchRow> rows) {
    points.add(new Point(size, value));
    String row = String.format(Locale.ROOT, "%s-%s-%.0f", name, axis, size);
    rows.accept(BenchRow.alone(row, value, unit));
  }

  /**
   * The fitted exponent beside the expected one, without a ratio: below it is better for times and
   * bytes, and above it for rates.
   */
  public BenchRow fitted(double expected) {
    double exponent =
        PowerFit.of(
                points.stream().mapToDouble(Point::size).toArray(),
                points.stream().mapToDouble(Point::value).toArray())
            .exponent();
    String of = String.format(Locale.ROOT, "%.0f expected", expected);
    return new BenchRow(name + "-" + axis + "/exponent", exponent, "exponent", Double.NaN, of);
  }
}
