package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.wire.SpecJson;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecTextTest {

  private static final String SPEC =
      "{\"dimension\":3,\"evaluate\":null,\"learner\":\"sgd\",\"rate\":1.0E-9}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec.json|{\"learner\":\"sgd\",\"rate\":1e-9,\"dimension\":3,\"evaluate\":null}",
        "spec|\ufeff {\"learner\":\"sgd\",\"rate\":1e-9,\"dimension\":3,\"evaluate\":null}",
        "spec.yaml|{learner: sgd, rate: 1e-9, dimension: 3, evaluate: null}",
        "spec.yml|{\"learner\":\"sgd\",\"rate\":1e-9,\"dimension\":3,\"evaluate\":null}",
        "spec|`learner: sgd\nrate: 1e-9\ndimension: 3\nevaluate:\n`"
      })
  void read_eachForm_isTheSameSpec(Path file, String text) {
    assertThat(SpecJson.canonical(SpecText.read(file, text))).isEqualTo(SPEC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.json|{",
        "spec.json|{} {}",
        "spec.yaml|a: [",
        "spec|[1, 2]",
        "spec.yaml|# none"
      })
  void read_noObject_isRefused(Path file, String text) {
    assertThatThrownBy(() -> SpecText.read(file, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spec ");
  }

  @Test
  void read_faultOfYaml_namesFileAndLine() {
    assertThatThrownBy(() -> SpecText.read(Path.of("folder", "spec.yaml"), "a: 1\na: 2"))
        .hasMessageContaining("spec.yaml, line 2")
        .hasMessageContaining("twice");
  }
}
