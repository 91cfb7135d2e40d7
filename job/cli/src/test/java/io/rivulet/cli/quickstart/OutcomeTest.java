package io.rivulet.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Home;
import io.rivulet.cli.digits.RotatedDigits;
import io.rivulet.cli.report.Curves;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

  private static final Pattern QUICK_START =
      Pattern.compile("```sh\nscripts/rivulet quickstart\n```.*?```text\n(.*?)```", Pattern.DOTALL);

  /** What QuickstartIT finds the job to come to, number by number. */
  @Test
  void text_ofTheFirstSeed_isWhatTheReadmeShows() throws Exception {
    Matcher shown =
        QUICK_START.matcher(Files.readString(Home.find().checkout().resolve("README.md")));
    assertThat(shown.find()).isTrue();
    Curves curves = ReplayedDigits.curves(RotatedDigits.drawn(1), 1);
    Outcome.Summary summary =
        new Outcome.Summary(
            "drawn", RotatedDigits.TRAIN, Map.of(), Map.of(), 600, 600, 0, "report.html");

    String text = new Outcome(summary, curves, URI.create("http://127.0.0.1:1")).text();

    assertThat(text.strip().lines().map(String::stripTrailing))
        .containsExactlyElementsOf(shown.group(1).strip().lines().toList());
  }
}
