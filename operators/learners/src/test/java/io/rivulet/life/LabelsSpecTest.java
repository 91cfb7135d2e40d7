package io.rivulet.life;

import static io.rivulet.life.WaitingLedger.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a spec says that targets come later, and what it may not say. */
class LabelsSpecTest {

  @Test
  void read_labels_areCanonicalInMilliseconds() {
    Bench bench = new Bench(SPEC);
    for (String wait :
        List.of("7d", "168h", "10080min", "604800s", "604800000ms", "604800000", "7 days")) {
      String value = wait.matches("[0-9]+") ? wait : "'" + wait + "'";
      bench.command("create", ",'spec':" + SPEC.replace("100", value));
      assertThat(bench.life().model().spec().canonical())
          .contains("\"labels\":{\"wait\":604800000}");
      bench.command("delete");
    }
    bench.command("create", ",'spec':" + SPEC.replace("100", "100,'default':2"));
    assertThat(bench.life().model().spec().canonical())
        .contains("\"labels\":{\"default\":2.0,\"wait\":100}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'learner':'sgd','rate':1|{}|wait",
        "'learner':'sgd','rate':1|{'wait':0}|duration",
        "'learner':'sgd','rate':1|{'wait':'soon'}|duration",
        "'learner':'sgd','rate':1|{'wait':1,'defualt':1}|'labels.default'",
        "'learner':'sgd','rate':1|{'wait':1,'default':'a'}|a number",
        "'learner':'sgd','rate':1|{'wait':1,'default':[1,2]}|a number",
        "'learner':'sgd','rate':1|{'wait':1,'default':true}|number",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':1}|array of 2 numbers",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':[1]}|array of 2 numbers",
        "'learner':'sgd','rate':1,'outputs':2|{'wait':1,'default':[1,null]}|labels.default[1]",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':3}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':-1}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':0.5}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':'a'}|0 to 2",
        "'learner':'laplace','classes':3,'window':1|{'wait':1,'default':[1]}|0 to 2",
        "'learner':'laplace','classes':['a','b'],'window':1|{'wait':1,'default':1}|'a', 'b'",
        "'learner':'laplace','classes':['a','b'],'window':1|{'wait':1,'default':'c'}|'a', 'b'",
        "'learner':'matrix-flow','time':1,'initialScale':1|{'wait':1}|matrix-flow",
        "'learner':'online-net','seed':1,'horizon':1|{'wait':1}|online-net"
      })
  void read_labelsThatTheLearnerWouldRefuse_isRefusedWithTheSpec(String text) {
    String[] parts = text.split("\\|", -1);
    String spec = Bench.json("{" + parts[0] + ",'dimension':1,'labels':" + parts[1] + "}");
    assertThatThrownBy(() -> Specs.forEveryModel(spec, Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels")
        .hasMessageContaining(parts[2]);
  }
}
