package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal names the entry, what was found there, and what is taken. */
class RefusalMessagesTest {

  private static final byte[] KEY = "pump-7".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':[1.5,'abc']}            | x[1] is 'abc', must be a number",
        "{'x':['1.5']}                | x[0] is '1.5', must be a number; write it without quotes",
        "{'x':['1,5']}                | with a decimal point",
        "{'x':[1,null]}               | x[1] is null, must be a number",
        "{'x':[1,{'a':1,'b':[2],'c':{'d':1}}]} | x[1] is an object of 3 fields",
        "{'x':[[1,2],[3,'abc']]}      | x[1][1] is 'abc'",
        "{'x':[[1,2],[3,[4,[5]]]]}    | x[1][1] is an array of 2 entries",
        "{'x':[[1,2],3]}              | x[1] is 3, must be a row like x[0]",
        "{'x':[[1,2],[3]]}            | x[1] has 1 entry, x[0] has 2",
        "{'x':[1,[2]]}                | x[1] is an array of 1 entry",
        "{'x':7}                      | x is 7, must be an array",
        "{'x':7}                      | write a single number as [7]",
        "{'x':'abc'}                  | x is 'abc'",
        "{'x':{'temp':{'v':1}}}       | x.temp is an object of 1 field",
        "{'x':{'url':['a',5]}}        | x.url[1] is 5, must be a text",
        "{'x':[{'a':1},{'b':{}}]}     | x[1].b is an object of 0 fields",
        "{'x':[{'a':1},[2]]}          | x[1] is an array of 1 entry",
        "{'x':{'n':'3','i':[0],'v':[1]}}    | x.n is '3', must be an integer from 0",
        "{'x':{'n':1.5,'i':[0],'v':[1]}}    | x.n is 1.5",
        "{'x':{'i':[0],'v':[1]}}            | x.n is missing",
        "{'x':{'n':3,'i':[0]}}              | x.v is missing",
        "{'x':{'n':3,'v':[0]}}              | x.i is missing",
        "{'x':{'n':3,'i':[0,1],'v':[1]}}    | x.i has 2 entries, x.v has 1",
        "{'x':{'n':3,'i':[2,0,2],'v':[1,1,1]}} | x.i has 2 twice",
        "{'x':{'n':3,'i':[0,5],'v':[1,1]}}  | x.i[1] is 5, places are from 0 to x.n - 1 = 2",
        "{'x':{'n':3,'i':[0,1.5],'v':[1,1]}} | x.i[1] is 1.5, must be an integer",
        "{'x':{'n':3,'i':[0,1],'v':[1,'q']}} | x.v[1] is 'q', must be a number",
        "{'y':[1,null]}               | y[1] is null, must be a number",
        "{'y':[[1],[null]]}           | y[1][0] is null, must be a number",
        "{'y':true}                   | y is true, must be a number",
        "{'matrix':[1,'a']}           | matrix[1] is 'a'",
        "{'label':1.5}                | label is 1.5, must be a class",
        "{'label':true}               | write 1 for true",
        "{'weight':'heavy'}           | weight is 'heavy', must be a number",
        "{'ts':'2026-11-26T13:45:00Z'} | ts is '2026-11-26T13:45:00Z', must be an integer: milliseconds since 1970",
        "{'ts':1790000000.5}          | ts is 1790000000.5, must be an integer: milliseconds since 1970",
        "{'op':'LEARN'}               | did you mean 'learn'?",
        "{'op':'fit'}                 | did you mean 'learn'?",
        "{'op':'retract'}             | did you mean 'unlearn'?",
        "{'op':'upsert'}              | op is 'upsert', must be learn, predict, unlearn, label or left out",
        "{'op':'labels'}              | did you mean 'label'?",
        "{'op':'feedback'}            | did you mean 'label'?",
        "{'op':7}                     | op is 7, must be a text",
        "{'id':17}                    | id is 17, must be a text; write '17', in quotes",
        "{'other':[0,NaN]}            | other[1] is NaN",
        "{'a':{'b':-Infinity}}        | a.b is -Infinity",
        "{'x':[1,2,3,4,5,6,7,8]}      | x has 8 entries, limits.dimension is 7",
        "{'x':{'n':9,'i':[],'v':[]}}  | x.n has 9 entries, limits.dimension is 7"
      })
  void decode_faultyField_namesItAndWhatWasFound(String json, String part) throws Exception {
    assertThat(fault(json)).contains(part.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,2]                  | begins with '[1,', an array; send one object a record",
        "1.5,2,3,4              | a line of values such as CSV",
        "x;y;z                  | a line of values such as CSV",
        "<a><b/></a>            | as XML",
        "hello there            | record is not a JSON object: it begins with 'hello '",
        "{x:1}                  | found 'x' at byte 1; names and texts need double quotes",
        "{'x':True}             | found 'T' at byte 5, as Python prints",
        "{'x':[None]}           | found 'N' at byte 6, as Python prints",
        "{'x':nan}              | write null",
        "{'x':[1,2,]}           | found ']' at byte 10",
        "{'x':[1,2              | it ends at byte 9",
        "{'x':1} {'x':2}        | goes on after its JSON object with another; send one object",
        "{'x':1,'x':2}          | field 'x' occurs twice",
        "{'a':[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]} | nests deeper than 16 levels at a[0][0]",
        "{'x':[0,11111111111111111111111111111111111111111111111111111111111111111]} | x[1] has a number over 64 characters"
      })
  void decode_noDocument_tellsWhereAndWhatItLooksLike(String json, String part) {
    assertThatThrownBy(() -> fault(json)).message().contains(part.replace('\'', '"'));
  }

  @Test
  void decode_python_isKnownByItsQuotes() {
    assertThatThrownBy(() -> decode(KEY, utf8("{'x': [1]}")))
        .message()
        .contains("found \"'\" at byte 1, a single quote as Python prints");
  }

  @Test
  void decode_jsonInsideAString_isKnown() {
    assertThatThrownBy(() -> decode(KEY, utf8("\"{\\\"x\\\": [1]}\"")))
        .message()
        .contains("a JSON text inside a string");
  }

  @Test
  void decode_textOverTheLimit_namesTheLimitAndTheField() {
    String longText = "a".repeat((64 << 10) + 1);

    assertThatThrownBy(() -> fault("{'a':[{'b':'" + longText + "'}]}"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_JSON)
        .message()
        .contains("a[0].b has a text over 64 KiB")
        .hasSizeLessThan(200);
    assertThatThrownBy(() -> fault("{'x':{'" + longText + "':1}}"))
        .message()
        .contains("x has a field name over 64 KiB");
  }

  @Test
  void decode_binaryValues_areKnownByTheirFirstBytes() throws Exception {
    String json = "{\"x\":[1],\"y\":2}";

    assertLooks(new byte[] {0, 0, 0, 0, 42, 2, 6}, "00 00 00 00 2a 02 06", "schema id 42");
    assertLooks(gzip(json), "1f 8b", "as gzip does", "compression.type");
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE"}) {
      assertLooks(json.getBytes(Charset.forName(charset)), "as UTF-16 does; send UTF-8");
    }
    assertLooks(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 1}, "Java's serialization");
    assertLooks("{\"id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), "byte 7, found e9");
  }

  @Test
  void decode_markedText_tellsBytesOfTheWholeRecord() {
    assertThatThrownBy(() -> decode(KEY, utf8("\ufeff{\"x\":tru}")))
        .message()
        .contains("at byte 8");
  }

  @Test
  void decode_badModelIds_areShown() {
    assertId("a b", "key \"a b\" is not a model id, which is [A-Za-z0-9._:-]{1,128}");
    assertId("a\r\n\u001b[31mb", "key \"a\\r\\n\\u001b[31mb\"");
    assertId("\"pump-7\"", "as plain text, not as JSON");
    assertId("a".repeat(200), "a".repeat(64) + "\".. is", "it has 200 characters");
    assertId("", "it is empty");
    assertId("\u0000\u0000\u0000\u0007", "4 bytes and begins with 00 00 00 07");
    assertThatThrownBy(() -> decode(null, utf8("{\"model\":\"a b\"}")))
        .message()
        .contains("model \"a b\"");
    assertThatThrownBy(() -> decode(null, utf8("{\"model\":7}")))
        .message()
        .contains("model is 7, must be a text");
  }

  @Test
  void decode_foundText_isCutAndEscaped() throws Exception {
    String message = fault("{'ts':'" + "\\n".repeat(40) + "z".repeat(5000) + "'}");

    assertThat(message).contains("\\n".repeat(40) + "z".repeat(24) + "\"..");
    assertThat(message.chars()).noneMatch(Character::isISOControl);
    assertThat(message).hasSizeLessThan(400);
  }

  @Test
  void decode_newerSchemaInTheHeader_isUnsupportedWhateverTheRestIs() throws Exception {
    for (String schema : new String[] {"2", "17", "pump.v1", ""}) {
      Sample sample = new SampleDecoder(Limits.DEFAULT, null).decode(versioned("{}", schema));

      assertThat(sample.fault()).isEqualTo(Reason.UNSUPPORTED);
      assertThat(sample.faultMessage()).contains("rivulet-schema is \"" + schema + "\"");
    }
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, null);
    assertThat(decoder.decode(versioned("{}", "1")).fault()).isNull();
    assertThat(decoder.decode(versioned("{\"id\":7}", "2")).fault()).isEqualTo(Reason.MALFORMED);
    assertThat(decoder.decode(versioned("{\"a\":NaN}", "2")).fault()).isEqualTo(Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x     | {'X':[1]}                     | did you mean it by 'X'?",
        "x     | {'y':1,'features':[1]}        | did you mean it by 'features'?",
        "y     | {'x':[1],'target':2}          | did you mean it by 'target'?",
        "label | {'x':[1],'Class':2}           | did you mean it by 'Class'?",
        "ts    | {'x':[1],'timestamp':2}       | did you mean it by 'timestamp'?",
        "y     | {'x':[1],'label':2}           | ; the record has x, label",
        "x     | {'temp':1,'rpm':2,'y':null}   | ; the record has temp, rpm",
        "x     | {'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1,'h':1,'i':1} | c, d, e, f, g, h, ..",
        "x     | {}                            | ``",
        "x     | {'a                           | ``"
      })
  void insteadOf_missingField_isTheMemberThatWasMeant(String field, String json, String part) {
    assertThat(SampleNames.insteadOf(field, utf8(json.replace('\'', '"')))).contains(part);
    assertThat(SampleNames.insteadOf(field, null)).isEmpty();
  }

  private static void assertLooks(byte[] value, String... parts) {
    assertThatThrownBy(() -> decode(KEY, value))
        .hasFieldOrPropertyWithValue("reason", Reason.MALFORMED)
        .message()
        .contains(parts);
  }

  private static void assertId(String key, String... parts) {
    assertThatThrownBy(() -> decode(utf8(key), utf8("{}")))
        .hasFieldOrPropertyWithValue("reason", Reason.MODEL_ID)
        .hasFieldOrPropertyWithValue("stage", Stage.DECODE)
        .message()
        .contains(parts);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static String fault(String json) throws RejectedException {
    return decode(KEY, utf8(json.replace('\'', '"'))).faultMessage();
  }

  private static Sample decode(byte[] key, byte[] value) throws RejectedException {
    Limits limits = new Limits(1 << 20, 7, 1 << 20, 1 << 20);
    return new SampleDecoder(limits, null).decode(new Origin("t", 0, 0, 0, key, value));
  }

  private static Origin versioned(String json, String schema) {
    return new Origin("t", 0, 0, 0, KEY, utf8(json), schema);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
