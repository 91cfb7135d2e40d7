package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refusal names: the entry, the value that was found, what is taken. */
class RefusalNamesTest {

  private static final Limits LIMITS = new Limits(1 << 20, 4, 1 << 20, 1 << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':[1.5,'abc'],'y':3}             | MALFORMED   | x[1] is \"abc\", must be a number",
        "{'x':{'temp':'warm','rpm':1},'y':1} | MALFORMED   | x.temp is \"warm\", must be a number",
        "{'x':{'temp':1,'rpm':['a','b']},'y':1} | MALFORMED | x.rpm is a list of 2 texts, must be",
        "{'x':{'temp':1,'rpm':'true'},'y':1} | MALFORMED   | x.rpm is \"true\", must be a number",
        "{'x':{'temp':1,'rpm':'false'},'y':1} | MALFORMED  | x.rpm is \"false\", must be a number",
        "{'x':{'temp':'warm','rpm':1},'label':1} | MALFORMED | x.temp is \"warm\"",
        "{'X':[1,2],'y':1}                   | MALFORMED   | field 'x' is missing; did you mean it by 'X'?",
        "{'op':'learn','x':[1,2],'target':1} | MALFORMED   | field 'y' is missing; did you mean it by 'target'?",
        "{'temp':1,'rpm':2}                  | MALFORMED   | field 'x' is missing; the record has temp, rpm",
        "{'x':[1,2],'y':1,'weight':-2}       | UNSUPPORTED | weight is -2.0, sgd takes weights from 0",
        "{'x':[1,2],'label':'k'}             | UNSUPPORTED | sgd takes 'y', not 'label'",
        "{'x':[1,2,3],'y':1}                 | DIMENSION   | x has 3 entries, the model takes 2",
        "{'x':[1],'y':1}                     | DIMENSION   | x has 1 entry, the model takes 2",
        "{'x':[[1]],'y':1}                   | DIMENSION   | x[0] has 1 entry, the model takes 2",
        "{'x':{'n':3,'i':[],'v':[]},'y':1}   | DIMENSION   | x.n is 3, the model takes 2",
        "{'x':{'temp':1,'rmp':2},'y':1}      | DIMENSION   | x.rmp is not among the features of the spec, did you mean 'rpm'?",
        "{'x':{'temp':1,'site':'n'},'y':1}   | DIMENSION   | x.site is not among the features of the spec; the known ones are 'temp', 'rpm'",
        "{'x':{'temp':1},'y':1}              | DIMENSION   | x.rpm is missing",
        "{'x':{'temp':1,'rpm':null},'y':1}   | DIMENSION   | x.rpm is missing",
        "{'x':[1,2],'y':[1,2]}               | DIMENSION   | y has 2 entries, the model has 1 output",
        "{'x':[1,2],'y':[[1]]}               | DIMENSION   | y is an array of arrays, a single sample takes a number or an array of 1 number",
        "{'x':[[1,2],[3,4]],'y':[1]}         | DIMENSION   | a batch of 2 rows takes a y of 2 rows, each a number; y has 1 row, each a number",
        "{'x':[[1,2]],'y':[[1,2],[3,4]]}     | DIMENSION   | a batch of 1 row takes a y of 1 row, each a number; y has 2 rows, each an array of 2 numbers",
        "{'x':[[1,2]],'y':[]}                | DIMENSION   | y has 0 rows",
        "{'x':{'temp':1,'rpm':[1]},'y':1}    | MALFORMED   | x.rpm is an array of 1 entry, must be a number",
        "{'x':{'temp':[],'rpm':1},'y':1}     | MALFORMED   | x.temp is a list of 0 texts, must be a number",
        "{'x':{'temp':{'v':1,'u':'C'},'rpm':1},'y':1} | MALFORMED | x.temp is an object of 2 fields, must be a number",
        "{'x':{'temp':'5','rpm':1},'y':1}    | MALFORMED   | x.temp is \"5\", must be a number; write it without quotes",
        "{'x':{'tmp':{},'rpm':1},'y':1}      | MALFORMED   | x.tmp is an object of 0 fields, must be",
        "{'x':[1,2],'y':1,'ts':1e30}         | MALFORMED   | ts is 1e30, must be milliseconds since 1970",
        "{'x':[1,NaN],'y':1}                 | NON_FINITE  | x[1] is NaN, must be a finite number",
        "{'x':[[1,2],[1e999,2]],'y':[1,2]}   | NON_FINITE  | x[1][0] is Infinity",
        "{'x':{'n':2,'i':[1],'v':[-1e999]},'y':1} | NON_FINITE | x.v[0] is -Infinity",
        "{'x':{'temp':1,'rpm':NaN},'y':1}    | NON_FINITE  | x.rpm is NaN",
        "{'x':[1,2],'y':NaN}                 | NON_FINITE  | y is NaN",
        "{'x':[[1,2],[1,2]],'y':[1,NaN]}     | NON_FINITE  | y[1] is NaN",
        "{'x':[[1,2],[1,2]],'y':[[1],[NaN]]} | NON_FINITE  | y[1][0] is NaN",
        "{'x':[1,2],'y':1,'weight':NaN}      | NON_FINITE  | weight is NaN"
      })
  void accept_refusal_namesTheEntryAndWhatWasFound(String json, Reason reason, String part)
      throws Exception {
    Model<?> model = model("{'learner':'sgd','rate':1,'dimension':2,'features':['temp','rpm']}");

    assertThatThrownBy(() -> accept(model, json))
        .hasFieldOrPropertyWithValue("reason", reason)
        .message()
        .contains(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':[1],'label':'leaking'}         | MALFORMED   | label is \"leaking\", must be an integer from 0 to 1",
        "{'x':[1],'label':1e30,'ts':0}       | DIMENSION   | label is 1e30, classes are integers from 0",
        "{'x':[1],'label':2,'ts':0}          | DIMENSION   | label is 2, the model has classes 0 to 1",
        "{'x':[1],'y':2}                     | UNSUPPORTED | laplace takes 'label', not 'y'",
        "{'x':[1],'op':'learn','class':1}    | MALFORMED   | field 'label' is missing; did you mean it by 'class'?",
        "{'x':[1],'label':1,'timestamp':5}   | MALFORMED   | did you mean it by 'timestamp'?"
      })
  void accept_refusalOfAClassifier_namesTheClass(String json, Reason reason, String part)
      throws Exception {
    Model<?> model =
        model("{'learner':'laplace','dimension':1,'classes':2,'window':{'seconds':1}}");

    assertThatThrownBy(() -> accept(model, json))
        .hasFieldOrPropertyWithValue("reason", reason)
        .message()
        .contains(part);
  }

  /** By default the prior of a bias is 1e-9, which is 1e-13 of this weight. */
  @Test
  void accept_unlearnOfWhatAloneTellsTheBias_isToldByThePrior() throws Exception {
    Model<?> model = model("{'learner':'rls','dimension':1,'bias':true}");
    accept(model, "{'x':[0],'y':1,'weight':1e4}");

    assertThatThrownBy(() -> accept(model, "{'op':'unlearn','x':[0],'y':1,'weight':1e4}"))
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .message()
        .contains("or the prior (priorPrecision, biasPrecision) is too weak to remain alone");
  }

  /** Integers that share a float64 are different categories, and never one of the others. */
  @Test
  void accept_categoryBeyondFloat64_isToldByItsDigits() throws Exception {
    String spec =
        "{'learner':'rls','features':[{'name':'k','categories':[9007199254740993,"
            + "'9007199254740992','123456789012345678901'],'unknown':'other'}]}";
    String[] given = {
      "9007199254740993", "9007199254740992", "123456789012345678901", "9007199254740994"
    };
    for (int column = 0; column < 4; column++) {
      for (String quote : new String[] {"", "'"}) {
        String k = quote + given[column] + quote;
        double[] w = {0, 0, 0, 0};
        w[column] = 0.5;

        assertThat(ValidationTest.said(model(spec), "{'x':{'k':" + k + "},'y':1}"))
            .contains("\"w\":" + Arrays.toString(w).replace(" ", ""));
      }
    }
    assertThatThrownBy(() -> accept(model(spec), "{'x':{'k':9007199254740993.0},'y':1}"))
        .hasFieldOrPropertyWithValue("reason", Reason.MALFORMED)
        .message()
        .contains(
            "x.k is 9.007199254740992E15", "write a number of this size as a text, in quotes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'k':2,'u':'t'}       | DIMENSION | x.k is 2, the spec lists the categories 'a', '1'",
        "{'k':'2','u':'t'}     | DIMENSION | x.k is \"2\", the spec lists",
        "{'k':['a'],'u':'t'}   | MALFORMED | x.k is a list of 1 text, must be a text, an integer, true or false; a category is one value",
        "{'k':[1],'u':'t'}     | MALFORMED | x.k is an array of 1 entry, must be a text, an integer",
        "{'k':{},'u':'t'}      | MALFORMED | x.k is an object of 0 fields, must be a text, an integer, true or false",
        "{'k':'a','u':5}       | MALFORMED | x.u is 5, must be a text or an array of texts",
        "{'k':'a','u':-2.5}    | MALFORMED | x.u is -2.5, must be a text or an array of texts",
        "{'k':'a','u':{'b':1}} | MALFORMED | x.u is an object of 1 field, must be a text or an array of texts",
        "{'k':'a','u':['b',5]} | MALFORMED | x.u[1] is 5, must be a text"
      })
  void accept_valueOfAnotherKind_isToldWhatItsFeatureTakes(String x, Reason reason, String part)
      throws Exception {
    Model<?> model =
        model(
            "{'learner':'sgd','rate':1,'features':[{'name':'k','categories':['a',1]},"
                + "{'name':'u','hash':1}]}");

    assertThatThrownBy(() -> accept(model, "{'x':" + x + ",'y':1}"))
        .hasFieldOrPropertyWithValue("reason", reason)
        .message()
        .contains(part);
    assertThat(model.born()).isFalse();
  }

  @Test
  void newModel_idThatNoPatternMatches_isToldWithThePatterns() {
    Specs specs =
        new Specs(
            List.of(
                SpecPattern.of("pump-*", spec("{'learner':'rls','dimension':1}")),
                SpecPattern.of("site-*", spec("{'learner':'rls','dimension':1}"))),
            LIMITS);

    assertThatThrownBy(() -> specs.newModel("pmp-7"))
        .hasFieldOrPropertyWithValue("reason", Reason.UNKNOWN_MODEL)
        .message()
        .contains("\"pmp-7\"", "\"pump-*\", \"site-*\"");
  }

  private static Map<String, Object> spec(String json) {
    return SpecJson.read(json.replace('\'', '"'));
  }

  private static Model<?> model(String json) throws RejectedException {
    return new Specs(List.of(SpecPattern.of("*", spec(json))), LIMITS).newModel("m");
  }

  private static void accept(Model<?> model, String json) throws RejectedException {
    ValidationTest.said(model, json);
  }
}
