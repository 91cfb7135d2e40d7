package io.rivulet.cli.replay;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.file.InputFile;
import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file with the spec of every model. */
final class ReplaySpec {

  private ReplaySpec() {}

  /**
   * Reads the spec.
   *
   * @throws Failure with everything that is wrong with it
   */
  static Specs read(Path file, Limits limits) {
    String text;
    try {
      text = new InputFile(file, "a learner spec").text();
    } catch (IOException e) {
      throw Failure.failed("the spec cannot be read: " + e);
    }
    try {
      return Specs.forEveryModel(text, limits);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Failure.refused(file + ": " + faults(text, e));
    }
  }

  /** All that is wrong with a spec, one a line. */
  private static String faults(String text, RuntimeException first) {
    try {
      List<String> all = Catalogue.faults(SpecJson.read(text));
      return all.size() > 1
          ? all.size() + " faults\n  " + String.join("\n  ", all)
          : first.getMessage();
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      return first.getMessage();
    }
  }
}
