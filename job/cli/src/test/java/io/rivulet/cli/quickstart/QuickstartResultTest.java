package io.rivulet.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.report.Curves;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run prints, with the errors that replay comes to. */
final class QuickstartResultTest {

  private static QuickstartResult result;

  @BeforeAll
  static void replay() {
    Curves curves = ReplayedDigits.curves(RotatedDigits.drawn(1), 1);
    Map<String, Double> test = new HashMap<>();
    Map<String, Double> train = new HashMap<>();
    for (Contender contender : Contender.values()) {
      test.put(contender.label(), curves.last(contender.label()).orElseThrow().test());
      train.put(contender.label(), curves.last(contender.label()).orElseThrow().train());
    }
    QuickstartResult.Summary summary =
        new QuickstartResult.Summary(
            "drawn", RotatedDigits.TRAIN, test, train, 700, 700, 0, "report.html");
    result = new QuickstartResult(summary, curves, URI.create("http://127.0.0.1:1"));
  }

  @Test
  void text_ofTheFirstSeed_isWhatTheReadmeShows() throws Exception {
    assertThat(result.text().strip().lines().map(String::stripTrailing))
        .containsExactlyElementsOf(ReadmeQuickstart.shown());
  }

  @Test
  void json_anyRun_hasTheNamesOfTheContract() throws Exception {
    JsonNode json = new ObjectMapper().readTree(result.json());

    assertThat(result.json().lines()).hasSize(1);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "images",
            "steps",
            "testErrorDegrees",
            "trainErrorDegrees",
            "samplesIn",
            "weightRecords",
            "deadLetters",
            "report");
    assertThat(json.path("images").asText()).isEqualTo("drawn");
    assertThat(json.path("steps").asInt()).isEqualTo(100);
    assertThat(json.path("samplesIn").asLong()).isEqualTo(700);
    assertThat(json.path("weightRecords").asLong()).isEqualTo(700);
    assertThat(json.path("testErrorDegrees").path("orfit").asDouble())
        .isEqualTo(result.summary().testErrorDegrees().get("orfit"));
    assertThat(json.path("trainErrorDegrees").path("orfit-full").asDouble()).isLessThan(1e-6);
  }
}
