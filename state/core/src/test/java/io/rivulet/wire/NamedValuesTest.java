package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Form;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import org.junit.jupiter.api.Test;

/** Values by name: numbers, texts, lists and flags. */
class NamedValuesTest {

  @Test
  void decode_namedValues_keepNumbersTextsListsAndFlags() throws Exception {
    Sample sample =
        NaturalFormsTest.decode(
            "{'x':{'temp':21.5,'site':'north','tags':['a','','b'],'none':[],'up':true,'down':false,"
                + "'off':null,'no':'false'}}");

    assertThat(sample.fault()).isNull();
    assertThat(sample.names()).containsExactly("temp", "site", "tags", "none", "up", "down", "no");
    assertThat(sample.texts())
        .isDeepEqualTo(
            new String[][] {null, {"north"}, {"a", "", "b"}, {}, {"true"}, {"false"}, {"false"}});
    assertThat(sample.values()).containsExactly(21.5, -0.0, -0.0, -0.0, 1, 0, -0.0);
    assertThat(sample.size()).isEqualTo(7);
    boolean[] numeric = {true, false, false, false, true, true, false};
    for (int k = 0; k < numeric.length; k++) {
      assertThat(sample.numeric(k)).as(sample.names()[k]).isEqualTo(numeric[k]);
    }
  }

  @Test
  void decode_namedNumbers_carryNoTexts() throws Exception {
    Sample sample = NaturalFormsTest.decode("{'x':{'a':1,'b':-0.0}}");

    assertThat(sample.texts()).isNull();
    assertThat(sample.numeric(1)).isTrue();
    assertThat(1 / sample.values()[1]).isPositive();
  }

  @Test
  void decode_manyNamedValues_keepTheirPlaces() throws Exception {
    StringBuilder json = new StringBuilder("{'x':{'f0':0");
    for (int i = 1; i < 300; i++) {
      json.append(",'f").append(i).append("':").append(i % 7 == 3 ? "'t" + i + "'" : "" + i);
    }
    Sample sample = NaturalFormsTest.decode(json + "}}");

    for (int i = 0; i < 300; i++) {
      assertThat(sample.names()[i]).isEqualTo("f" + i);
      if (i % 7 == 3) {
        assertThat(sample.texts()[i]).containsExactly("t" + i);
      } else {
        assertThat(sample.texts()[i]).isNull();
        assertThat(sample.values()[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void decode_namedRows_sayWhereEachEnds() throws Exception {
    Sample sample =
        NaturalFormsTest.decode(
            "{'x':[{'a':1,'b':'t'},{},{'b':['u'],'a':true,'c':3}],'y':[1,2,3]}");

    assertThat(sample.fault()).isNull();
    assertThat(sample.rows()).isEqualTo(3);
    assertThat(sample.rowEnds()).containsExactly(2, 2, 5);
    assertThat(sample.size()).isEqualTo(3);
    assertThat(sample.names()).containsExactly("a", "b", "b", "a", "c");
    assertThat(sample.values()).containsExactly(1, -0.0, -0.0, 1, 3);
    assertThat(sample.texts()).isDeepEqualTo(new String[][] {null, {"t"}, {"u"}, {"true"}, null});
    assertThat(NaturalFormsTest.decode("{'x':[[1],[2]]}").rowEnds()).isNull();
    assertThat(NaturalFormsTest.decode("{'x':{'a':1}}").rowEnds()).isNull();
  }

  /** Integers beyond 2^53 share a float64: as categories they are told apart by their digits. */
  @Test
  void decode_namedIntegersBeyondFloat64_keepTheirDigits() throws Exception {
    Sample sample =
        NaturalFormsTest.decode(
            "{'x':{'a':9007199254740993,'b':9007199254740991,'c':-9007199254740992,'d':1e17}}");

    assertThat(sample.texts())
        .isDeepEqualTo(new String[][] {{"9007199254740993"}, null, {"-9007199254740992"}, null});
    for (int k = 0; k < 4; k++) {
      assertThat(sample.numeric(k)).isTrue();
    }
    assertThat(sample.values()).containsExactly(0x1p53, 0x1p53 - 1, -0x1p53, 1e17);
  }

  @Test
  void decode_namedValues_tellListsFromTexts() throws Exception {
    Sample sample =
        NaturalFormsTest.decode("{'x':{'a':'t','b':['t'],'c':1,'d':[],'e':true,'f':null}}");

    assertThat(sample.fault()).isNull();
    assertThat(sample.forms()).containsExactly(null, Form.LIST, null, Form.LIST, null);
    assertThat(NaturalFormsTest.decode("{'x':{'a':'t','c':1}}").forms()).isNull();
    Sample faulty = NaturalFormsTest.decode("{'x':{'a':[1,'t'],'b':{'c':1,'d':{}}}}");
    assertThat(faulty.fault()).isEqualTo(Reason.MALFORMED);
    assertThat(faulty.forms()).containsExactly(Form.ARRAY, Form.OBJECT);
    assertThat(faulty.texts()[1]).hasSize(2);
  }
}
