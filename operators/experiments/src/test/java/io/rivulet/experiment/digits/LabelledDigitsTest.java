package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelledDigitsTest {

  @TempDir private Path folder;

  @Test
  void drawn_anySeed_splitsEachClassAlike() {
    LabelledDigits digits = LabelledDigits.drawn(3);

    for (int label = 0; label < LabelledDigit.CLASSES; label++) {
      assertThat(count(digits.train(), label)).isEqualTo(LabelledDigits.TRAIN);
      assertThat(count(digits.test(), label)).isEqualTo(60);
    }
    assertThat(digits.train())
        .allMatch(
            digit -> Arrays.stream(digit.pixels()).allMatch(v -> v >= 0 && v <= 16 && v % 1 == 0));
  }

  @Test
  void drawn_sameSeed_givesTheSameDigits() {
    assertThat(pixels(LabelledDigits.drawn(5))).isDeepEqualTo(pixels(LabelledDigits.drawn(5)));
    assertThat(Arrays.deepEquals(pixels(LabelledDigits.drawn(5)), pixels(LabelledDigits.drawn(6))))
        .isFalse();
  }

  /** A digit's mean picture is nearer to fresh ones of its class than those of others, mostly. */
  @Test
  void drawn_classes_canBeToldApart() {
    LabelledDigits digits = LabelledDigits.drawn(7);
    double[][] means = new double[LabelledDigit.CLASSES][LabelledDigit.PIXELS];
    for (LabelledDigit digit : digits.train()) {
      for (int i = 0; i < LabelledDigit.PIXELS; i++) {
        means[digit.label()][i] += digit.pixels()[i] / LabelledDigits.TRAIN;
      }
    }

    long right =
        digits.test().stream().filter(digit -> nearest(digit, means) == digit.label()).count();
    assertThat(right).isGreaterThan(digits.test().size() * 6 / 10);
  }

  @Test
  void read_plainAndPacked_areTheSame() throws IOException {
    List<String> lines = lines(121);
    Path plain = Files.write(folder.resolve("d.csv"), lines);
    Path packed = folder.resolve("d.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(plain));
    }

    LabelledDigits digits = LabelledDigits.read(plain, 1);
    assertThat(digits.train()).hasSize(1200);
    assertThat(digits.test()).hasSize(10);
    assertThat(digits.train().get(0).pixels()[0]).isEqualTo(digits.train().get(0).label());
    assertThat(pixels(LabelledDigits.read(packed, 1))).isDeepEqualTo(pixels(digits));
  }

  @Test
  void read_wrongFiles_areRefusedWithTheReason() throws IOException {
    assertRefused(lines(120), "holds 120 digits of class 0, over 120 are needed");
    assertRefused(with("1,2,3"), "line 5 is not 64 pixels of 0 to 16 and a class of 0 to 9");
    assertRefused(with("0,".repeat(64) + "10"), "line 5 is not");
    assertRefused(with("0,".repeat(64) + "1.5"), "line 5 is not");
    assertRefused(with("17," + "0,".repeat(63) + "1"), "line 5 is not");
    assertRefused(with("x," + "0,".repeat(63) + "1"), "line 5 is not");
    assertThatThrownBy(() -> LabelledDigits.read(folder.resolve("none"), 1))
        .hasMessageContaining("does not exist");
  }

  private void assertRefused(List<String> lines, String reason) throws IOException {
    Path file = Files.write(folder.resolve("bad.csv"), lines);
    assertThatThrownBy(() -> LabelledDigits.read(file, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("images file '" + file + "'")
        .hasMessageContaining(reason);
  }

  private static List<String> with(String fifth) {
    List<String> lines = lines(121);
    lines.set(4, fifth);
    return lines;
  }

  /** Digits whose first pixel is their class. */
  private static List<String> lines(int perClass) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < perClass * 10; i++) {
      lines.add(i % 10 + ",0".repeat(63) + "," + i % 10);
    }
    return lines;
  }

  private static long count(List<LabelledDigit> digits, int label) {
    return digits.stream().filter(digit -> digit.label() == label).count();
  }

  private static double[][] pixels(LabelledDigits digits) {
    return digits.train().stream().map(LabelledDigit::pixels).toArray(double[][]::new);
  }

  private static int nearest(LabelledDigit digit, double[][] means) {
    int nearest = 0;
    for (int label = 1; label < means.length; label++) {
      if (distance(digit, means[label]) < distance(digit, means[nearest])) {
        nearest = label;
      }
    }
    return nearest;
  }

  private static double distance(LabelledDigit digit, double[] mean) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += (digit.pixels()[i] - mean[i]) * (digit.pixels()[i] - mean[i]);
    }
    return sum;
  }
}
