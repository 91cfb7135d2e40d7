package io.rivulet.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Rejections and warnings on standard error, one JSON document a line. */
final class Complaints {

  private final PrintWriter err;
  private final PatientProgress progress;

  /**
   * @param progress what else is shown on standard error
   */
  Complaints(PrintWriter err, PatientProgress progress) {
    this.err = err;
    this.progress = progress;
  }

  void rejected(Replay.Rejection rejection) {
    say(
        json -> {
          json.writeNumberField("line", rejection.line());
          json.writeStringField("model", rejection.model());
          json.writeStringField("reason", rejection.reason().name());
          json.writeStringField("message", rejection.message());
        });
  }

  /**
   * @param model null when the warning is about the spec
   */
  void warning(String model, String warning) {
    say(
        json -> {
          json.writeStringField("warning", warning);
          if (model != null) {
            json.writeStringField("model", model);
          }
        });
  }

  void flush() {
    err.flush();
  }

  private void say(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    progress.above(() -> err.println(text));
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
