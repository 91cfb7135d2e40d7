package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningsTest {

  private static final Meanings MEANINGS =
      Meanings.of("lr learning_rate: rate steps", "lambda: forgetting ridge");

  @Test
  void meant_wordOfAnotherProgram_isTheFirstKnownName() {
    assertThat(MEANINGS.meant("lr", List.of("rate", "steps"))).contains("rate");
    assertThat(MEANINGS.meant("LearningRate", List.of("steps"))).contains("steps");
    assertThat(MEANINGS.meant("lambda", List.of("ridge"))).contains("ridge");
    assertThat(MEANINGS.meant("lambda", List.of("noise"))).isEmpty();
  }

  @Test
  void meant_spellingAndMeaning_spellingOfTheSameLettersWins() {
    assertThat(MEANINGS.meant("Lambda", List.of("lambda", "ridge"))).contains("lambda");
    assertThat(MEANINGS.meant("lambda", List.of("lambdas", "ridge"))).contains("ridge");
  }

  @Test
  void meant_hugeName_isNotComparedAtAll() {
    assertThat(MEANINGS.meant("rate".repeat(1000), List.of("rate"))).isEmpty();
  }

  @Test
  void of_wordOfTwoMeanings_isRefused() {
    assertThatThrownBy(() -> Meanings.of("a: b", "A: c")).hasMessageContaining("two meanings");
  }
}
