package io.rivulet.cli.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Places the values of an axis between two ends on paper. Both ends are ticks: multiples of 1, 2 or
 * 5 times a power of ten, or powers of ten on a logarithmic axis.
 */
final class Scale {

  private static final int LEAST_TICKS = 4;
  private static final int MOST_DECADES = 6;

  private final boolean logarithmic;
  private final double from;
  private final double to;
  private final double low;
  private final double high;
  private final double tick;

  /**
   * @param values what must find a place; those that are not finite, or not positive on a
   *     logarithmic axis, are passed over
   * @param from where the lower end lies on paper
   * @param to where the upper end lies on paper
   */
  Scale(Axis axis, DoubleStream values, double from, double to) {
    this.logarithmic = axis.logarithmic();
    this.from = from;
    this.to = to;
    double[] shown =
        (axis.fixed() ? DoubleStream.of(axis.low(), axis.high()) : values.filter(this::shows))
            .map(value -> logarithmic ? log(value) : value)
            .toArray();
    double least = DoubleStream.of(shown).min().orElse(0);
    double most = DoubleStream.of(shown).max().orElse(1);
    double bottom = logarithmic ? Math.floor(least) : Math.min(0, least);
    double top = Math.max(logarithmic ? Math.ceil(most) : Math.max(0, most), bottom);
    double span = top > bottom ? top - bottom : 1;
    this.tick = logarithmic ? Math.ceil(span / MOST_DECADES) : round(span / LEAST_TICKS);
    this.low = Math.floor(bottom / tick) * tick;
    this.high = low + Math.ceil((bottom + span - low) / tick) * tick;
  }

  /** Whether a value has a place on this axis. */
  boolean shows(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  /** The place of a value that is shown; what lies outside sticks to the nearer end. */
  double at(double value) {
    double place = logarithmic ? (value > 0 ? log(value) : low) : value;
    double part = (Math.min(high, Math.max(low, place)) - low) / (high - low);
    return from + part * (to - from);
  }

  /** The values with a tick, ascending. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / tick);
    for (long i = 0; i <= count; i++) {
      double place = (Math.round(low / tick) + i) * tick;
      ticks.add(logarithmic ? StrictMath.pow(10, place) : place);
    }
    return ticks;
  }

  /** A tick in words: {@code 0.25}, {@code 1,000}, {@code 1e-12}. */
  String label(double value) {
    if (logarithmic && (value < 1e-3 || value > 1e6)) {
      return "1e" + Math.round(log(value));
    }
    BigDecimal plain = new BigDecimal(TidyCsv.number(value));
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  private static double log(double value) {
    return StrictMath.log10(value);
  }

  /** The largest of 1, 2 and 5 times a power of ten that is not above a positive value. */
  private static double round(double value) {
    double power = StrictMath.pow(10, Math.floor(log(value)));
    double digit = value / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }
}
