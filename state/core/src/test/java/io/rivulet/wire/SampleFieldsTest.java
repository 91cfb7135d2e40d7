package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decoded sample holds, and the fault that travels with it. */
class SampleFieldsTest {

  @Test
  void decode_emptyObject_hasNoFields() throws Exception {
    Sample sample = decode("{}");

    assertThat(sample.values()).isNull();
    assertThat(sample.y()).isNull();
    assertThat(sample.id()).isNull();
    assertThat(sample.label()).isEqualTo(Sample.NO_LABEL);
    assertThat(sample.matrix()).isNull();
    assertThat(sample.weight()).isEqualTo(1);
    assertThat(sample.ts()).isEqualTo(Sample.NO_TIME);
    assertThat(sample.fault()).isNull();
    assertThat(sample.op()).isNull();
    assertThat(sample.hasTarget()).isFalse();
  }

  @Test
  void decode_everyField_isRead() throws Exception {
    Sample sample =
        decode(
            "{'id':'s-17','op':'unlearn','x':[0.5,-1.25,3],'y':2.5,'weight':0.25,"
                + "'ts':1790000000000,'schema':1,'unknown':{'a':[null,true,'b']}}");

    assertThat(sample.id()).isEqualTo("s-17");
    assertThat(sample.op()).isEqualTo(Op.UNLEARN);
    assertThat(sample.values()).containsExactly(0.5, -1.25, 3);
    assertThat(sample.size()).isEqualTo(3);
    assertThat(sample.y()).containsExactly(2.5);
    assertThat(sample.weight()).isEqualTo(0.25);
    assertThat(sample.ts()).isEqualTo(1790000000000L);
    assertThat(sample.fault()).isNull();
  }

  @Test
  void decode_lateTarget_needsNoInput() throws Exception {
    Sample number = decode("{'op':'label','id':'s-17','y':2.5,'weight':0.5,'ts':1790000000000}");
    Sample name = decode("{'op':'label','id':'s-18','label':'north'}");

    assertThat(number.op()).isEqualTo(Op.LABEL);
    assertThat(number.id()).isEqualTo("s-17");
    assertThat(number.y()).containsExactly(2.5);
    assertThat(number.weight()).isEqualTo(0.5);
    assertThat(number.ts()).isEqualTo(1790000000000L);
    assertThat(number.values()).isNull();
    assertThat(number.fault()).isNull();
    assertThat(name.labelName()).isEqualTo("north");
    assertThat(name.fault()).isNull();
  }

  @Test
  void decode_rows_areKeptOneAfterTheOther() throws Exception {
    Sample sample = decode("{'x':[[1,2],[3,4],[5,6]],'y':[[7],[8],[9]]}");

    assertThat(sample.fault()).isNull();
    assertThat(sample.rows()).isEqualTo(3);
    assertThat(sample.size()).isEqualTo(2);
    assertThat(sample.values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(sample.targetRows()).isEqualTo(3);
    assertThat(sample.y()).containsExactly(7, 8, 9);
  }

  @Test
  void decode_manyNumbers_keepsThemAllInOrder() throws Exception {
    StringBuilder json = new StringBuilder("{'x':[0");
    for (int i = 1; i < 1000; i++) {
      json.append(',').append(i / 8.0);
    }

    double[] x = decode(json + "],'y':[1,2,3]}").values();

    assertThat(x).hasSize(1000);
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isEqualTo(i / 8.0);
    }
  }

  @Test
  void decode_numbers_readTheNearestFloat64AndNoMinusZero() throws Exception {
    double[] x =
        decode(
                "{'x':[1e-310,4.9e-324,1e-400,-0.0,-0,1.7976931348623157e308,123456789012345678901]}")
            .values();

    assertThat(x)
        .containsExactly(
            1e-310,
            4.9e-324,
            0.0,
            0.0,
            0.0,
            Double.MAX_VALUE,
            Double.parseDouble("123456789012345678901"));
    assertThat(1 / x[3]).isPositive();
    assertThat(1 / x[4]).isPositive();
  }

  @Test
  void decode_sparseInput_keepsPositionsAndSize() throws Exception {
    for (String x :
        new String[] {
          "{'n':784,'i':[3,17],'v':[0.5,1]}",
          "{'v':[0.5,1],'i':[3,17],'n':784}",
          "{'i':[3,17],'n':784,'v':[0.5,1]}"
        }) {
      Sample sample = decode("{'x':" + x + "}");

      assertThat(sample.size()).isEqualTo(784);
      assertThat(sample.indices()).containsExactly(3, 17);
      assertThat(sample.values()).containsExactly(0.5, 1);
      assertThat(sample.names()).isNull();
      assertThat(sample.fault()).isNull();
    }
    assertThat(decode("{'x':{'n':0,'i':[],'v':[]}}").fault()).isNull();
  }

  @Test
  void decode_namedInput_keepsNamesInOrder() throws Exception {
    Sample sample = decode("{'x':{'temp':21.5,'i':2,'v':3,'n':4}}");

    assertThat(sample.names()).containsExactly("temp", "i", "v", "n");
    assertThat(sample.values()).containsExactly(21.5, 2, 3, 4);
    assertThat(sample.indices()).isNull();
    assertThat(decode("{'x':{}}").names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'LEARN'}                         | MALFORMED",
        "{'op':7}                               | MALFORMED",
        "{'id':7}                               | MALFORMED",
        "{'x':7}                                | MALFORMED",
        "{'x':'1'}                              | MALFORMED",
        "{'x':['1']}                            | MALFORMED",
        "{'x':[null]}                           | MALFORMED",
        "{'x':{'a':[1]}}                        | MALFORMED",
        "{'y':'1'}                              | MALFORMED",
        "{'y':{}}                               | MALFORMED",
        "{'y':[true]}                           | MALFORMED",
        "{'weight':'1'}                         | MALFORMED",
        "{'ts':1.5}                             | MALFORMED",
        "{'ts':1e999}                           | MALFORMED",
        "{'ts':true}                            | MALFORMED",
        "{'ts':99999999999999999999}            | MALFORMED",
        "{'ts':-99999999999999999999}           | MALFORMED",
        "{'label':99999999999}                  | DIMENSION",
        "{'label':-99999999999}                 | DIMENSION",
        "{'label':1.5}                          | MALFORMED",
        "{'label':true}                         | MALFORMED",
        "{'label':[1]}                          | MALFORMED",
        "{'y':[1,null]}                         | MALFORMED",
        "{'y':true}                             | MALFORMED",
        "{'weight':true}                        | MALFORMED",
        "{'matrix':[true]}                      | MALFORMED",
        "{'x':{'a':{'b':1}}}                    | MALFORMED",
        "{'x':{'a':['b',null]}}                 | MALFORMED",
        "{'x':[{'a':1},[1]]}                    | MALFORMED",
        "{'x':[{'a':1},2]}                      | MALFORMED",
        "{'x':[{'n':2,'i':[0],'v':[1]}]}        | MALFORMED",
        "{'x':[[1],{'a':1}]}                    | MALFORMED",
        "{'x':[1,{'a':1}]}                      | MALFORMED",
        "{'x':{'n':3,'i':[true],'v':[0]}}       | MALFORMED",
        "{'x':{'n':true,'i':[0],'v':[0]}}       | MALFORMED",
        "{'ts':'now'}                           | MALFORMED",
        "{'matrix':1}                           | MALFORMED",
        "{'x':{'n':3,'i':[0,1],'v':[1]}}        | MALFORMED",
        "{'x':{'n':3,'i':[0]}}                  | MALFORMED",
        "{'x':{'n':3,'v':[0]}}                  | MALFORMED",
        "{'x':{'i':[0],'v':[0]}}                | MALFORMED",
        "{'x':{'n':1.5,'i':[0],'v':[0]}}        | MALFORMED",
        "{'x':{'n':-1,'i':[0],'v':[0]}}         | MALFORMED",
        "{'x':{'n':NaN,'i':[0],'v':[0]}}        | MALFORMED",
        "{'x':{'n':'3','i':[0],'v':[0]}}        | MALFORMED",
        "{'x':{'n':3,'i':[0.5],'v':[0]}}        | MALFORMED",
        "{'x':{'n':3,'i':['0'],'v':[0]}}        | MALFORMED",
        "{'x':{'n':3,'i':5,'v':[0]}}            | MALFORMED",
        "{'x':{'n':3,'i':[2,0,2],'v':[1,2,3]}}  | MALFORMED",
        "{'x':{'n':3,'i':[9,0,9],'v':[1,2,3]}}  | MALFORMED",
        "{'x':[[1,2],3]}                        | MALFORMED",
        "{'x':[1,[2]]}                          | MALFORMED",
        "{'x':[[1,'a']]}                        | MALFORMED",
        "{'x':[[1,[2]]]}                        | MALFORMED",
        "{'y':[[1],[2,3]]}                      | DIMENSION",
        "{'x':[1,2,3,4,5,6,7,8]}                      | LIMIT_DIMENSION",
        "{'y':[1,2,3,4,5,6,7,8]}                      | LIMIT_DIMENSION",
        "{'x':{'n':8,'i':[],'v':[]}}            | LIMIT_DIMENSION",
        "{'x':{'n':1e18,'i':[],'v':[]}}         | LIMIT_DIMENSION",
        "{'x':{'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1,'h':1}}  | LIMIT_DIMENSION",
        "{'x':{'n':7,'i':[0,1,2,3,4,5,6,7],'v':[0,1,2,3,4,5,6,7]}} | LIMIT_DIMENSION",
        "{'x':{'n':4,'i':[4],'v':[0]}}          | DIMENSION",
        "{'x':{'n':4,'i':[-1],'v':[0]}}         | DIMENSION",
        "{'x':{'n':4,'i':[99999999999999],'v':[0]}} | DIMENSION",
        "{'x':{'n':4,'i':[123456789012345678901234567890],'v':[0]}} | DIMENSION",
        "{'other':NaN}                          | NON_FINITE",
        "{'other':[-Infinity]}                  | NON_FINITE",
        "{'x':{'n':4,'i':[4],'v':[0]},'y':[1,2,3,4,5,6,7,8]} | LIMIT_DIMENSION",
        "{'other':NaN,'x':{'n':4,'i':[4],'v':[0]}} | DIMENSION"
      })
  void decode_faultyFields_carryTheFirstOfTheTable(String json, Reason reason) throws Exception {
    Sample sample = decode(json);

    assertThat(sample.fault()).isEqualTo(reason);
    assertThat(sample.faultMessage()).isNotBlank();
  }

  @Test
  void decode_dimensionAtTheLimit_isRead() throws Exception {
    assertThat(decode("{'x':[1,2,3,4,5,6,7]}").fault()).isNull();
    assertThat(decode("{'x':{'n':7,'i':[6],'v':[1]}}").fault()).isNull();
    assertThat(decode("{'x':{'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1}}").fault()).isNull();
  }

  @Test
  void decode_ids_haveAtMost128Characters() throws Exception {
    String longest = "\u00e9".repeat(128);

    assertThat(decode("{'id':'" + longest + "'}").id()).isEqualTo(longest);
    assertThat(decode("{'id':'" + longest + "a'}").fault()).isEqualTo(Reason.MALFORMED);
    assertThat(decode("{'id':'\\ud800'}").id()).isEqualTo("\ud800");
  }

  private static Sample decode(String json) throws RejectedException {
    Limits limits =
        new Limits(
            1 << 20, json.length() > 2000 || json.contains("784") ? 1000 : 7, 1 << 20, 1 << 20);
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new SampleDecoder(limits, "m").decode(new Origin("t", 0, 0, 0, null, value));
  }
}
