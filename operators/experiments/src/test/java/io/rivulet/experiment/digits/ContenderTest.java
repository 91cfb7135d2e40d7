package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContenderTest {

  private final RotatedDigits digits = RotatedDigits.drawn(1);

  @Test
  void labels_all_areInOrderShown() {
    assertThat(Contender.labels())
        .containsExactly(
            "orfit", "orfit-full", "orfit-latest", "orfit-random", "one-step-sgd", "greedy");
  }

  @Test
  void spec_orfit_startsAtUniformWeightsOfTheSeed() {
    assertThat(Contender.ORFIT.spec(digits, 7))
        .isEqualTo(
            "{\"learner\": \"orfit\", \"summary\": \"ipca\", \"memory\": 10, \"dimension\": 784,"
                + " \"initialWeights\": {\"uniform\": 0.03571428571428571, \"seed\": 7}}");
  }

  @Test
  void spec_random_drawsFromTheSeedToo() {
    assertThat(Contender.ORFIT_RANDOM.spec(digits, 7))
        .contains("\"summary\": \"random\", \"memory\": 10, \"seed\": 7");
  }

  @Test
  void spec_greedy_hasNoFirstWeights() {
    assertThat(Contender.GREEDY.spec(digits, 7))
        .isEqualTo("{\"learner\": \"greedy\", \"dimension\": 784}");
  }
}
