package io.rivulet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinesTest {

  @Test
  void next_empty_isTheEnd() throws IOException {
    assertThat(lines("", 10)).isEmpty();
  }

  @Test
  void next_lastLineWithAndWithoutEnd_isTheSame() throws IOException {
    assertThat(lines("a\nb", 10)).containsExactly("a", "b");
    assertThat(lines("a\nb\n", 10)).containsExactly("a", "b");
  }

  @Test
  void next_blankLines_areKept() throws IOException {
    assertThat(lines("\n\r\na\n\n", 10)).containsExactly("", "\r", "a", "");
  }

  @Test
  void next_longLine_isCutBehindTheLimit() throws IOException {
    assertThat(lines("123\n1234\n12345\n1\n", 3)).containsExactly("123", "1234", "1234", "1");
  }

  @ParameterizedTest
  @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
  void next_linesAcrossChunks_areWhole(int length) throws IOException {
    String line = "x".repeat(length);

    assertThat(lines(line + "\n" + line + "\ny", 1 << 20)).containsExactly(line, line, "y");
    assertThat(lines(line + "\ny", 3)).containsExactly("xxxx", "y");
  }

  @Test
  void next_streamThatGivesByteByByte_isTheSame() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("ab\nc\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int from, int most) {
            return super.read(into, from, Math.min(1, most));
          }
        };

    assertThat(lines(new Lines(slow, 10))).containsExactly("ab", "c");
  }

  @Test
  void blank_whiteSpaceBehindAMark_isBlank() {
    for (String line : new String[] {"", " ", "\t\r", "\ufeff", "\ufeff \r"}) {
      assertThat(Lines.blank(line.getBytes(StandardCharsets.UTF_8))).isTrue();
    }
    for (String line : new String[] {"{}", " x", "\ufeff{}", " \ufeff"}) {
      assertThat(Lines.blank(line.getBytes(StandardCharsets.UTF_8))).isFalse();
    }
  }

  private static List<String> lines(String text, int limit) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return lines(new Lines(new ByteArrayInputStream(bytes), limit));
  }

  private static List<String> lines(Lines lines) throws IOException {
    List<String> all = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      all.add(new String(line, StandardCharsets.UTF_8));
    }
    return all;
  }
}
