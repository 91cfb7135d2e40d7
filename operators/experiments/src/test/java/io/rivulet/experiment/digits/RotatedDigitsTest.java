package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class RotatedDigitsTest {

  @Test
  void drawn_anySeed_isSortedByAngleInHalfCircle() {
    RotatedDigits digits = RotatedDigits.drawn(4);

    List<Double> angles = digits.train().stream().map(DigitSample::target).toList();
    assertThat(angles).hasSize(100).isSorted().allMatch(angle -> angle >= 0 && angle < Math.PI);
    assertThat(digits.test()).hasSize(300);
    assertThat(digits.test().stream().map(DigitSample::target).toList())
        .isNotEqualTo(digits.test().stream().map(DigitSample::target).sorted().toList())
        .allMatch(angle -> angle >= 0 && angle < Math.PI);
  }

  @Test
  void drawn_anySeed_numbersTheStream() {
    List<DigitSample> train = RotatedDigits.drawn(4).train();

    assertThat(train.get(0).id()).isEqualTo("digit-001");
    assertThat(train.get(99).id()).isEqualTo("digit-100");
  }

  @Test
  void drawn_paper_isNormalisedZeroInk() {
    double[] features = RotatedDigits.drawn(4).train().get(0).features();

    assertThat(features).hasSize(784);
    assertThat(features[0]).isCloseTo(-0.1307 / 0.3081, within(1e-15));
    assertThat(Arrays.stream(features).max().orElseThrow())
        .isLessThanOrEqualTo((1 - 0.1307) / 0.3081);
  }

  @Test
  void drawn_sameSeed_isTheSameToTheLastBit() {
    assertThat(checksum(RotatedDigits.drawn(1))).isEqualTo(checksum(RotatedDigits.drawn(1)));
    assertThat(checksum(RotatedDigits.drawn(2))).isNotEqualTo(checksum(RotatedDigits.drawn(1)));
  }

  /** Frozen: the printed results of a seed are those of every machine and every release. */
  @Test
  void drawn_seedOne_isWhatItWasOnOtherMachines() {
    assertThat(Long.toHexString(checksum(RotatedDigits.drawn(1)))).isEqualTo("3af7d71e");
  }

  @Test
  void of_images_usesEachOnce() {
    List<GreyImage> images = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      images.add(flat(i));
    }

    RotatedDigits digits = RotatedDigits.of(images, 1);

    assertThat(digits.train()).hasSize(100);
    assertThat(digits.test()).hasSize(30);
    assertThat(digits.dimension()).isEqualTo(9);
    assertThat(digits.initialScale()).isEqualTo(1.0 / 3);
    Set<Long> seen = new HashSet<>();
    digits.train().forEach(sample -> seen.add(middleInk(sample)));
    digits.test().forEach(sample -> seen.add(middleInk(sample)));
    assertThat(seen).hasSize(130);
  }

  @Test
  void of_otherSeed_learnsOtherImages() {
    List<GreyImage> images = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      images.add(flat(i));
    }

    Set<Long> first = new HashSet<>();
    RotatedDigits.of(images, 1).train().forEach(sample -> first.add(middleInk(sample)));
    Set<Long> second = new HashSet<>();
    RotatedDigits.of(images, 2).train().forEach(sample -> second.add(middleInk(sample)));

    assertThat(first).isNotEqualTo(second);
  }

  private static GreyImage flat(double ink) {
    double[] pixels = new double[9];
    Arrays.fill(pixels, ink);
    return new GreyImage(3, pixels);
  }

  /** The centre of an image of odd side does not move when it is turned. */
  private static long middleInk(DigitSample sample) {
    return Math.round((sample.features()[4] * 0.3081 + 0.1307) * 255);
  }

  private static long checksum(RotatedDigits digits) {
    CRC32C checksum = new CRC32C();
    for (List<DigitSample> samples : List.of(digits.train(), digits.test())) {
      for (DigitSample sample : samples) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * (sample.features().length + 1));
        Arrays.stream(sample.features()).forEach(bytes::putDouble);
        checksum.update(bytes.putDouble(sample.target()).flip());
      }
    }
    return checksum.getValue();
  }
}
