package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

  private static final List<String> KNOWN = List.of("dimension", "forgetting", "memory");

  @Test
  void of_emptyName_isTheShortest() {
    assertThat(NearestName.of("", KNOWN)).isEqualTo("memory");
  }

  @Test
  void of_oneKnown_isThatOne() {
    assertThat(NearestName.of("anything", List.of("format"))).isEqualTo("format");
  }

  @Test
  void of_misspeltNames_areFound() {
    assertThat(NearestName.of("dimensions", KNOWN)).isEqualTo("dimension");
    assertThat(NearestName.of("forgeting", KNOWN)).isEqualTo("forgetting");
    assertThat(NearestName.of("menory", KNOWN)).isEqualTo("memory");
    assertThat(NearestName.of("emmory", KNOWN)).isEqualTo("memory");
  }

  @Test
  void of_aTie_isTheFirst() {
    assertThat(NearestName.of("b", List.of("ab", "bc"))).isEqualTo("ab");
  }
}
