package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.CommandType;
import io.rivulet.record.Reason;
import io.rivulet.state.life.StateFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables of {@code state/README.md} say what the code has. */
class StatePageTest {

  @Test
  void formats_areThoseOfThisBuild() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| (\\d+) \\| `([a-z-]+)` \\| (\\d+) \\|");

    assertThat(rows(row, "formats"))
        .isEqualTo(
            StateFormats.ALL.stream()
                .map(each -> List.of("" + each.id(), each.name(), "" + each.version()))
                .toList());
  }

  @Test
  void reasons_standInTheOrderInWhichTheyAreLookedFor() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    assertThat(rows(row, "reasons"))
        .isEqualTo(Arrays.stream(Reason.values()).map(reason -> List.of(reason.name())).toList());
  }

  @Test
  void commands_areThoseOfThisBuild() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    assertThat(rows(row, "commands"))
        .isEqualTo(Arrays.stream(CommandType.values()).map(type -> List.of(type.label())).toList());
  }

  private static List<List<String>> rows(Pattern row, String table) throws IOException {
    String page = Files.readString(Path.of("..", "README.md"));
    String marked =
        page.substring(
            page.indexOf("<!-- " + table + ":begin -->"),
            page.indexOf("<!-- " + table + ":end -->"));
    return row.matcher(marked).results().map(StatePageTest::groups).toList();
  }

  private static List<String> groups(MatchResult match) {
    return IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group).toList();
  }
}
