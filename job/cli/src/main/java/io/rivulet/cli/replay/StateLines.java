package io.rivulet.cli.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.file.InputFile;
import io.rivulet.control.ExportedState;
import io.rivulet.record.RejectedException;
import io.rivulet.replay.Replay;
import io.rivulet.wire.Bom;
import io.rivulet.wire.Json;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Exported states in a file, one a line; the last line of a model counts. The end of a model that
 * has a line already is {@code {"model":"..","state":null}}, so that nobody goes on with it.
 */
final class StateLines {

  /** The line of a model of 64 MiB in base64, with its spec. */
  private static final int LONGEST = 96 << 20;

  private final JsonLines lines;
  private final Set<String> written = new HashSet<>();

  StateLines(JsonLines lines) {
    this.lines = lines;
  }

  void write(ExportedState state) {
    if (lines.goNowhere()) {
      return;
    }
    if (!state.isTombstone()) {
      lines.write(state, ExportedStateJson::write);
      written.add(state.model());
    } else if (written.remove(state.model())) {
      lines.write(state.model(), StateLines::end);
    }
  }

  void writeAll(Replay replay) {
    if (!lines.goNowhere()) {
      replay.export(this::write);
    }
  }

  /**
   * Begins a replay with the states of a file.
   *
   * @throws Failure when a line cannot be taken
   */
  static void read(Path file, Replay replay) throws IOException {
    long number = 0;
    try (InputStream in = new InputFile(file, "exported states").open()) {
      Lines lines = new Lines(in, LONGEST);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!Lines.blank(line)) {
          replay.begin(state(line));
        }
      }
    } catch (IllegalArgumentException | RejectedException e) {
      throw Failure.refused(file + ", line " + number + ": " + e.getMessage());
    }
  }

  private static ExportedState state(byte[] line) {
    String ended = ended(line);
    return ended == null ? ExportedStateJson.read(line) : ExportedState.tombstone(ended);
  }

  private static byte[] end(String model) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("model", model);
          json.writeNullField("state");
          json.writeEndObject();
        });
  }

  /** The model whose end a line says, or null when it says no end. */
  private static String ended(byte[] line) {
    String model = null;
    boolean end = false;
    int start = Bom.length(line);
    try (JsonParser json = Json.WIDE_FACTORY.createParser(line, start, line.length - start)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("model") && value == JsonToken.VALUE_STRING) {
          model = json.getText();
        }
        end |= name.equals("state") && value == JsonToken.VALUE_NULL;
        json.skipChildren();
      }
      return end ? model : null;
    } catch (IOException notJson) {
      return null;
    }
  }
}
