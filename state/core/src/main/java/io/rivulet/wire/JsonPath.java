package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import io.rivulet.record.Shown;

/** The path to the parser's place in a document, as messages name it: {@code x[1].temp}. */
public final class JsonPath {

  /** The most characters of a path; a deeper place is named by the outer part of its path. */
  private static final int MOST = 128;

  private JsonPath() {}

  /** The path of the value that was read last. */
  public static String of(JsonParser json) {
    StringBuilder path = new StringBuilder();
    append(path, json.getParsingContext());
    if (path.length() == 0) {
      return "the record";
    }
    return path.length() > MOST ? path.substring(0, MOST) + ".." : path.toString();
  }

  private static void append(StringBuilder path, JsonStreamContext context) {
    if (context.getParent() != null) {
      append(path, context.getParent());
    }
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      path.append(path.length() == 0 ? "" : ".").append(Shown.plain(context.getCurrentName()));
    }
  }
}
