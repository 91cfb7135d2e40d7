package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeMap;

/** A file of states of models: exported states, one a line, or the base64 of one state. */
final class GivenStates {

  private final Path file;
  private final TreeMap<String, byte[]> byModel = new TreeMap<>();
  private byte[] last;

  private GivenStates(Path file) {
    this.file = file;
  }

  /** Reads a file, and checks the frame of each state. */
  static GivenStates read(Path file) {
    GivenStates states = new GivenStates(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      states.read(new Lines(in, 2 * CommandDecoder.MAXIMUM_BYTES));
    } catch (IOException e) {
      throw Failure.failed("the state cannot be read: " + e, e);
    }
    if (states.last == null) {
      throw states.refused("", "holds no state");
    }
    return states;
  }

  /** Whether the file holds one state, which is for any model. */
  boolean isOne() {
    return byModel.size() <= 1;
  }

  /** The models whose states the file holds. */
  SortedSet<String> models() {
    return byModel.navigableKeySet();
  }

  /** The state for a model: the only one, or the model's own. */
  byte[] of(String model) {
    byte[] own = isOne() ? last : byModel.get(model);
    if (own == null) {
      throw Failure.failed(
          file + " holds the states of " + byModel.size() + " models, but none of '" + model + "'");
    }
    return own;
  }

  private void read(Lines lines) throws IOException {
    StringBuilder base64 = new StringBuilder();
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      number++;
      String text = new String(line, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
      if (text.startsWith("{")) {
        add(number, text);
      } else {
        base64.append(text);
      }
    }
    if (base64.length() > 0) {
      requireNoLines();
      last = framed(decoded(base64.toString()));
    }
  }

  private void add(long number, String line) {
    String place = ", line " + number + ",";
    ExportedState exported;
    try {
      exported = ExportedStateJson.read(line.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw refused(place, "is not an exported state: " + e.getMessage());
    }
    last = exported.state();
    if (byModel.put(exported.model(), last) != null) {
      throw refused(place, "is the second state of model '" + exported.model() + "'; keep one");
    }
  }

  private void requireNoLines() {
    if (!byModel.isEmpty()) {
      throw refused("", "mixes exported states with other lines; keep one form");
    }
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw refused(
          "",
          "is neither an exported state, as 'model export --to FILE' writes it, nor base64: "
              + e.getMessage());
    }
  }

  private byte[] framed(byte[] state) {
    try {
      StateFrame.read(StoredModel.FORMAT, state);
      return state;
    } catch (StateFormatException e) {
      throw refused("", "holds no stored model: " + e.getMessage());
    }
  }

  private Failure refused(String place, String what) {
    return Failure.refused(file + place + " " + what);
  }
}
