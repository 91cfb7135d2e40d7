package io.rivulet.cli.state;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.file.InputFile;
import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFormatException;
import io.rivulet.wire.control.ExportedStateJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A file with exported states: JSON as on the states topic, one a line; or the field {@code state}
 * of one alone, in base64 or as bytes.
 */
public record StateFile(Path path) {

  private static final byte[] MAGIC = "RVLT".getBytes(StandardCharsets.US_ASCII);

  /** Room for the base64 of the largest stored model and for its spec. */
  private static final int LONGEST_LINE = 128 << 20;

  /**
   * Passes on one state after the other, until one is damaged.
   *
   * @throws DamagedStatesException when the file holds no state, or one that cannot be read
   * @throws Failure when the file cannot be read
   */
  public void read(Consumer<StoredState> each) {
    try (InputStream in =
        new BufferedInputStream(new InputFile(path, "exported states").open(), 1 << 16)) {
      if (startsWithMagic(in)) {
        each.accept(unnamed(in.readAllBytes()));
      } else {
        read(new Lines(in, LONGEST_LINE), each);
      }
    } catch (IOException e) {
      throw Failure.failed("the states cannot be read: " + e, e);
    }
  }

  private static boolean startsWithMagic(InputStream in) throws IOException {
    in.mark(MAGIC.length);
    byte[] start = in.readNBytes(MAGIC.length);
    in.reset();
    return Arrays.equals(start, MAGIC);
  }

  private void read(Lines lines, Consumer<StoredState> each) throws IOException {
    StringBuilder base64 = new StringBuilder();
    long exported = 0;
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      number++;
      String text = new String(line, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
      if (text.startsWith("{")) {
        each.accept(exported(number, text));
        exported++;
      } else {
        base64.append(text);
      }
    }
    if (base64.length() > 0 && exported > 0) {
      throw damaged("mixes exported states with other lines; keep one form", null);
    }
    if (base64.length() > 0) {
      each.accept(unnamed(decoded(base64.toString())));
    } else if (exported == 0) {
      throw damaged("is empty; it must hold an exported state", null);
    }
  }

  private StoredState exported(long number, String line) {
    try {
      ExportedState state = ExportedStateJson.read(line.getBytes(StandardCharsets.UTF_8));
      return StoredState.of(state.model(), number, state.state());
    } catch (IllegalArgumentException | StateFormatException e) {
      throw new DamagedStatesException(
          path + ": line " + number + ": is not an exported state: " + said(e), e);
    }
  }

  private StoredState unnamed(byte[] frame) {
    try {
      return StoredState.of(null, 1, frame);
    } catch (StateFormatException e) {
      throw damaged("holds no stored model: " + said(e), e);
    }
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw damaged(
          "holds neither an exported state, as 'model export --to FILE' writes it, nor the base64"
              + " or the bytes of one: "
              + said(e),
          e);
    }
  }

  private DamagedStatesException damaged(String what, RuntimeException cause) {
    return new DamagedStatesException(path + ": " + what, cause);
  }

  private static String said(RuntimeException e) {
    return TextTable.printable(e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
