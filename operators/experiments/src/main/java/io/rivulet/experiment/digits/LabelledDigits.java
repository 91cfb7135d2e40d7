package io.rivulet.experiment.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Small digits of ten classes, split by a seed: 120 of each class to learn, in random order, and
 * the others to test.
 */
public record LabelledDigits(List<LabelledDigit> train, List<LabelledDigit> test) {

  /** The number of digits of each class that are learned. */
  public static final int TRAIN = 120;

  private static final int DRAWN = 180;
  private static final int MOST = 20_000;

  public LabelledDigits {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** Digits drawn from random numbers: 120 of each class to learn and 60 to test. */
  public static LabelledDigits drawn(long seed) {
    Draws root = new Draws(seed);
    return split(SegmentDigits.draw(new Draws(root.seed()), DRAWN), root.seed());
  }

  /**
   * The digits of a file: CSV without header, plain or gzip, 64 pixels of 0 to 16 by rows and then
   * the class of 0 to 9 in each line, as the 1,797 UCI optical digits are often given.
   *
   * @throws IOException if the file cannot be read, is malformed, has no more than 120 digits of a
   *     class or more than 20,000 in all
   */
  public static LabelledDigits read(Path file, long seed) throws IOException {
    List<LabelledDigit> digits = new ArrayList<>();
    try (InputStream bytes = ImagesFile.open(file);
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (digits.size() == MOST) {
          throw refusal(file, "holds over " + MOST + " digits");
        }
        digits.add(digit(file, digits.size() + 1, line));
      }
    } catch (ZipException e) {
      throw new IOException("images file '" + file + "' is damaged gzip; fetch it again", e);
    }
    requireEnough(file, digits);
    return split(digits, new Draws(seed).seed());
  }

  private static LabelledDigit digit(Path file, int number, String line) throws IOException {
    String[] cells = line.split(",", -1);
    double[] numbers = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      numbers[i] = number(cells[i]);
    }
    double[] pixels = Arrays.copyOf(numbers, LabelledDigit.PIXELS);
    if (cells.length != LabelledDigit.PIXELS + 1
        || !Arrays.stream(pixels).allMatch(ink -> ink >= 0 && ink <= LabelledDigit.INK)
        || !isClass(numbers[LabelledDigit.PIXELS])) {
      throw refusal(file, "line " + number + " is not 64 pixels of 0 to 16 and a class of 0 to 9");
    }
    return new LabelledDigit(pixels, (int) numbers[LabelledDigit.PIXELS]);
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isClass(double number) {
    return number >= 0 && number < LabelledDigit.CLASSES && number == Math.rint(number);
  }

  private static void requireEnough(Path file, List<LabelledDigit> digits) throws IOException {
    for (int label = 0; label < LabelledDigit.CLASSES; label++) {
      int of = label;
      long count = digits.stream().filter(digit -> digit.label() == of).count();
      if (count <= TRAIN) {
        throw refusal(
            file,
            "holds " + count + " digits of class " + label + ", over " + TRAIN + " are needed");
      }
    }
  }

  private static LabelledDigits split(List<LabelledDigit> digits, long seed) {
    List<LabelledDigit> train = new ArrayList<>();
    List<LabelledDigit> test = new ArrayList<>();
    int[] seen = new int[LabelledDigit.CLASSES];
    for (int i : new Draws(seed).permutation(digits.size())) {
      LabelledDigit digit = digits.get(i);
      (seen[digit.label()]++ < TRAIN ? train : test).add(digit);
    }
    return new LabelledDigits(train, test);
  }

  private static IOException refusal(Path file, String reason) {
    return new IOException("images file '" + file + "' " + reason);
  }
}
