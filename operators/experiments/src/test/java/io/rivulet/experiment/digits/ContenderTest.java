package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContenderTest {

  private final RotatedDigits digits = RotatedDigits.drawn(1);

  @Test
  void labels_all_areInOrderShown() {
    assertThat(Contender.labels())
        .containsExactly(
            "orfit",
            "orfit-full",
            "orfit-latest",
            "orfit-random",
            "one-step-sgd",
            "greedy",
            "orfit-auto");
  }

  @Test
  void spec_auto_leavesStartAndBiasToTheLearner() {
    assertThat(Contender.ORFIT_AUTO.spec(digits, 7))
        .isEqualTo("{\"dimension\":784,\"learner\":\"orfit\",\"memory\":10,\"noise\":\"auto\"}");
  }

  @Test
  void spec_orfit_startsAtUniformWeightsOfTheSeed() {
    assertThat(Contender.ORFIT.spec(digits, 7))
        .isEqualTo(
            "{\"dimension\":784,\"initialWeights\":{\"seed\":7,\"uniform\":0.03571428571428571},"
                + "\"learner\":\"orfit\",\"memory\":10,\"summary\":\"ipca\"}");
  }

  @Test
  void spec_random_drawsFromTheSeedToo() {
    assertThat(Contender.ORFIT_RANDOM.spec(digits, 7))
        .endsWith("\"learner\":\"orfit\",\"memory\":10,\"seed\":7,\"summary\":\"random\"}");
  }

  @Test
  void spec_greedy_hasNoFirstWeights() {
    assertThat(Contender.GREEDY.spec(digits, 7))
        .isEqualTo("{\"dimension\":784,\"learner\":\"greedy\"}");
  }
}
