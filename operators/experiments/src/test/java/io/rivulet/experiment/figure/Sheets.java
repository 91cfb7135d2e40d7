package io.rivulet.experiment.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Figures of all kinds, drawn by a seed. */
final class Sheets {

  private static final List<String> METHODS =
      List.of(
          "orfit", "orfit-full", "orfit-latest", "orfit-random", "greedy", "sgd", "rls", "ledger");

  private static final List<String> TITLES =
      List.of(
          "Test error",
          "Error on sample 16, learned at the dotted line",
          "Start scale a = 10⁻⁸",
          "Friedman #1, sorted by x₄");

  private static final List<String> LABELS =
      List.of("samples learned", "error on sample 16 (degrees)", "test R²", "distance to the fit");

  private Sheets() {}

  static Sheet of(long seed) {
    var random = new SplittableRandom(seed);
    int runs = List.of(1, 3, 6).get(random.nextInt(3));
    List<Panel> panels =
        IntStream.range(0, random.nextInt(1, 7)).mapToObj(i -> panel(random, i, runs)).toList();
    return new Sheet(
        "f",
        "A figure of one kind or another, whose title may be longer than a column",
        panels,
        List.of("A note, which says what a reader must know of the data and of the " + runs),
        "the paper, read by eye");
  }

  private static Panel panel(SplittableRandom random, int index, int runs) {
    boolean logarithmic = random.nextBoolean();
    double size = StrictMath.pow(10, random.nextInt(-3, 7));
    double[] steps = steps(random);
    List<String> methods = METHODS.subList(0, random.nextInt(1, METHODS.size() + 1));
    List<Trace> traces = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    boolean timed = methods.size() <= 4 && random.nextBoolean();
    for (String method : methods) {
      List<double[]> values =
          IntStream.range(0, runs)
              .mapToObj(r -> values(random, steps.length, size, logarithmic))
              .toList();
      traces.add(Trace.of(method, steps, values).labelled(method.replace("rls", "λ = 1")));
      double value = round(values.get(0)[steps.length - 1]);
      if (timed) {
        marks.add(Mark.timed(method, round(steps[random.nextInt(1, steps.length)]), value));
      } else if (random.nextBoolean()) {
        marks.add(
            new Mark(
                method, steps[steps.length - 1], value, random.nextInt(3) * value / 2 + value));
      }
    }
    return new Panel(
        "panel-" + index,
        TITLES.get(random.nextInt(TITLES.size())),
        random.nextBoolean() ? Axis.linear(any(random)) : Axis.logarithmic(any(random)),
        logarithmic ? Axis.logarithmic(any(random)) : Axis.linear(any(random)),
        traces,
        marks,
        random.nextBoolean() ? OptionalDouble.of(steps[1]) : OptionalDouble.empty());
  }

  private static String any(SplittableRandom random) {
    return LABELS.get(random.nextInt(LABELS.size()));
  }

  private static double[] steps(SplittableRandom random) {
    double until = StrictMath.pow(10, random.nextInt(1, 6)) * random.nextInt(1, 10);
    int count = random.nextInt(2, 120);
    return IntStream.rangeClosed(1, count).mapToDouble(i -> until * i / count).toArray();
  }

  private static double[] values(
      SplittableRandom random, int count, double size, boolean logarithmic) {
    return random
        .doubles(count, 0, 1)
        .map(u -> logarithmic ? size * StrictMath.pow(10, -9 * u) : size * u)
        .toArray();
  }

  private static double round(double value) {
    return new BigDecimal(value).round(new MathContext(2)).doubleValue();
  }
}
