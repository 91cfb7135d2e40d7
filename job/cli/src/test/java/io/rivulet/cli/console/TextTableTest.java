package io.rivulet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  @Test
  void lines_ofText_endWithTheLastCell() {
    TextTable table = new TextTable("job", "message");
    table.add("a", "long words");
    table.add("abcde", "");

    assertThat(table.lines()).containsExactly("JOB    MESSAGE", "a      long words", "abcde  ");
  }

  @Test
  void lines_ofNumbers_standAtTheRightUnderARule() {
    TextTable table = TextTable.ofNumbers(1, List.of("method", "error", "runs"));
    table.add("orfit", "100.25", "2");
    table.add(List.of("one-step-sgd", "-", "10"));

    assertThat(table.lines())
        .containsExactly(
            "method         error  runs",
            "------------  ------  ----",
            "orfit         100.25     2",
            "one-step-sgd       -    10");
  }

  @Test
  void print_textThatSteersATerminal_isShownInstead() {
    StringWriter out = new StringWriter();
    TextTable table = new TextTable("model");
    table.add("a\u001b[2Jb\u202e");

    table.print(new PrintWriter(out));

    assertThat(out.toString().lines()).containsExactly("MODEL", "a\\u001b[2Jb\\u202e");
  }
}
