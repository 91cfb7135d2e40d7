package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of("memory", "noise", "summary", "seed", "priorPrecision", "rls", "x");

  @ParameterizedTest
  @CsvSource({
    "memroy,memory",
    "sumary,summary",
    "sed,seed",
    "noise,noise",
    "NOISE,noise",
    "prior_precision,priorPrecision",
    "Prior-Precision,priorPrecision",
    "prior,priorPrecision",
    "rsl,rls",
    "X,x",
    "memory_size,memory"
  })
  void of_mistypedName_isTheOneThatIsMeant(String unknown, String meant) {
    assertThat(NearestName.of(unknown, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "y", "xy", "batch", "no", "momentum", "rms"})
  void of_nameFarFromAll_isNone(String unknown) {
    assertThat(NearestName.of(unknown, List.of("noise", "seed", "priorPrecision", "x"))).isEmpty();
  }

  @Test
  void of_equallyNearNames_isTheFirstInTheAlphabet() {
    assertThat(NearestName.of("cat", List.of("bat", "aat"))).contains("aat");
  }

  @Test
  void advice_nearOrFar_asksOrLists() {
    assertThat(NearestName.advice("nose", KNOWN)).isEqualTo(", did you mean 'noise'?");
    assertThat(NearestName.advice("q", List.of("b", "a"))).isEqualTo("; the known ones are a, b");
  }
}
