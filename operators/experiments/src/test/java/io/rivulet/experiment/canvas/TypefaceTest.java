package io.rivulet.experiment.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TypefaceTest {

  private static final Letters PLAIN = Letters.small(Anchor.START);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  /** Rounded to thousandths of the size, and hinted here. */
  @Test
  void width_anyCharacter_isNotLessThanThatOfThisMachine() {
    for (char character = ' '; character <= '~'; character++) {
      String text = String.valueOf(character);
      assertThat(Typeface.width(text, PLAIN))
          .as(text)
          .isGreaterThanOrEqualTo(Fonts.width(PLAIN, text) - 0.01);
    }
    for (String text : List.of("λ", "μ", "σ", "²", "10⁻¹²", "−1", "×", "‖", "Wᵀ", "x₄", "–", "Σ")) {
      assertThat(Typeface.width(text, PLAIN))
          .as(text)
          .isGreaterThanOrEqualTo(Fonts.width(PLAIN, text) - 0.01);
    }
  }

  @Test
  void width_boldText_isNotLessThanThatOfThisMachine() {
    Letters bold = new Letters(9, true, Anchor.START);
    for (String text :
        List.of("One pass over rotated digits, memory for 10 directions", "(a) ", "(f) ")) {
      assertThat(Typeface.width(text, bold))
          .as(text)
          .isGreaterThanOrEqualTo(Fonts.width(bold, text));
    }
  }

  @Test
  void lines_noText_areNone() {
    assertThat(Typeface.lines("", 100, PLAIN)).isEmpty();
  }

  @Test
  void lines_longWord_hasALineOfItsOwn() {
    assertThat(Typeface.lines("a hippopotamus b", 10, PLAIN))
        .containsExactly("a", "hippopotamus", "b");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void lines_anyText_fitAndLoseNothing(long seed) {
    var random = new SplittableRandom(seed);
    String text =
        random.ints(40, 1, 9).mapToObj("hippopotamus"::substring).collect(Collectors.joining(" "));

    List<String> lines = Typeface.lines(text, 120, PLAIN);

    assertThat(String.join(" ", lines)).isEqualTo(text);
    assertThat(lines).allMatch(line -> Typeface.width(line, PLAIN) <= 120);
    for (int i = 1; i < lines.size(); i++) {
      String first = lines.get(i).split(" ", 2)[0];
      assertThat(Typeface.width(lines.get(i - 1) + " " + first, PLAIN)).isGreaterThan(120);
    }
  }
}
