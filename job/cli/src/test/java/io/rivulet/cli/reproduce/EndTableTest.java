package io.rivulet.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.figure.End;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EndTableTest {

  @Test
  void of_ends_standBesideTheSource() {
    List<End> ends =
        List.of(
            new End("b", "orfit", 10, 40, 1, 5, "5 to 12"),
            new End("b", "sgd", 100_000, 2.5e-13, 0, 1, null));

    assertThat(EndTable.of(ends).lines())
        .containsExactly(
            "panel  method    step     mean    sd  runs   source",
            "-----  ------  ------  -------  ----  ----  -------",
            "b      orfit       10    40.00  1.00     5  5 to 12",
            "b      sgd     100000  2.5e-13  0.00     1        -");
  }
}
