package io.rivulet.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** What {@code --json} prints. */
public final class JsonOutput {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

  private JsonOutput() {}

  /** One line that any encoding of the terminal leaves as it is. */
  public static void print(PrintWriter out, Object document) {
    try {
      out.println(MAPPER.writeValueAsString(document));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
  }

  /** One line of bytes exactly as they are. */
  public static void line(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be written", e);
    }
  }
}
