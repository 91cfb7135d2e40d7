package io.rivulet.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.digits.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultTableTest {

  @Test
  void rows_someMethods_areTheirLastErrors() {
    Curves curves = new Curves(List.of("orfit", "one-step-sgd", "other"), 100);
    curves.put("orfit", 99, new Errors(1, 1, 1));
    curves.put("orfit", 100, new Errors(22.94, 16.06, 3.5));
    curves.put("one-step-sgd", 100, new Errors(105.3, 97.4, 179.9));

    assertThat(ResultTable.header())
        .containsExactly("method", "memory", "test error", "train error", "sample 16");
    assertThat(ResultTable.rows(curves))
        .containsExactly(
            List.of("orfit", "10 directions", "22.9", "16.1", "3.5"),
            List.of("one-step-sgd", "none", "105.3", "97.4", "179.9"),
            List.of("other", "-", "-", "-", "-"));
  }
}
