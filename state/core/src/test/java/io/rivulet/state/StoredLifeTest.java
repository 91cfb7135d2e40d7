package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.life.StoredLife.Phase;
import io.rivulet.testing.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A life is read as it was written, and a model that was stored alone is read as a life. */
class StoredLifeTest {

  private static final StoredModel MODEL =
      StateFrame.read(StoredModel.FORMAT, GoldenBytes.bytes(GoldenBytes.MODEL));

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @Test
  void life_version2_readsAndWritesItsGoldenBytes() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE));

    requireGolden(life);
    assertThat(GoldenBytes.hex(StateFrame.write(StoredLife.FORMAT, life)))
        .isEqualTo(GoldenBytes.LIFE);
  }

  @Test
  void life_version1_isReadAsItWasWritten() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_1));

    requireGolden(life);
    assertThat(life)
        .usingRecursiveComparison()
        .isEqualTo(StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE)));
  }

  private static void requireGolden(StoredLife life) {
    assertThat(life.phase()).isEqualTo(Phase.LIVE);
    assertThat(life.configured()).isTrue();
    assertThat(life.incarnation()).isEqualTo(3);
    assertThat(life.time()).isEqualTo(1790000000000L);
    assertThat(life.published()).isEqualTo(1789999999000L);
    assertThat(life.commands()).containsExactly("c-1");
    assertThat(life.waiting()).hasSize(1);
    Origin waiting = life.waiting().get(0);
    assertThat(waiting.topic()).isEqualTo("t");
    assertThat(waiting.partition()).isEqualTo(2);
    assertThat(waiting.offset()).isEqualTo(5);
    assertThat(waiting.timestamp()).isEqualTo(1);
    assertThat(waiting.key()).isNull();
    assertThat(waiting.value()).asString().isEqualTo("{}");
    assertThat(life.model().spec()).isEqualTo("{}");
    assertThat(life.model().incarnation()).isEqualTo(1);
    assertThat(life.model().version()).isEqualTo(42);
    assertThat(life.model().samples()).isEqualTo(41);
    assertThat(life.model().previous()).isEqualTo(-1);
    assertThat(life.model().quality()).isEmpty();
    assertThat(GoldenBytes.hex(life.model().state())).isEqualTo(GoldenBytes.WEIGHTS);
  }

  @Test
  void life_ofAMeasuredModelWithoutTime_hasNothingThatItDoesNotNeed() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_MEASURED));

    assertThat(life.time()).isEqualTo(Sample.NO_TIME);
    assertThat(life.published()).isEqualTo(Sample.NO_TIME);
    assertThat(life.commands()).isEmpty();
    assertThat(life.waiting()).isEmpty();
    assertThat(life.model().quality()).containsExactly(1, 2, 3);
    assertThat(GoldenBytes.hex(StateFrame.write(StoredLife.FORMAT, life)))
        .isEqualTo(GoldenBytes.LIFE_MEASURED);
  }

  @Test
  void keepsTimeApart_onlyLargeFramesOfVersion2() {
    for (int length : new int[] {4095, 4096, 5000}) {
      byte[] frame = StateFrame.write(StoredLife.FORMAT, ofLength(length));
      assertThat(frame).hasSize(length);
      assertThat(StoredLife.keepsTimeApart(frame)).isEqualTo(length >= 4096);
      frame[6] = 1;
      assertThat(StoredLife.keepsTimeApart(frame)).isFalse();
    }
    byte[] bare = StateFrame.write(StoredModel.FORMAT, ofLength(5000).model());
    assertThat(StoredLife.keepsTimeApart(bare)).isFalse();
  }

  private static StoredLife ofLength(int length) {
    int fixed = StateFrame.write(StoredLife.FORMAT, withState(0)).length;
    return withState(length - fixed);
  }

  private static StoredLife withState(int bytes) {
    return StoredLife.of(new StoredModel("{}", 1, 2, 2, 2, new byte[bytes]));
  }

  @Test
  void life_ofADeletedModel_isAStub() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_DELETED));

    assertThat(life.phase()).isEqualTo(Phase.DELETED);
    assertThat(life.incarnation()).isEqualTo(3);
    assertThat(life.time()).isEqualTo(1790000000000L);
    assertThat(life.model()).isNull();
    assertThat(life.published()).isEqualTo(Sample.NO_TIME);
    assertThat(StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_DELETED_1))).isEqualTo(life);
    assertThat(GoldenBytes.hex(StateFrame.write(StoredLife.FORMAT, life)))
        .isEqualTo(GoldenBytes.LIFE_DELETED);
  }

  @Test
  void read_modelThatWasStoredAlone_isALiveLife() {
    for (String stored : List.of(GoldenBytes.MODEL, GoldenBytes.MODEL_1)) {
      StoredLife life = StoredLife.read(GoldenBytes.bytes(stored));

      assertThat(life.phase()).isEqualTo(Phase.LIVE);
      assertThat(life.incarnation()).isEqualTo(1);
      assertThat(life.time()).isEqualTo(Sample.NO_TIME);
      assertThat(life.published()).isEqualTo(Sample.NO_TIME);
      assertThat(life.configured()).isFalse();
      assertThat(life.commands()).isEmpty();
      assertThat(life.waiting()).isEmpty();
      assertThat(life.model().samples()).isEqualTo(41);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_anyLife_isReadAsItWas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StoredLife life = life(random);

    StoredLife read = StoredLife.read(StateFrame.write(StoredLife.FORMAT, life));

    assertThat(read).usingRecursiveComparison().isEqualTo(life);
  }

  @Test
  void read_textThatIsNotUtf8_isRefused() {
    String id = "632d31";
    for (String broken : List.of("ff2d31", "63c0af", "eda080")) {
      for (String golden : List.of(GoldenBytes.LIFE_1, GoldenBytes.LIFE)) {
        String body = GoldenBytes.body(golden).replace(id, broken);
        int version = golden.equals(GoldenBytes.LIFE) ? 2 : 1;

        assertThatThrownBy(() -> StoredLife.read(framed(version, body)))
            .isInstanceOf(StateFormatException.class)
            .hasMessage("stored life has a text that is not UTF-8");
      }
    }
  }

  @Test
  void read_phaseAndModelThatDisagree_isRefused() {
    String first = GoldenBytes.body(GoldenBytes.LIFE_1);

    for (String phase : List.of("00", "03")) {
      assertThatThrownBy(() -> StoredLife.read(framed(1, phase + first.substring(2))))
          .hasMessageEndingWith("has a model");
    }
    assertThatThrownBy(() -> StoredLife.read(framed(1, "04" + first.substring(2))))
        .hasMessage("stored life has the unknown phase 4");
    assertThatThrownBy(() -> StoredLife.read(framed(1, "0102" + first.substring(4))))
        .hasMessage("stored life has 2 where 0 or 1 stands");
    String stub = GoldenBytes.body(GoldenBytes.LIFE_DELETED_1);
    assertThatThrownBy(() -> StoredLife.read(framed(1, "02" + stub.substring(2))))
        .hasMessage("a life in phase FROZEN lacks its model");
  }

  @Test
  void read_formThatIsNotTheOnlyOne_isRefused() {
    String life = GoldenBytes.body(GoldenBytes.LIFE);
    String stub = GoldenBytes.body(GoldenBytes.LIFE_DELETED);

    assertRefused("9d" + life.substring(2), "stored life has flags 157 in phase LIVE");
    assertRefused("23" + stub.substring(2), "stored life has flags 35 in phase DELETED");
    assertRefused("43" + stub.substring(2), "stored life has flags 67 in phase DELETED");
    assertRefused("13" + stub.substring(2) + "0000", "stored life announces commands and has none");
    assertRefused(
        "03" + "8300" + stub.substring(4),
        "stored life has a number that is not in its shortest form");
    assertRefused("03" + "03" + "80808080808080808002", "stored life has a number that is not");
    assertRefused("03" + "03" + "ffffffffffffffffffff01", "stored life has a number of more than");
    assertRefused(
        "0b" + "03" + "00" + "00", "stored life announces a time of publication and has none");
    assertRefused("41" + "01" + "00" + "00000000" + "027b7d" + "00", "announces quality");
  }

  private static void assertRefused(String body, String message) {
    assertThatThrownBy(() -> StoredLife.read(framed(2, body)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining(message);
  }

  private static byte[] framed(int version, String body) {
    return GoldenBytes.bytes(GoldenBytes.framed("0e00" + "0" + version + "00", body));
  }

  private static StoredLife life(SplittableRandom random) {
    Phase phase = List.of(Phase.values()).get(random.nextInt(4));
    List<String> commands =
        IntStream.range(0, random.nextInt(33)).mapToObj(any -> text(random)).toList();
    List<Origin> waiting =
        IntStream.range(0, random.nextInt(17)).mapToObj(any -> origin(random)).toList();
    return new StoredLife(
        phase,
        random.nextLong(Long.MAX_VALUE),
        random.nextInt(4) == 0 ? Sample.NO_TIME : random.nextLong(),
        random.nextInt(4) == 0 ? Sample.NO_TIME : random.nextLong(),
        random.nextBoolean(),
        commands,
        waiting,
        phase.exists() ? model(random) : null);
  }

  private static StoredModel model(SplittableRandom random) {
    return new StoredModel(
        "{\"" + text(random) + "\":1}",
        random.nextLong(1, Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(),
        random.nextLong(-1, Long.MAX_VALUE),
        MODEL.state(),
        bytes(random));
  }

  private static Origin origin(SplittableRandom random) {
    return new Origin(
        text(random),
        random.nextInt(100),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(),
        random.nextBoolean() ? null : bytes(random),
        random.nextInt(4) == 0 ? null : bytes(random));
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(SplittableRandom random) {
    String letters = "aZ0-._\u00e9\u20ac\ud83d\ude00";
    int[] points = letters.codePoints().toArray();
    return random
        .ints(random.nextInt(20), 0, points.length)
        .collect(
            StringBuilder::new,
            (text, at) -> text.appendCodePoint(points[at]),
            StringBuilder::append)
        .toString();
  }
}
