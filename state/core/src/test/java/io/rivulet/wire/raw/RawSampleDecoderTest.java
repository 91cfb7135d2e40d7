package io.rivulet.wire.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.testing.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw numbers with their headers are a sample that is not yet divided, or a refusal. */
class RawSampleDecoderTest {

  private static final RecordDecoder DECODER = new RecordDecoder(Limits.DEFAULT);

  private static final Set<Reason> POSSIBLE =
      EnumSet.of(Reason.MALFORMED, Reason.NULL_VALUE, Reason.NULL_KEY, Reason.MODEL_ID);

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_anyBytes_givesASampleOrARefusal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int decoded = 0;
    int refused = 0;

    for (int i = 0; i < 500; i++) {
      byte[] value = bytes(random, random.nextInt(4) == 0 ? 8 * random.nextInt(5) : 40);
      try {
        decoded += usable(DECODER.decode(record(random, value)), value) ? 1 : 0;
      } catch (RejectedException e) {
        boolean shown = e.getMessage().chars().noneMatch(Character::isISOControl);
        refused += POSSIBLE.contains(e.reason()) && shown ? 1 : 0;
      }
    }

    assertThat(decoded).isPositive();
    assertThat(refused).isPositive();
    assertThat(decoded + refused).isEqualTo(500);
  }

  private static boolean usable(Sample sample, byte[] value) {
    boolean usable = sample.undivided() && 8 * sample.values().length == value.length;
    if (sample.fault() != null) {
      usable &= Reason.OF_FIELDS.contains(sample.fault());
      usable &= sample.faultMessage().chars().noneMatch(Character::isISOControl);
      usable &= sample.faultMessage().length() < 500;
    }
    return usable;
  }

  private static Origin record(SplittableRandom random, byte[] value) {
    byte[] key = random.nextInt(8) == 0 ? bytes(random, 4) : utf8("m");
    SampleHeaders headers =
        new SampleHeaders(
            header(random, "s-17"),
            header(random, "learn"),
            header(random, "1.79e12"),
            header(random, "-0.5"));
    return new Origin("t", 0, 0, 0, key, value, random.nextInt(9) == 0 ? "2" : null, 0, headers);
  }

  /** A valid text with some bits changed, other bytes, or none. */
  private static byte[] header(SplittableRandom random, String valid) {
    byte[] text = utf8(valid);
    switch (random.nextInt(4)) {
      case 0 -> text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> text = bytes(random, random.nextInt(30));
      case 2 -> text = null;
      default -> text = Arrays.copyOf(text, random.nextInt(text.length + 1));
    }
    return text;
  }

  private static byte[] bytes(SplittableRandom random, int most) {
    byte[] bytes = new byte[most == 0 ? 0 : random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void decode_everyHeader_isAFieldOfTheSample() throws Exception {
    Sample sample = decode(headers("s-ü", "unlearn", "1790000000000", "2.5"), 0.5, -0.0, 3);

    assertThat(sample.id()).isEqualTo("s-ü");
    assertThat(sample.op()).isEqualTo(Op.UNLEARN);
    assertThat(sample.ts()).isEqualTo(1_790_000_000_000L);
    assertThat(sample.weight()).isEqualTo(2.5);
    assertThat(sample.values()).containsExactly(0.5, 0.0, 3);
    assertThat(sample.undivided()).isTrue();
    assertThat(sample.fault()).isNull();
  }

  @Test
  void decode_noHeaders_leavesTheirFieldsAbsent() throws Exception {
    Sample sample = decode(SampleHeaders.NONE, 1);

    assertThat(sample.id()).isNull();
    assertThat(sample.op()).isNull();
    assertThat(sample.ts()).isEqualTo(Sample.NO_TIME);
    assertThat(sample.weight()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "-5, -5",
    "1.79e12, 1790000000000",
    "999999999999999999, 999999999999999999",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775807, -9223372036854775807",
    "1e-999999999, 0",
    "1000000000000000000000e-3, 1000000000000000000"
  })
  void decode_timeInAnyNotation_isThatInteger(String text, long time) throws Exception {
    Sample sample = decode(headers(null, null, text, null), 1);

    assertThat(sample.fault()).isNull();
    assertThat(sample.ts()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1.5",
        "abc",
        "0x1F",
        "1e999",
        "NaN",
        "01",
        "9223372036854775808",
        "1_0"
      })
  void decode_timeThatIsNoInteger_isMalformed(String text) throws Exception {
    Sample sample = decode(headers(null, null, text, null), 1);

    assertThat(sample.fault()).isEqualTo(Reason.MALFORMED);
    assertThat(sample.faultMessage()).startsWith("header rivulet-ts is \"").contains("must be");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, MALFORMED",
    "1d, MALFORMED",
    "+1, MALFORMED",
    ".5, MALFORMED",
    "'', MALFORMED",
    "NaN, NON_FINITE",
    "-Infinity, NON_FINITE",
    "inf, NON_FINITE"
  })
  void decode_weightThatIsNoNumber_isRefused(String text, Reason reason) throws Exception {
    Sample sample = decode(headers(null, null, null, text), 1);

    assertThat(sample.fault()).isEqualTo(reason);
    assertThat(sample.faultMessage()).startsWith("header rivulet-weight is \"" + text);
  }

  @Test
  void decode_unknownOp_namesTheNearest() throws Exception {
    Sample sample = decode(headers(null, "train", null, null), 1);

    assertThat(sample.fault()).isEqualTo(Reason.MALFORMED);
    assertThat(sample.faultMessage())
        .isEqualTo(
            "header rivulet-op is \"train\", must be learn, predict, unlearn, label or left out;"
                + " did you mean \"learn\"?");
  }

  @Test
  void decode_severalFaults_keepsTheFirstInTheirOrder() throws Exception {
    Origin origin =
        new Origin("t", 0, 0, 0, utf8("m"), value(1), "2", 0, headers(null, null, "x", "NaN"));

    assertThat(DECODER.decode(origin).fault()).isEqualTo(Reason.MALFORMED);
    assertThat(decodeOfSchema2(headers(null, null, "1", "NaN")).fault())
        .isEqualTo(Reason.UNSUPPORTED);
    assertThat(decode(headers("i".repeat(129), null, null, null), 1).faultMessage())
        .startsWith("header rivulet-id has 129 characters");
  }

  private static Sample decodeOfSchema2(SampleHeaders headers) throws RejectedException {
    return DECODER.decode(new Origin("t", 0, 0, 0, utf8("m"), value(1), "2", 0, headers));
  }

  @Test
  void decode_valueThatIsNotNumbers_isRefusedWithWhatToDo() {
    refused(utf8("m"), utf8("{\"x\":[1]}"), Reason.MALFORMED, "set format: json");
    refused(utf8("m"), new byte[7], Reason.MALFORMED, "record has 7 bytes");
    refused(null, new byte[7], Reason.MALFORMED, "record has 7 bytes");
    refused(null, new byte[8], Reason.NULL_KEY, "key it by its model id");
    refused(utf8("m"), new byte[0], Reason.NULL_VALUE, "float64");
    refused(utf8("m"), null, Reason.NULL_VALUE, "float64");
    refused(utf8("m n"), new byte[8], Reason.MODEL_ID, "m n");
    refused(utf8("m"), new byte[(1 << 20) + 8], Reason.TOO_LARGE, "limits.record-bytes");
  }

  private static void refused(byte[] key, byte[] value, Reason reason, String said) {
    Origin origin = new Origin("t", 0, 0, 0, key, value, null, 0, SampleHeaders.NONE);
    assertThatThrownBy(() -> DECODER.decode(origin))
        .hasMessageContaining(said)
        .extracting(e -> ((RejectedException) e).reason())
        .isEqualTo(reason);
  }

  @Test
  void decode_recordWithoutHeadersOfItsOwn_isJson() throws Exception {
    Origin json = new Origin("t", 0, 0, 0, utf8("m"), utf8("{\"x\":[1,2],\"y\":3}"));

    assertThat(DECODER.decode(json).undivided()).isFalse();
    assertThat(DECODER.decode(json).y()).containsExactly(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_anyNumbers_readBackToTheSameBits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = random.longs(random.nextInt(9)).mapToDouble(Double::longBitsToDouble).toArray();
    double[] y = random.doubles(random.nextInt(3)).toArray();
    ByteBuffer expected = ByteBuffer.allocate(8 * (x.length + y.length));
    expected.order(ByteOrder.LITTLE_ENDIAN);
    for (double value : x) {
      expected.putDouble(value);
    }
    for (double value : y) {
      expected.putDouble(value);
    }

    byte[] written = RawNumbers.write(x, y);

    double[] read = RawNumbers.read(written);
    assertThat(written).isEqualTo(expected.array());
    assertThat(Arrays.copyOf(read, x.length)).isEqualTo(x);
    assertThat(Arrays.copyOfRange(read, x.length, read.length)).isEqualTo(y);
  }

  private static Sample decode(SampleHeaders headers, double... numbers) throws RejectedException {
    return DECODER.decode(new Origin("t", 0, 0, 0, utf8("m"), value(numbers), null, 0, headers));
  }

  private static byte[] value(double... numbers) {
    return RawNumbers.write(numbers);
  }

  private static SampleHeaders headers(String id, String op, String ts, String weight) {
    return new SampleHeaders(bytes(id), bytes(op), bytes(ts), bytes(weight));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : utf8(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
