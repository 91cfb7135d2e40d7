package io.rivulet.wire.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version in parts, put together in any order, is the record that it would be as one. */
final class WeightPartsTest {

  /** Room for 12 weights, and so for fewer beside names. */
  private static final int LIMIT = 2048 + 12 * 25;

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void split_joinedInAnyOrder_isTheRecordByteForByte(long seed) {
    Random random = new Random(seed);
    WeightRecord record = drawn(random);

    List<byte[]> parts = texts(record);
    Collections.shuffle(parts, random);

    assertThat(joined(parts)).containsExactly(WeightRecordJson.write(record));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void split_anyRecord_makesNoPartLongerThanTheLimit(long seed) {
    WeightRecord record = drawn(new Random(seed));
    List<WeightRecord> parts = parts(record);

    assertThat(parts).hasSize(new WeightParts(LIMIT).count(record));
    assertThat(texts(record)).allMatch(json -> json.length <= LIMIT);
    assertThat(parts.stream().flatMapToDouble(part -> Arrays.stream(part.w())).toArray())
        .isEqualTo(record.w());
  }

  @Test
  void split_recordThatFits_isTheRecordItself() {
    WeightRecord fits = weights(new double[12], Axes.UNNAMED, Details.NONE);
    WeightRecord tooLong = weights(new double[13], Axes.UNNAMED, Details.NONE);
    // the empty object that stands for no names takes two bytes
    int limit = LIMIT + 2;

    assertThat(WeightRecordJson.maximumBytes(12)).isLessThanOrEqualTo(limit);
    assertThat(parts(fits, limit)).containsExactly(fits);
    assertThat(parts(tooLong, limit)).hasSize(2);
    assertThat(parts(WeightRecord.tombstone("m", 3), limit)).hasSize(1);
  }

  @Test
  void split_otherLimitThatGivesAsManyParts_makesTheSameParts() {
    double[] w = new Random(7).doubles(40).toArray();
    WeightRecord record = weights(w, Axes.UNNAMED, Details.NONE);

    List<byte[]> parts = texts(record);
    List<WeightRecord> others = parts(record, LIMIT + 2 * 25);

    assertThat(parts).hasSize(4);
    assertThat(others.stream().map(WeightRecordJson::write).toList())
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(
            parts(record, LIMIT).stream().map(WeightRecordJson::write).toList());
  }

  @Test
  void write_part_hasItsNumberBeforeTheWeightsAndTheChecksumOfAll() {
    double[] w = new double[20];
    Arrays.setAll(w, i -> i);
    WeightRecord record =
        weights(w, new Axes(null, true, null, null), Details.of(new HiddenLayer(1, 1, w)));

    List<String> texts =
        parts(record, 2048 + 40 * 25).stream()
            .map(part -> new String(WeightRecordJson.write(part), StandardCharsets.UTF_8))
            .toList();

    String sum = "\"checksum\":\"" + WeightRecordJson.checksum(20, 1, w) + "\"";
    assertThat(texts).hasSize(2);
    assertThat(texts.get(0)).contains("\"shape\":[20,1],\"part\":[1,2],\"w\":[0.0,", sum, "hidden");
    assertThat(texts.get(0)).contains("\"spec\":\"9f2c61d0a4b7e853\",\"bias\":true,\"checksum\"");
    assertThat(texts.get(1)).contains("\"shape\":[20,1],\"part\":[2,2],\"w\":[", sum);
    assertThat(texts.get(1)).doesNotContain("hidden").doesNotContain("bias");
  }

  @Test
  void readWhole_onePart_saysThatItIsOne() {
    byte[] part = texts(weights(new double[20], Axes.UNNAMED, Details.NONE)).get(1);

    assertThatThrownBy(() -> WeightRecordJson.read(part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds a part of the weights");
  }

  @Test
  void add_partsOfOtherWeightsOfTheSameVersion_areNotMixed() {
    List<byte[]> first = texts(weights(new double[20], Axes.UNNAMED, Details.NONE));
    double[] w = new double[20];
    Arrays.fill(w, 1);
    WeightRecord other = weights(w, Axes.UNNAMED, Details.NONE);

    List<byte[]> mixed = List.of(first.get(0), texts(other).get(1), texts(other).get(0));

    assertThat(joined(mixed)).containsExactly(WeightRecordJson.write(other));
  }

  @Test
  void arrived_newerVersion_dropsTheOpenParts() {
    PartAssembly assembly = new PartAssembly();
    byte[] part = texts(weights(new double[20], Axes.UNNAMED, Details.NONE)).get(0);

    assertThat(assembly.add(PartText.read(part).orElseThrow())).isEmpty();
    assembly.arrived(1, 6);
    assertThat(assembly.isEmpty()).isFalse();
    assembly.arrived(1, 7);
    assertThat(assembly.isEmpty()).isTrue();
  }

  @Test
  void readPart_textsThatOnlyNameIt_areWhole() {
    WeightRecord named =
        weights(new double[1], new Axes(null, false, new String[] {"part"}, null), Details.NONE);

    assertThat(PartText.read(WeightRecordJson.write(named))).isEmpty();
  }

  @Test
  void readPart_whiteSpaceAndUnknownFields_areTaken() {
    String spaced =
        " { \"future\": {\"w\": [1]}, \"incarnation\": 1, \"version\": 7, \"shape\": [3, 1],"
            + " \"part\": [%d, 2] , \"w\": [ %s ], \"checksum\": \"00000000\" } ";
    List<byte[]> parts =
        List.of(utf8(spaced.formatted(2, "3.0")), utf8(spaced.formatted(1, "1.0, 2.0")));

    assertThat(joined(parts))
        .containsExactly(
            utf8(
                " { \"future\": {\"w\": [1]}, \"incarnation\": 1, \"version\": 7, \"shape\": [3, 1],"
                    + " \"w\": [ 1.0, 2.0 , 3.0 ], \"checksum\": \"00000000\" } "));
  }

  @Test
  void readPart_brokenMark_isRefused() {
    String text = "{\"incarnation\":1,\"version\":7,\"part\":%s,\"w\":[1.0],\"checksum\":\"0\"}";

    for (String mark : List.of("[0,2]", "[3,2]", "[1]", "[1,2,3]", "1", "\"1\"", "[1.5,2]")) {
      assertThatThrownBy(() -> PartText.read(utf8(text.formatted(mark))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'part'");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> joined(List<byte[]> parts) {
    PartAssembly assembly = new PartAssembly();
    List<byte[]> whole = new ArrayList<>();
    for (byte[] json : parts) {
      Optional<PartText> part = PartText.read(json);
      if (part.isEmpty()) {
        whole.add(json);
      } else {
        assembly.add(part.get()).ifPresent(whole::add);
      }
    }
    return whole;
  }

  private static List<byte[]> texts(WeightRecord record) {
    return new ArrayList<>(parts(record).stream().map(WeightRecordJson::write).toList());
  }

  private static List<WeightRecord> parts(WeightRecord record) {
    return parts(record, LIMIT);
  }

  private static List<WeightRecord> parts(WeightRecord record, int limit) {
    List<WeightRecord> parts = new ArrayList<>();
    new WeightParts(limit).split(record, parts::add);
    return parts;
  }

  /** Up to 80 weights, with names or a hidden layer now and then. */
  private static WeightRecord drawn(Random random) {
    double[] w = random.doubles(1 + random.nextInt(80), -1e9, 1e9).toArray();
    Axes axes =
        random.nextBoolean()
            ? Axes.UNNAMED
            : new Axes(null, true, new String[] {"part", "w", "é\""}, "[\"part\"]");
    double[] layer = random.doubles(1 + random.nextInt(4)).toArray();
    Details details =
        random.nextBoolean() ? Details.NONE : Details.of(new HiddenLayer(layer.length, 1, layer));
    return weights(w, axes, details);
  }

  private static WeightRecord weights(double[] w, Axes axes, Details details) {
    return new WeightRecord(
        "m",
        "sgd",
        1,
        7,
        7,
        6,
        w.length,
        1,
        w,
        "s-1",
        Sample.NO_TIME,
        "9f2c61d0a4b7e853",
        axes,
        details);
  }
}
