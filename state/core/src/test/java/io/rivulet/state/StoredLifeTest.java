package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.StoredLife.Phase;
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
  void life_version1_readsAndWritesItsGoldenBytes() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE));

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
    assertThat(life.model().version()).isEqualTo(42);
    assertThat(GoldenBytes.hex(StateFrame.write(StoredLife.FORMAT, life)))
        .isEqualTo(GoldenBytes.LIFE);
  }

  @Test
  void life_ofADeletedModel_isAStub() {
    StoredLife life = StoredLife.read(GoldenBytes.bytes(GoldenBytes.LIFE_DELETED));

    assertThat(life.phase()).isEqualTo(Phase.DELETED);
    assertThat(life.model()).isNull();
    assertThat(life.published()).isEqualTo(Sample.NO_TIME);
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
      String body = GoldenBytes.body(GoldenBytes.LIFE).replace(id, broken);

      assertThatThrownBy(() -> StoredLife.read(framed(body)))
          .isInstanceOf(StateFormatException.class)
          .hasMessage("stored life has a text that is not UTF-8");
    }
  }

  @Test
  void read_phaseAndModelThatDisagree_isRefused() {
    String body = GoldenBytes.body(GoldenBytes.LIFE);

    for (String phase : List.of("00", "03")) {
      assertThatThrownBy(() -> StoredLife.read(framed(phase + body.substring(2))))
          .hasMessageEndingWith("has a model");
    }
    assertThatThrownBy(() -> StoredLife.read(framed("04" + body.substring(2))))
        .hasMessage("stored life has the unknown phase 4");
    assertThatThrownBy(() -> StoredLife.read(framed("0102" + body.substring(4))))
        .hasMessage("stored life has 2 where 0 or 1 stands");
    String stub = GoldenBytes.body(GoldenBytes.LIFE_DELETED);
    assertThatThrownBy(() -> StoredLife.read(framed("02" + stub.substring(2))))
        .hasMessage("a life in phase FROZEN lacks its model");
  }

  private static byte[] framed(String body) {
    return GoldenBytes.bytes(GoldenBytes.framed("0e00" + "01" + "00", body));
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
