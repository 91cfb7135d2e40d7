package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.testing.Seeds;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What producers write naturally is read as what it means. */
class NaturalFormsTest {

  /** Decoded alike, apart from where they came from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':null,'op':null,'x':[1],'y':null,'label':null,'matrix':null,'weight':null,'ts':null,'model':null} | {'x':[1]}",
        "{'x':null,'y':1}                    | {'y':1}",
        "{'x':[1],'label':1.0}               | {'x':[1],'label':1}",
        "{'x':[1],'label':10e-1}             | {'x':[1],'label':1}",
        "{'x':[1],'label':-0.0}              | {'x':[1],'label':0}",
        "{'x':[1],'ts':1.79e12}              | {'x':[1],'ts':1790000000000}",
        "{'x':[1],'ts':1790000000000.000}    | {'x':[1],'ts':1790000000000}",
        "{'x':[true,false,2]}                | {'x':[1,0,2]}",
        "{'x':[[true],[false]]}              | {'x':[[1],[0]]}",
        "{'x':{'n':3.0,'i':[2.0],'v':[true]}} | {'x':{'n':3,'i':[2],'v':[1]}}",
        "{'x':{'a':1,'b':null}}              | {'x':{'a':1}}",
        "{'x':[{'a':1,'b':null},{'b':2}]}    | {'x':[{'a':1},{'b':2}]}",
        "{'x':[1],'schema':'pump.v1'}        | {'x':[1]}",
        "{'x':[1],'schema':{'type':'struct','fields':[1,null]}} | {'x':[1]}",
        "{'x':[1],'schema':99}               | {'x':[1]}",
        "{'x':[1],'X':null,'a':[{'b':[true,null,'c']}]} | {'x':[1]}",
        "\ufeff{'x':[1]}                     | {'x':[1]}"
      })
  void decode_naturalForm_isThePlainForm(String natural, String plain) throws Exception {
    assertThat(decode(natural))
        .usingRecursiveComparison()
        .ignoringFields("origin")
        .isEqualTo(decode(plain));
    assertThat(decode(natural).fault()).isNull();
  }

  static LongStream seeds() {
    return Seeds.first(200);
  }

  /** Any number of natural spellings in any record, dense, sparse, named or a batch. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_anyNaturalSpellings_areThePlainRecord(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20; i++) {
      Spelling spelling = new Spelling(random);

      assertThat(decode(spelling.natural.toString()))
          .as(spelling.natural.toString())
          .usingRecursiveComparison()
          .ignoringFields("origin", "texts")
          .isEqualTo(decode(spelling.plain.toString()));
    }
  }

  /** One record written plainly, and as producers do. */
  private static final class Spelling {

    private final StringBuilder plain = new StringBuilder("{");
    private final StringBuilder natural = new StringBuilder();
    private final SplittableRandom random;

    Spelling(SplittableRandom random) {
      this.random = random;
      natural.append(random.nextInt(4) == 0 ? "\ufeff{" : "{");
      int rows = random.nextInt(3);
      both("'x':");
      switch (random.nextInt(3)) {
        case 0 -> repeated(rows, () -> array(random.nextInt(1, 4)));
        case 1 -> repeated(rows, this::named);
        default -> sparse();
      }
      absent("y", "label", "id", "op", "matrix", "schema");
      both(",'ts':");
      integer(random.nextInt(2_000_000_000));
      both(",'weight':");
      both(random.nextInt(9) + ".5");
      unknown();
      both("}");
    }

    private void both(String text) {
      plain.append(text);
      natural.append(text);
    }

    /** One value, or an array of two: rows of one length need one seed. */
    private void repeated(int rows, Runnable value) {
      if (rows < 2) {
        value.run();
        return;
      }
      both("[");
      int from = plain.length();
      int naturally = natural.length();
      value.run();
      String once = "," + plain.substring(from);
      natural.append("," + natural.substring(naturally));
      plain.append(once);
      both("]");
    }

    private void array(int length) {
      both("[");
      for (int k = 0; k < length; k++) {
        both(k > 0 ? "," : "");
        number();
      }
      both("]");
    }

    private void named() {
      both("{'f':");
      number();
      absent("g", "h");
      both(",'k':");
      number();
      both("}");
    }

    private void sparse() {
      both("{'n':");
      integer(9);
      both(",'i':[");
      integer(random.nextInt(4));
      both(",");
      integer(4 + random.nextInt(5));
      both("],'v':");
      array(2);
      both("}");
    }

    private void number() {
      if (random.nextInt(3) > 0) {
        both(String.valueOf(random.nextInt(-9, 9) / 4.0));
        return;
      }
      boolean on = random.nextBoolean();
      plain.append(on ? "1" : "0");
      natural.append(on);
    }

    private void integer(int value) {
      plain.append(value);
      natural.append(
          switch (random.nextInt(3)) {
            case 0 -> value + ".0";
            case 1 -> 10L * value + "E-1";
            default -> value + "";
          });
    }

    private void absent(String... fields) {
      for (String field : fields) {
        natural.append(random.nextBoolean() ? ",'" + field + "':null" : "");
      }
    }

    private void unknown() {
      String[] values = {"null", "'t'", "{'type':'struct','a':[{}]}", "[1,[true]]", "2.5"};
      natural.append(
          random.nextBoolean() ? ",'other':" + values[random.nextInt(values.length)] : "");
    }
  }

  @Test
  void decode_labelText_isAClassByName() throws Exception {
    Sample sample = decode("{'x':[1],'label':'leaking'}");

    assertThat(sample.labelName()).isEqualTo("leaking");
    assertThat(sample.label()).isEqualTo(Sample.NO_LABEL);
    assertThat(sample.hasLabel()).isTrue();
    assertThat(sample.hasTarget()).isTrue();
  }

  /** Each integer that a long holds is read to the last digit, in any notation; no other is. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_timesAroundTheLimits_areExactOrRefused(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    BigInteger limit = BigInteger.TWO.pow(random.nextBoolean() ? 63 : random.nextInt(52, 70));
    BigInteger ts = limit.add(BigInteger.valueOf(random.nextInt(-3, 4)));
    ts = random.nextBoolean() ? ts.negate() : ts;
    boolean held = ts.abs().bitLength() <= 63;

    for (String text : List.of(ts.toString(), ts + ".000", ts + "0E-1", ts + "e0")) {
      Sample sample = decode("{'ts':" + text + "}");

      assertThat(sample.fault()).as(text).isEqualTo(held ? null : Reason.MALFORMED);
      if (held) {
        assertThat(sample.ts()).as(text).isEqualTo(ts.longValueExact());
      } else {
        assertThat(sample.faultMessage())
            .startsWith("ts is " + text + ", must be milliseconds since 1970");
      }
    }
    Sample between = decode("{'ts':" + ts + ".5}");
    assertThat(between.fault()).isEqualTo(ts.bitLength() > 53 ? Reason.MALFORMED : between.fault());
  }

  @Test
  void decode_hugeTimes_areMalformed() throws Exception {
    for (String ts : List.of("1e30", "-1e30", "9223372036854775808", "-9223372036854775808")) {
      Sample sample = decode("{'ts':" + ts + "}");

      assertThat(sample.fault()).isEqualTo(Reason.MALFORMED);
      assertThat(sample.faultMessage())
          .startsWith(
              "ts is " + ts + ", must be milliseconds since 1970, at most 9223372036854775807");
    }
    assertThat(decode("{'ts':9223372036854775807}").ts()).isEqualTo(Long.MAX_VALUE);
    assertThat(decode("{'ts':-9.223372036854775807e18}").ts()).isEqualTo(-Long.MAX_VALUE);
  }

  @Test
  void decode_hugeLabelsAndPlaces_areNamedAsTheyWereSent() throws Exception {
    for (String value : List.of("1e30", "2147483648", "-2147483648", "99999999999999999999")) {
      Sample label = decode("{'x':[1],'label':" + value + "}");
      assertThat(label.fault()).isEqualTo(Reason.DIMENSION);
      assertThat(label.faultMessage()).startsWith("label is " + value + ", classes are integers");
      assertThat(label.hasLabel()).isTrue();

      Sample place = decode("{'x':{'n':3,'i':[0," + value + ",9e40],'v':[1,1,1]}}");
      assertThat(place.fault()).isEqualTo(Reason.DIMENSION);
      assertThat(place.faultMessage()).startsWith("x.i[1] is " + value + ", places are from 0");
    }
    assertThat(decode("{'x':[1],'label':2147483647}").fault()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "X", "other"})
  void decode_unknownField_isHeldAgainstTheLimits(String field) {
    String[] values = {
      "[".repeat(16) + "]".repeat(16),
      "'" + "a".repeat((64 << 10) + 1) + "'",
      "1".repeat(65),
      "[{'a':" + "1".repeat(65) + "}]"
    };
    for (String value : values) {
      assertThatThrownBy(() -> decode("{'x':[1],'" + field + "':" + value + "}"))
          .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_JSON);
    }
    assertThatThrownBy(() -> decode("{'x':[1],'" + field + "':{'a':1,'a':2}}"))
        .hasFieldOrPropertyWithValue("reason", Reason.MALFORMED);
  }

  @Test
  void decode_nullTwice_isADuplicate() {
    assertThatThrownBy(() -> decode("{'y':null,'y':1}"))
        .hasFieldOrPropertyWithValue("reason", Reason.MALFORMED);
  }

  @Test
  void decode_nothingBehindTheMark_isNoValue() {
    assertThatThrownBy(() -> decode("\ufeff"))
        .hasFieldOrPropertyWithValue("reason", Reason.NULL_VALUE);
  }

  static Sample decode(String json) throws RejectedException {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new SampleDecoder(Limits.DEFAULT, "m").decode(new Origin("t", 0, 0, 0, null, value));
  }
}
