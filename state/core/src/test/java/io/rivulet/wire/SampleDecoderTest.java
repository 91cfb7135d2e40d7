package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of the document and of the model id, and which of two faults is named. */
class SampleDecoderTest {

  private static final String GOOD = "{\"x\":[1,2],\"y\":3}";
  private static final byte[] KEY = "pump-7".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "{",
        "}",
        "[",
        "[1]",
        "1",
        "\"a\"",
        "true",
        "{\"x\":[1,2]",
        "{\"x\":}",
        "{\"x\":[1,2,]}",
        "{,}",
        "{\"x\" [1]}",
        "{x:1}",
        "{'x':1}",
        "{\"x\":01}",
        "{\"x\":+1}",
        "{\"x\":1.}",
        "{\"x\":.5}",
        "{\"x\":1e}",
        "{\"x\":tru}",
        "{\"x\":nul}",
        "{\"x\":\"a}",
        "{\"x\":\"\\q\"}",
        "{\"x\":\"\\u12g4\"}",
        "{\"x\":\"\t\"}",
        "{\"x\":1}}",
        "{\"x\":1} {}",
        "{\"x\":1}x",
        "{\"x\":1},",
        "// c\n{}",
        "{\"x\":1}/* c */",
        "{\"x\":1,\"x\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":[{\"b\":1,\"b\":2}]}",
        "{\"x\":{\"i\":[0],\"i\":[0]}}",
        "{\"x\":[[1}}",
        "{\"a\":[1}",
        "{\"a\":{]}"
      })
  void decode_noJsonObject_isMalformed(String value) {
    assertReason(Reason.MALFORMED, value);
  }

  @Test
  void decode_otherEncodings_isMalformed() {
    assertReason(Reason.MALFORMED, KEY, GOOD.getBytes(StandardCharsets.UTF_16));
    assertReason(Reason.MALFORMED, KEY, GOOD.getBytes(StandardCharsets.UTF_16LE));
    assertReason(Reason.MALFORMED, KEY, GOOD.getBytes(StandardCharsets.UTF_16BE));
    assertReason(Reason.MALFORMED, KEY, bytes("\ufeff\ufeff" + GOOD));
    assertReason(Reason.MALFORMED, KEY, bytes(" \ufeff" + GOOD));
    assertReason(Reason.MALFORMED, KEY, latin("{\"id\":\"\u00e9\"}"));
    assertReason(Reason.MALFORMED, KEY, latin("{\"id\":\"\u00c0\u0080\"}"));
    assertReason(Reason.MALFORMED, KEY, latin("{\"id\":\"\u00ed\u00a0\u0080\"}"));
    assertReason(Reason.MALFORMED, KEY, latin("{\"id\":\"\u00f4\u0090\u0080\u0080\"}"));
    assertReason(Reason.MALFORMED, KEY, latin("{\"other\":\"\u00ff\"}"));
  }

  @Test
  void decode_recordBytes_areLimited() throws Exception {
    Limits limits = new Limits(GOOD.length(), 10, 1 << 20, 1 << 20);
    SampleDecoder decoder = new SampleDecoder(limits, null);

    assertThat(decoder.decode(origin(KEY, bytes(GOOD))).fault()).isNull();
    assertThatThrownBy(() -> decoder.decode(origin(KEY, bytes(GOOD + " "))))
        .hasFieldOrPropertyWithValue("reason", Reason.TOO_LARGE)
        .hasFieldOrPropertyWithValue("stage", Stage.DECODE);
    assertThatThrownBy(() -> decoder.decode(origin(null, bytes("{".repeat(50)))))
        .hasFieldOrPropertyWithValue("reason", Reason.TOO_LARGE);
  }

  @Test
  void decode_nesting_isLimitedEverywhere() throws Exception {
    // The record itself is the first level.
    assertThat(decode("{\"a\":" + nested(15) + "}").fault()).isNull();
    assertReason(Reason.LIMIT_JSON, "{\"a\":" + nested(16) + "}");
    assertReason(Reason.LIMIT_JSON, "{\"x\":" + nested(16) + "}");
    assertReason(Reason.LIMIT_JSON, "{\"a\":" + "{\"b\":".repeat(16) + "1" + "}".repeat(17));
    assertReason(Reason.LIMIT_JSON, "{\"model\":" + nested(16) + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "model", "op", "x", "other", "label"})
  void decode_strings_areLimitedEverywhere(String field) throws Exception {
    String format = "{\"" + field + "\":\"%s\"}";

    assertThat(decode(String.format(format, "a".repeat(64 << 10))).model()).isEqualTo("pump-7");
    assertReason(Reason.LIMIT_JSON, String.format(format, "a".repeat((64 << 10) + 1)));
    assertReason(Reason.LIMIT_JSON, String.format("{\"%s\":1}", "a".repeat((64 << 10) + 1)));
    assertReason(Reason.LIMIT_JSON, "{\"other\":[{\"b\":\"" + "a".repeat((64 << 10) + 1) + "\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"x\":[%s]}", "{\"y\":%s}", "{\"weight\":%s}", "{\"other\":[%s]}"})
  void decode_numbers_areLimitedInEveryForm(String format) throws Exception {
    String digits = "1".repeat(61);

    for (String number : new String[] {"", "-", "0.", "-0.", "1e-", "-1.5E+"}) {
      String at = number + "1".repeat(64 - number.length());
      assertThat(decode(String.format(format, at)).model()).isEqualTo("pump-7");
      assertReason(Reason.LIMIT_JSON, String.format(format, at + "1"));
      assertReason(Reason.LIMIT_JSON, String.format(format, at + digits));
    }
  }

  @Test
  void decode_keyAndModelField_nameTheModel() throws Exception {
    assertThat(decode(null, "{\"model\":\"m\"}").model()).isEqualTo("m");
    assertThat(decode(KEY, "{\"model\":\"m\"}").model()).isEqualTo("pump-7");
    assertThat(decode(KEY, "{\"model\":7}").model()).isEqualTo("pump-7");
    assertThat(new SampleDecoder(Limits.DEFAULT, "d").decode(origin(null, bytes("{}"))).model())
        .isEqualTo("d");
    assertReason(Reason.NULL_KEY, null, bytes("{}"));
    assertReason(Reason.NULL_KEY, null, null);
    assertReason(Reason.NULL_VALUE, KEY, null);
    assertReason(Reason.NULL_VALUE, KEY, new byte[0]);
    assertReason(Reason.NULL_VALUE, KEY, bytes(" null "));
    assertReason(Reason.NULL_KEY, null, bytes("null"));
    assertReason(Reason.MALFORMED, KEY, bytes("null null"));
    assertReason(Reason.MALFORMED, null, bytes("{\"model\":7}"));
    assertReason(Reason.NULL_KEY, null, bytes("{\"model\":null}"));
  }

  @Test
  void decode_modelIds_followThePattern() throws Exception {
    String longest = "Az09._:-".repeat(16);

    assertThat(decode(bytes(longest), GOOD).model()).isEqualTo(longest);
    for (String id : new String[] {"", longest + "a", "a b", "a\n", "${jndi:x}", "\u00e9", "a/b"}) {
      assertReason(Reason.MODEL_ID, bytes(id), bytes(GOOD));
    }
    assertReason(Reason.MODEL_ID, new byte[] {(byte) 0xff}, bytes(GOOD));
    assertReason(Reason.MODEL_ID, null, bytes("{\"model\":\"a b\"}"));
  }

  @Test
  void decode_twoFaults_namesTheFirstOfTheTable() {
    String deep = "{\"a\":" + nested(16);
    assertReason(Reason.MALFORMED, null, bytes(deep));
    assertReason(Reason.MALFORMED, null, bytes(deep + "} x"));
    assertReason(Reason.MALFORMED, null, bytes(deep + ",\"b\":1,\"b\":2}"));
    assertReason(Reason.LIMIT_JSON, null, bytes(deep + "}"));
    assertReason(Reason.LIMIT_JSON, bytes("a b"), bytes(deep + "}"));
    assertReason(Reason.NULL_KEY, null, bytes("{\"x\":7}"));
    assertReason(Reason.MODEL_ID, bytes("a b"), bytes("{\"x\":7}"));
    assertReason(Reason.NULL_VALUE, bytes("a b"), null);
  }

  @Test
  void decode_refusal_neverCarriesThePayload() {
    for (String value : new String[] {"{\"x\":s3cret}", "{\"x\":1,\"s3cret\"}", "s3cret"}) {
      assertThatThrownBy(() -> decode(value)).message().doesNotContain("s3cret");
    }
  }

  @Test
  void decode_worstDocuments_takeBoundedTime() {
    int size = (1 << 20) - 20;
    StringBuilder names = new StringBuilder("{\"x\":{");
    for (int i = 0; names.length() < size - 20; i++) {
      names.append(String.format(Locale.ROOT, "\"%x\":1,", i * 0x9e3779b9));
    }
    names.append("\"last\":1}}");
    String[] documents = {
      "{\"a\":" + "[".repeat(size),
      "{\"a\":" + "{\"a\":".repeat(size / 5),
      "{\"a\":\"" + "\\u0000".repeat(size / 6 - 2) + "\"}",
      "{\"a\":" + "9".repeat(size) + "}",
      "{\"x\":[" + "1,".repeat(size / 2 - 20) + "1]}",
      "{\"x\":[" + "1e-300,".repeat(size / 7 - 20) + "1]}",
      names.toString(),
      names.toString().replace("\"x\"", "\"other\"")
    };

    for (String document : documents) {
      // Linear work takes about a second; quadratic work on a mebibyte would take minutes.
      Assertions.assertTimeout(Duration.ofSeconds(30), () -> decodeOrReject(document));
    }
  }

  private static void decodeOrReject(String value) {
    try {
      assertThat(decode(value)).isNotNull();
    } catch (RejectedException e) {
      assertThat(e.stage()).isEqualTo(Stage.DECODE);
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static Sample decode(String value) throws RejectedException {
    return decode(KEY, value);
  }

  private static Sample decode(byte[] key, String value) throws RejectedException {
    return new SampleDecoder(Limits.DEFAULT, null).decode(origin(key, bytes(value)));
  }

  private static void assertReason(Reason reason, String value) {
    assertReason(reason, KEY, bytes(value));
  }

  private static void assertReason(Reason reason, byte[] key, byte[] value) {
    assertThatThrownBy(() -> new SampleDecoder(Limits.DEFAULT, null).decode(origin(key, value)))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason)
        .hasFieldOrPropertyWithValue("stage", Stage.DECODE);
  }

  private static Origin origin(byte[] key, byte[] value) {
    return new Origin("rivulet.samples", 0, 0, 0, key, value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
