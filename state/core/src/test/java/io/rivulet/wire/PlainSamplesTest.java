package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.plain.SampleScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample in plain form is read past the parser, to the sample that the parser would give. */
class PlainSamplesTest {

  private static final Limits LIMITS = new Limits(1 << 20, 20, 1 << 20, 1 << 20);

  private static final String[] MEMBERS = {
    "\"id\":\"s-17\"",
    "\"id\" : \"\"",
    "\"op\":\"learn\"",
    "\"op\":\"label\"",
    "\"x\":[0.5,-1.25,3]",
    "\"x\":[ -0.0 , 1e-7\n,\t12345678901234567890,0.1234567890123456789 ]",
    "\"x\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]",
    "\"y\":2.5",
    "\"y\":[1,-2E+3]",
    "\"label\":2",
    "\"label\":\"north\"",
    "\"weight\":0.25",
    "\"ts\":1790000000000",
    "\"model\":\"pump-7\""
  };

  private static final String[] ODD = {
    "\"x\":[]",
    "\"x\":[1,true]",
    "\"x\":[[1,2]]",
    "\"x\":{\"a\":1}",
    "\"x\":[1,1e999]",
    "\"x\":[1,NaN]",
    "\"x\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]",
    "\"x\":[01]",
    "\"x\":[1,]",
    "\"x\":[1.]",
    "\"y\":null",
    "\"y\":\"2\"",
    "\"label\":1.0",
    "\"label\":-1",
    "\"label\":2147483648",
    "\"label\":\"caf\u00e9\"",
    "\"ts\":1.79e12",
    "\"ts\":-5",
    "\"ts\":9223372036854775808",
    "\"ts\":01",
    "\"op\":\"train\"",
    "\"op\":\"Learn\"",
    "\"id\":\"a\\u0062\"",
    "\"id\":\"a\tb\"",
    "\"i\\u0064\":\"a\"",
    "\"id\":7",
    "\"weight\":1e999",
    "\"weight\":true",
    "\"matrix\":[1]",
    "\"other\":1",
    "\"model\":7",
    "\"model\":\"a b\"",
    "\"\":1",
    ""
  };

  private static final String[] ENDS = {"", " ", "\n", "}", "{}", "x", "\u00ff", "\u0000", ","};

  private final SampleScanner scanner = new SampleScanner(LIMITS.dimension());
  private final SampleDecoder decoder = new SampleDecoder(LIMITS, "m");

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_mutatedRecord_isWhatTheParserGives(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int plain = 0;
    for (int i = 0; i < 500; i++) {
      byte[] record = record(random);
      plain += scanner.scan(record) ? 1 : 0;

      Origin origin = new Origin("t", 0, 0, 0, null, record);
      String expected = shown(() -> decoder.parsed(origin));
      String found = shown(() -> decoder.decode(origin));

      assertThat(found).as(new String(record, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
    assertThat(plain).isBetween(50, 450);
  }

  private static byte[] record(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(9) == 0 ? " {" : "{");
    int members = random.nextInt(6);
    for (int i = 0; i < members; i++) {
      boolean odd = random.nextInt(12) == 0;
      String[] from = odd ? ODD : MEMBERS;
      text.append(i == 0 ? "" : ",").append(from[random.nextInt(from.length)]);
    }
    text.append('}').append(random.nextInt(5) == 0 ? ENDS[random.nextInt(ENDS.length)] : "");
    byte[] record = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(6) == 0) {
      record[random.nextInt(record.length)] = (byte) random.nextInt();
    }
    return random.nextInt(12) == 0 ? Arrays.copyOf(record, random.nextInt(record.length)) : record;
  }

  private interface Decoding {

    Sample decode() throws RejectedException;
  }

  private static String shown(Decoding decoding) {
    try {
      Sample sample = decoding.decode();
      return String.join(
          "|",
          sample.model(),
          sample.id(),
          String.valueOf(sample.op()),
          Arrays.toString(sample.values()),
          Arrays.toString(sample.indices()),
          String.valueOf(sample.size()),
          Arrays.toString(sample.names()),
          String.valueOf(sample.rows()),
          Arrays.toString(sample.y()),
          String.valueOf(sample.targetRows()),
          String.valueOf(sample.label()),
          sample.labelName(),
          Arrays.toString(sample.matrix()),
          String.valueOf(sample.weight()),
          String.valueOf(sample.ts()),
          String.valueOf(sample.fault()),
          sample.faultMessage());
    } catch (RejectedException e) {
      return e.reason() + " " + e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":[1,2],\"y\":3}",
        "{\"id\":\"s\",\"op\":\"learn\",\"x\":[0.5,-1e-3],\"y\":[1],\"weight\":2,\"ts\":5}",
        "{ \"model\" : \"m\" , \"x\" : [ 1 ] , \"label\" : \"north\" }\n",
        "{\"op\":\"label\",\"id\":\"s\",\"label\":3}"
      })
  void scan_plainForm_isTaken(String text) {
    assertThat(scanner.scan(text.getBytes(StandardCharsets.UTF_8))).isTrue();
  }
}
