package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration and the sample of the page that tells how to choose a learner. */
class OperatorsPageTest {

  @TempDir private Path folder;

  @Test
  void page_itsConfigurationAndSample_makeAModelOfNamedColumns() throws Exception {
    String page = Files.readString(Path.of("../../operators/README.md"));
    Path file = Files.writeString(folder.resolve("pumps.yaml"), found(page, "```yaml\n(.*?)```"));
    String sample = found(page, "`(\\{\"x\": \\{\"rpm\".*?\"y\": 2.5\\})`");
    JobConfiguration read =
        JobConfiguration.read("--config", file.toString(), "--kafka.bootstrap.servers", "b:9092");
    List<SpecPattern> patterns =
        read.models().patterns().stream()
            .map(pattern -> SpecPattern.of(pattern.match(), pattern.spec()))
            .toList();

    Outcome outcome =
        new Specs(patterns, Limits.DEFAULT)
            .newModel("pump-7")
            .accept(
                new SampleDecoder(Limits.DEFAULT, "pump-7")
                    .decode(
                        new Origin("page", 0, 0, 0, null, sample.getBytes(StandardCharsets.UTF_8))),
                new PublishPolicy(1));

    assertThat(new String(WeightRecordJson.write(outcome.weights()), StandardCharsets.UTF_8))
        .contains(
            "\"bias\":true,\"features\":[\"rpm\",\"temp\",\"pressure\",\"site=north\","
                + "\"site=south\",\"site=\",\"url#1024\"],\"input\":[");
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
