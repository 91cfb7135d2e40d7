package io.rivulet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.Recall;
import org.junit.jupiter.api.Test;

/** Lines of {@code weights get} and {@code model show} beside the weights. */
class FoundTextTest {

  @Test
  void lines_recordWithoutDetails_areNone() {
    assertThat(FoundText.lines(Details.NONE)).isEmpty();
  }

  @Test
  void lines_noiseAndRecall_haveTheNamesOfTheRecord() {
    Details details =
        Details.of(new FoundNoise(0.5, new double[] {2}, 3)).with(new Recall(4, Double.NaN, 0.25));

    assertThat(FoundText.lines(details))
        .containsExactly(
            entry("noise", "lambda 0.5, r 2.0, tail 3.0"),
            entry("recall", "changeBound 4.0, error 0.25"));
  }

  @Test
  void lines_noiseThatNothingTells_sayIt() {
    assertThat(FoundText.lines(Details.of(new FoundNoise(0, null, 0))))
        .containsValue("lambda 0.0, r not known, tail 0.0");
    assertThat(FoundText.lines(Details.of(new FoundNoise(0, new double[] {1, 2}, 0))))
        .containsValue("lambda 0.0, r [1.0, 2.0], tail 0.0");
  }
}
