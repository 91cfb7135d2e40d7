package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  @Test
  void of_mistypedName_isTheLeastEditsAway() {
    List<String> known = List.of("memory", "noise", "summary", "seed");

    assertThat(NearestName.of("memroy", known)).isEqualTo("memory");
    assertThat(NearestName.of("sumary", known)).isEqualTo("summary");
    assertThat(NearestName.of("sed", known)).isEqualTo("seed");
    assertThat(NearestName.of("noise", known)).isEqualTo("noise");
  }

  @Test
  void of_equallyNearNames_isTheFirstInTheAlphabet() {
    assertThat(NearestName.of("c", List.of("b", "a"))).isEqualTo("a");
  }
}
