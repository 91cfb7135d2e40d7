package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the page of reference figures says of matrix flow follows from its closed form. */
class ReferenceFiguresTest {

  private static final double[] COMPONENTS = {4, 2, 1};

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([0-9.e-]+) \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) \\|$");

  @Test
  void halfTimes_ofEachStart_areThoseOfTheFormula() throws IOException {
    String page = Files.readString(Path.of("docs", "reference-figures.md"));
    String part = page.substring(page.indexOf("## Matrix flow"), page.indexOf("## Parts learned"));

    assertThat(ROW.matcher(part).results())
        .hasSize(4)
        .allSatisfy(
            row -> {
              double square = Math.pow(Double.parseDouble(row.group(1)), 2);
              List<String> shown = IntStream.rangeClosed(2, 4).mapToObj(row::group).toList();
              assertThat(shown)
                  .isEqualTo(
                      DoubleStream.of(COMPONENTS)
                          .mapToObj(mu -> Math.log((mu - square) / square) / (2 * mu))
                          .map(time -> String.format(Locale.ROOT, "%.3f", time))
                          .toList());
            });
  }
}
