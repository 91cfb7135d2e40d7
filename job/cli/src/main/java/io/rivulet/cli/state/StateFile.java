package io.rivulet.cli.state;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A file with exported states: JSON as on the states topic, one a line; or the field {@code state}
 * of one alone, in base64 or as bytes.
 */
record StateFile(Path path) {

  /** A model without a name. */
  private static final String UNKNOWN = "-";

  private static final byte[] MAGIC = "RVLT".getBytes(StandardCharsets.US_ASCII);

  /** Passes on one state after the other, and stops at the first that is damaged. */
  void read(Consumer<StoredState> each) {
    byte[] bytes = bytes();
    if (bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, 4, MAGIC, 0, 4)) {
      each.accept(new StoredState(UNKNOWN, bytes.length, framed(bytes)));
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw Failure.failed(path + " is empty; it must hold an exported state");
    }
    if (text.startsWith("{")) {
      readLines(text, each);
    } else {
      byte[] frame = decoded(text);
      each.accept(new StoredState(UNKNOWN, frame.length, framed(frame)));
    }
  }

  private void readLines(String text, Consumer<StoredState> each) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        each.accept(exported(line, number));
      }
    }
  }

  private StoredState exported(String line, int number) {
    try {
      ExportedState state = ExportedStateJson.read(line.getBytes(StandardCharsets.UTF_8));
      StoredModel stored = StateFrame.read(StoredModel.FORMAT, state.state());
      return new StoredState(state.model(), state.state().length, stored);
    } catch (IllegalArgumentException | StateFormatException e) {
      throw damaged("line " + number + ": ", e);
    }
  }

  private byte[] decoded(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw damaged("neither JSON, nor a frame that begins with RVLT, nor base64: ", e);
    }
  }

  private StoredModel framed(byte[] frame) {
    try {
      return StateFrame.read(StoredModel.FORMAT, frame);
    } catch (StateFormatException e) {
      throw damaged("", e);
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw Failure.failed("the states cannot be read: " + e, e);
    }
  }

  private Failure damaged(String where, RuntimeException e) {
    String what = e.getMessage() == null ? e.toString() : e.getMessage();
    return Failure.failed(path + ": " + where + TextTable.printable(what), e);
  }
}
