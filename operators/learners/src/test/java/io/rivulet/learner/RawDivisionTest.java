package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.step.Example;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.raw.RawNumbers;
import io.rivulet.wire.raw.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spec says which of the numbers of a raw sample are x and which the target. */
class RawDivisionTest {

  private static final String TWO_OUTPUTS = "'learner':'rls','dimension':3,'outputs':2";
  private static final String SHARED =
      "'learner':'rls','dimension':2,'outputs':2,'model':{'kind':'shared'}";
  private static final String CLASSES =
      "'learner':'laplace','dimension':2,'classes':3,'window':{'seconds':60}";
  private static final String NAMED =
      "'learner':'laplace','dimension':2,'classes':['a','b'],'window':5";
  private static final String FORECAST = "'learner':'online-net','dimension':3,'horizon':1";
  private static final String CATEGORIES =
      "'learner':'rls','features':['rpm',{'name':'site','categories':['n','s']}]";

  @Test
  void validate_numbers_areXAndThenY() throws Exception {
    Example example = validate(TWO_OUTPUTS, null, 1, 2, 3, 4, 5);

    assertThat(example.op()).isEqualTo(Op.LEARN);
    assertThat(example.x()).isDeepEqualTo(new double[][] {{1, 2, 3}});
    assertThat(example.y()).isDeepEqualTo(new double[][] {{4, 5}});
  }

  @Test
  void validate_sharedModel_takesAMatrixAsX() throws Exception {
    Example example = validate(SHARED, null, 1, 2, 3, 4, 5, 6);

    assertThat(example.x()).isDeepEqualTo(new double[][] {{1, 2, 3, 4}});
    assertThat(example.y()).isDeepEqualTo(new double[][] {{5, 6}});
  }

  @Test
  void validate_xAlone_asksOrIsLearnedWhereThereAreNoTargets() throws Exception {
    assertThat(validate(TWO_OUTPUTS, null, 1, 2, 3).op()).isEqualTo(Op.PREDICT);
    assertThat(validate(TWO_OUTPUTS, "predict", 1, 2, 3).op()).isEqualTo(Op.PREDICT);
    assertThat(validate(TWO_OUTPUTS, null, 1, 2, 3, 4, 5).op()).isEqualTo(Op.LEARN);
    assertThat(validate(FORECAST, null, 1, 2, 3).op()).isEqualTo(Op.LEARN);
    assertThat(validate(FORECAST, "predict", 1, 2, 3).op()).isEqualTo(Op.PREDICT);
  }

  @Test
  void validate_class_isItsNumber() throws Exception {
    assertThat(validate(NAMED, null, 0.5, 2, 1).label()).isEqualTo(1);
    assertThat(validate(NAMED, null, 0.5, 2, -0.0).label()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1 2, , DIMENSION",
    "1 2 3 4, , DIMENSION",
    "1 2 3 4 5 6, , DIMENSION",
    "1 2 3, learn, DIMENSION",
    "1 2 3 4, predict, DIMENSION",
    "1 2 3 4 5, predict, DIMENSION",
    "1 2 3 4 5, unlearn, ",
    "1 NaN 3 4 5, , NON_FINITE",
    "1 2 3 4 Infinity, , NON_FINITE"
  })
  void validate_countOfNumbers_isThatOfTheOperation(String numbers, String op, Reason reason)
      throws Exception {
    double[] given = Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
    if (reason == null) {
      assertThat(validate(TWO_OUTPUTS, op, given).op().label()).isEqualTo(op);
    } else {
      refused(TWO_OUTPUTS, op, reason, "", given);
    }
  }

  @Test
  void validate_wrongCount_saysWhatTheModelTakes() {
    refused(
        TWO_OUTPUTS,
        null,
        Reason.DIMENSION,
        "record has 4 numbers; the model takes 5 numbers, 3 of x and then y",
        1,
        2,
        3,
        4);
    refused(
        TWO_OUTPUTS,
        null,
        Reason.DIMENSION,
        "record has 1 number; the model takes 3 numbers, those of x, to answer, and 5 to learn",
        1);
    refused(
        TWO_OUTPUTS,
        "learn",
        Reason.DIMENSION,
        "record has 3 numbers, op learn; the model takes 5 numbers, 3 of x and then y",
        1,
        2,
        3);
    refused(
        FORECAST,
        null,
        Reason.DIMENSION,
        "record has 2 numbers; the model takes 3 numbers, 3 of x",
        1,
        2);
  }

  @Test
  void validate_wrongClass_isRefused() {
    refused(NAMED, null, Reason.MALFORMED, "from 0 to 1, in the order 'a', 'b'", 1, 2, 0.5);
    refused(NAMED, null, Reason.DIMENSION, "is 2, the model has classes 0 to 1, in the", 1, 2, 2);
    refused(CLASSES, null, Reason.MALFORMED, "must be an integer from 0 to 2", 1, 2, 0.5);
    refused(NAMED, null, Reason.DIMENSION, "is -1, the model", 1, 2, -1);
    refused(NAMED, null, Reason.DIMENSION, "is 1.0E300, the model", 1, 2, 1e300);
    refused(NAMED, null, Reason.NON_FINITE, "is NaN", 1, 2, Double.NaN);
    refused(CLASSES, null, Reason.MALFORMED, "in the header rivulet-ts", 1, 2, 0);
  }

  @Test
  void validate_whatRawNumbersCannotSay_isRefused() {
    refused(CATEGORIES, null, Reason.DIMENSION, "send x as an object", 1, 2, 3, 4);
    refused(FORECAST, "unlearn", Reason.UNSUPPORTED, "", 1, 2, 3);
    refused(TWO_OUTPUTS, null, Reason.LIMIT_DIMENSION, "limits.dimension is 20", new double[23]);
  }

  @Test
  void validate_severalFaults_reportsTheFirstInTheirOrder() {
    SampleHeaders wrong = new SampleHeaders(null, null, utf8("x"), utf8("-1"));
    refused(TWO_OUTPUTS, wrong, Reason.MALFORMED, 1);
    refused(TWO_OUTPUTS, new SampleHeaders(null, null, null, utf8("-1")), Reason.UNSUPPORTED, 1);
    refused(TWO_OUTPUTS, new SampleHeaders(null, null, null, utf8("NaN")), Reason.DIMENSION, 1);
    refused(
        TWO_OUTPUTS,
        new SampleHeaders(null, null, null, utf8("NaN")),
        Reason.NON_FINITE,
        1,
        2,
        3,
        4,
        5);
    refused(NAMED, new SampleHeaders(null, null, null, utf8("-1")), Reason.MALFORMED, 1, 2, 0.5);
  }

  private static Example validate(String spec, String op, double... numbers)
      throws RejectedException {
    return spec(spec).validate(sample(headers(op), numbers));
  }

  private static CompiledSpec<?> spec(String fields) {
    return CompiledSpec.of(
        Catalogue.read(SpecJson.read("{" + fields.replace('\'', '"') + "}")),
        new Limits(1 << 20, 20, 1 << 20, 1 << 20));
  }

  private static Sample sample(SampleHeaders headers, double... numbers) {
    byte[] value = RawNumbers.write(numbers);
    Origin origin = new Origin("t", 0, 0, 0, utf8("m"), value, null, 0, headers);
    try {
      return new RecordDecoder(Limits.DEFAULT).decode(origin);
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(
      String spec, String op, Reason reason, String said, double... numbers) {
    assertThatThrownBy(() -> validate(spec, op, numbers))
        .hasMessageContaining(said)
        .extracting(e -> ((RejectedException) e).reason())
        .isEqualTo(reason);
  }

  private static void refused(
      String spec, SampleHeaders headers, Reason reason, double... numbers) {
    assertThatThrownBy(() -> spec(spec).validate(sample(headers, numbers)))
        .extracting(e -> ((RejectedException) e).reason())
        .isEqualTo(reason);
  }

  private static SampleHeaders headers(String op) {
    return new SampleHeaders(null, op == null ? null : utf8(op), null, null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
