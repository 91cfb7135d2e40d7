package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.operator.LearnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features in YAML are those of a spec in JSON. */
class FeatureConfigurationTest {

  private static final String YAML =
      """
      kafka: {bootstrap.servers: "localhost:9092"}
      models:
        - match: "*"
          spec:
            learner: ledger
            ridge: 1e-3
            features:
              - rpm
              - {name: temp, missing: 20.0}                  # in raw units
              - {name: pressure, center: 1013, scale: 25}
              - {name: site, categories: [north, no, 7, true], unknown: other}
              - {name: url, hash: 10}
            bias: %s
      """;

  private static final String JSON =
      "{\"learner\":\"ledger\",\"ridge\":1e-3,\"bias\":true,\"dimension\":1032,\"features\":[\"rpm\","
          + "{\"name\":\"temp\",\"missing\":20},"
          + "{\"name\":\"pressure\",\"center\":1013,\"scale\":25},"
          + "{\"name\":\"site\",\"categories\":[\"north\",\"no\",\"7\",\"true\"],"
          + "\"unknown\":\"other\"},{\"name\":\"url\",\"hash\":10}]}";

  @TempDir private Path folder;

  @Test
  void settings_featuresOfAFile_areThoseOfJson() throws Exception {
    LearnSettings settings = RivuletJob.settings(read(YAML.formatted("true")));

    Model<?> model = new Specs(settings.patterns(), settings.limits()).newModel("m");

    assertThat(model.spec().canonical())
        .isEqualTo(Specs.forEveryModel(JSON, settings.limits()).newModel("m").spec().canonical());
  }

  @Test
  void settings_entryThatIsNotAllowed_isRefusedAtItsPlace() {
    assertThatThrownBy(() -> RivuletJob.settings(read(YAML.formatted("false"))))
        .hasMessageContaining("models[0]")
        .hasMessageContaining("features[2].center");
  }

  private JobConfiguration read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("rivulet.yaml"), yaml);
    return JobConfiguration.read("--config", file.toString());
  }
}
