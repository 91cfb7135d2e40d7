package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.file.InputFile;
import io.rivulet.job.config.SpecText;
import io.rivulet.learner.Catalogue;
import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file that holds a learner spec, as JSON or YAML. */
final class SpecFile {

  private SpecFile() {}

  /** JSON of a whole spec; refused with all its faults. */
  static String whole(Path file) {
    Map<String, Object> spec = fields(file);
    List<String> faults = Catalogue.faults(spec);
    if (!faults.isEmpty()) {
      String said = faults.size() > 1 ? faults.size() + " faults\n  " : "";
      throw Failure.refused(file + ": " + said + String.join("\n  ", faults));
    }
    return SpecJson.canonical(spec);
  }

  /**
   * JSON of the fields that are to change, nulls included; whether they may is the job's to say.
   */
  static String changes(Path file) {
    Map<String, Object> spec = fields(file);
    if (spec.isEmpty()) {
      throw Failure.refused(file + ": the spec has no field; give those that are to change");
    }
    return SpecJson.canonical(spec);
  }

  private static Map<String, Object> fields(Path file) {
    try {
      return SpecText.read(file, new InputFile(file, "a learner spec").text());
    } catch (IOException e) {
      throw Failure.failed("the spec cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw Failure.refused(file + ": " + e.getMessage());
    }
  }
}
