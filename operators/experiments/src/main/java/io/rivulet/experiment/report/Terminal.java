package io.rivulet.experiment.report;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The capabilities of a terminal.
 *
 * @param redraws whether the cursor can move, so that a picture is drawn in place
 * @param colours whether colours are welcome
 * @param unicode whether box-drawing characters are safe
 */
public record Terminal(boolean redraws, boolean colours, boolean unicode) {

  /**
   * Reads NO_COLOR and TERM.
   *
   * @param interactive whether the output is a terminal at all
   */
  public static Terminal of(boolean interactive, Map<String, String> environment, Charset charset) {
    boolean redraws = interactive && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colours = redraws && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(redraws, colours, charset.equals(StandardCharsets.UTF_8));
  }
}
