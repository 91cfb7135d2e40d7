package io.rivulet.experiment.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Places the values of an axis between two ends on paper, which are ticks: multiples of 1, 2 or 5
 * times a power of ten, or powers of ten on a logarithmic axis. Ticks are written as powers of ten
 * on every logarithmic axis, and with one number of decimals on a linear one.
 */
final class Scale {

  /** The most intervals that a person takes in, and then some. */
  private static final int MANY = 4;

  private static final int DECADES_PER_INTERVAL = 3;
  private static final MathContext DIGITS = new MathContext(9);

  /** What a multiple of the tick may be off, in ticks. */
  private static final double ROUNDING = 1e-9;

  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-4;
  private static final int GROUP = 3;

  private final Axis axis;
  private final double low;
  private final double high;
  private final double tick;
  private final double from;
  private final double to;

  private Scale(Axis axis, double low, double high, double tick, double from, double to) {
    this.axis = axis;
    this.low = low;
    this.high = high;
    this.tick = tick;
    this.from = from;
    this.to = to;
  }

  /**
   * A scale from 0 to 1 on paper.
   *
   * @param values what must find a place; those that are not finite, or not positive on a
   *     logarithmic axis, are passed over
   * @param intervals how many there are at least between ticks of a linear axis; about as many of a
   *     logarithmic one, which has whole decades
   */
  static Scale of(Axis axis, double[] values, int intervals) {
    double[] shown =
        (axis.fixed() ? DoubleStream.of(axis.low(), axis.high()) : DoubleStream.of(values))
            .filter(value -> shows(axis, value))
            .map(value -> axis.logarithmic() ? log(value) : value)
            .toArray();
    double least = DoubleStream.of(shown).min().orElse(0);
    double most = DoubleStream.of(shown).max().orElse(1);
    double bottom = axis.logarithmic() ? Math.floor(least) : Math.min(0, least);
    double top = Math.max(axis.logarithmic() ? Math.ceil(most) : Math.max(0, most), bottom);
    double span = top > bottom ? top - bottom : 1;
    double tick =
        axis.logarithmic()
            ? Math.ceil(span / (DECADES_PER_INTERVAL * intervals / 2.0))
            : round(span / intervals);
    double low = Math.floor(bottom / tick) * tick;
    double high = low + Math.ceil((bottom + span - low) / tick) * tick;
    return new Scale(axis, low, high, tick, 0, 1);
  }

  /** The one with most ticks that fits, or else the one with fewest. */
  static Scale fitting(Axis axis, double[] values, Predicate<Scale> fits) {
    return IntStream.iterate(MANY, n -> n > 1, n -> n - 1)
        .mapToObj(intervals -> of(axis, values, intervals))
        .filter(fits)
        .findFirst()
        .orElseGet(() -> of(axis, values, 1));
  }

  /**
   * The same one elsewhere.
   *
   * @param from where the lower end lies on paper
   * @param to where the upper end lies on paper
   */
  Scale on(double from, double to) {
    return new Scale(axis, low, high, tick, from, to);
  }

  /** The same one, ending with the values where a tick or two remain between. */
  Scale tight(double[] values) {
    double[] shown =
        DoubleStream.of(values)
            .filter(this::shows)
            .map(value -> axis.logarithmic() ? log(value) : value)
            .toArray();
    double least = DoubleStream.of(shown).min().orElse(low);
    double most = DoubleStream.of(shown).max().orElse(high);
    double start = axis.logarithmic() ? least : Math.min(0, least);
    double end = axis.logarithmic() ? most : Math.max(0, most);
    Scale tight = new Scale(axis, start, end, tick, from, to);
    return tight.ticks().size() > 1 ? tight : this;
  }

  /** Whether a value has a place on this axis. */
  boolean shows(double value) {
    return shows(axis, value);
  }

  private static boolean shows(Axis axis, double value) {
    return Double.isFinite(value) && (!axis.logarithmic() || value > 0);
  }

  boolean logarithmic() {
    return axis.logarithmic();
  }

  /** The place of a value that is shown; what lies outside sticks to the nearer end. */
  double at(double value) {
    double place = axis.logarithmic() ? (value > 0 ? log(value) : low) : value;
    double part = (Math.min(high, Math.max(low, place)) - low) / (high - low);
    return from + part * (to - from);
  }

  /** The values with a tick, ascending. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / tick - ROUNDING);
    long last = (long) Math.floor(high / tick + ROUNDING);
    for (long i = first; i <= last; i++) {
      ticks.add(axis.logarithmic() ? StrictMath.pow(10, i * tick) : i * tick);
    }
    return ticks;
  }

  /** The ticks in words: {@code 0.25}, {@code 1,000}, {@code −2}, {@code 10⁻¹²}. */
  List<String> labels() {
    return ticks().stream().map(this::label).toList();
  }

  private String label(double value) {
    if (axis.logarithmic()) {
      return power(Math.round(log(value)));
    }
    int decimals = Math.max(0, shifted(tick).scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", shifted(value)).replace('-', '−');
  }

  /** What the axis shows, with the power of ten that its ticks are multiples of. */
  String title() {
    return exponent() == 0 ? axis.label() : axis.label() + " × " + power(exponent());
  }

  private BigDecimal shifted(double value) {
    BigDecimal exact = new BigDecimal(value).movePointLeft(exponent());
    BigDecimal rounded = exact.round(DIGITS).stripTrailingZeros();
    return rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY);
  }

  /** 0 unless plain numbers would be long. */
  private int exponent() {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    boolean plain = largest < LARGE && tick >= SMALL;
    return axis.logarithmic() || plain ? 0 : GROUP * (int) Math.floor(log(largest) / GROUP);
  }

  /** A power of ten: {@code 10⁻¹²}. */
  static String power(long exponent) {
    String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    StringBuilder power = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    Long.toString(Math.abs(exponent)).chars().forEach(c -> power.append(digits.charAt(c - '0')));
    return power.toString();
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
