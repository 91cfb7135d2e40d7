package io.rivulet.experiment.lesson;

import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.digits.LabelledDigit;
import io.rivulet.experiment.digits.LabelledDigits;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.peer.DrawnStream;
import io.rivulet.experiment.peer.Measured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data of a seed.
 *
 * @param train to learn, in random order unless said otherwise
 * @param test what was not learned, without noise
 */
public record Lesson(List<Observation> train, List<Observation> test) {

  private static final int TRAIN = 2000;
  private static final int TEST = 1000;
  private static final int INPUTS = 10;
  private static final double FULL_INK = 16;

  /**
   * Friedman #1: y = 10 sin(π x₁ x₂) + 20 (x₃ - ½)² + 10 x₄ + 5 x₅ + N(0, 1), x of ten numbers from
   * U[0, 1) of which five do not matter; 2,000 to learn, and 1,000 without noise to test. Targets
   * are given as (y - 14.4) / 4.9, about mean 0 and deviation 1, which the rate of SGD needs.
   *
   * <p>Reference: J. Friedman, <i>Multivariate adaptive regression splines</i>, 1991.
   */
  public static Lesson friedman(long seed) {
    Draws draws = new Draws(seed);
    return new Lesson(
        Stream.generate(() -> friedman(draws, 1)).limit(TRAIN).toList(),
        Stream.generate(() -> friedman(draws, 0)).limit(TEST).toList());
  }

  private static Observation friedman(Draws draws, double noise) {
    double[] x = new double[INPUTS];
    Arrays.setAll(x, i -> draws.uniform(0, 1));
    double y =
        10 * StrictMath.sin(Math.PI * x[0] * x[1])
            + 20 * (x[2] - 0.5) * (x[2] - 0.5)
            + 10 * x[3]
            + 5 * x[4]
            + noise * draws.normal();
    return new Observation(x, new double[] {(y - 14.4) / 4.9});
  }

  /** The Mackey-Glass series six units ahead of four past values, from a place of the seed. */
  public static Lesson mackeyGlass(long seed) {
    Draws draws = new Draws(seed);
    List<Observation> series = MackeyGlass.observations(draws, TRAIN + TEST);
    List<Observation> mixed =
        Arrays.stream(draws.permutation(series.size())).mapToObj(series::get).toList();
    return new Lesson(mixed.subList(0, TRAIN), mixed.subList(TRAIN, mixed.size()));
  }

  /**
   * 8 x 8 digits of ten classes, 120 of each to learn; pixels are given in [0, 1].
   *
   * @param images a file of real digits, or null for drawn ones
   * @throws UncheckedIOException when the file cannot be used
   */
  public static Lesson digits(Path images, long seed) {
    LabelledDigits digits;
    try {
      digits = images == null ? LabelledDigits.drawn(seed) : LabelledDigits.read(images, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("the images cannot be used: " + e.getMessage(), e);
    }
    return new Lesson(
        digits.train().stream().map(Lesson::digit).toList(),
        digits.test().stream().map(Lesson::digit).toList());
  }

  /**
   * The rotated digits: 100 to learn, in order of their angle, which is the target in radians.
   *
   * @param images an IDX3 file of one digit, or null for drawn ones
   * @throws UncheckedIOException when the file cannot be used
   */
  public static Lesson rotated(Path images, long seed) {
    RotatedDigits digits = new DigitSource(images).digits(seed);
    return new Lesson(
        digits.train().stream().map(Lesson::turned).toList(),
        digits.test().stream().map(Lesson::turned).toList());
  }

  private static Observation turned(DigitSample digit) {
    return new Observation(digit.features(), new double[] {digit.target()});
  }

  /** A drawn stream, in its order. */
  public static Lesson of(DrawnStream stream) {
    return new Lesson(
        stream.train().stream().map(Lesson::measured).toList(),
        stream.test().stream().map(Lesson::measured).toList());
  }

  private static Observation measured(Measured each) {
    return new Observation(each.x(), new double[] {each.y()});
  }

  private static Observation digit(LabelledDigit digit) {
    double[] x = Arrays.stream(digit.pixels()).map(ink -> ink / FULL_INK).toArray();
    return Observation.ofClass(x, digit.label(), LabelledDigit.CLASSES);
  }

  /** The same one, learned class after class. */
  public Lesson byClass() {
    return new Lesson(
        train.stream().sorted(Comparator.comparingInt(Observation::label)).toList(), test);
  }

  /** Length of an input. */
  public int inputs() {
    return train.get(0).x().length;
  }

  /**
   * About {@code count} steps to ask at, closer to one another at the start, the last at the end.
   */
  public int[] steps(int count) {
    return IntStream.rangeClosed(1, count)
        .map(i -> Math.max(1, (int) Math.round((double) train.size() * i * i / count / count)))
        .distinct()
        .toArray();
  }
}
