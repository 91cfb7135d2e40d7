package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.rivulet.record.Shown;

/** Descriptions of the reason why a spec is not JSON, with the line and column. */
final class SpecFault {

  private SpecFault() {}

  static String of(JsonProcessingException e, String text) {
    String original = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) {
      return original.contains("nesting")
          ? "it nests deeper than 16 levels"
          : "a name, text or number is too long";
    }
    int at = at(e, original, text);
    return place(text, at) + ": " + fault(e, original, text, at);
  }

  private static String fault(JsonProcessingException e, String original, String text, int at) {
    if (original.startsWith("Duplicate")) {
      return "field " + Shown.quoted(DocumentFault.quotedIn(original)) + " occurs twice";
    }
    if (e instanceof JsonEOFException || at == text.length()) {
      return "it ends inside an object, an array or a value";
    }
    String found = original.startsWith("Unrecognized token") ? word(text, at) : letter(text, at);
    return "found " + Shown.quoted(found) + advice(original, found);
  }

  private static String advice(String original, String found) {
    if (found.equals("'")) {
      return "; names and texts need double quotes";
    }
    if (found.equals("True") || found.equals("False") || found.equals("None")) {
      return "; write true, false or null";
    }
    if (original.contains("double-quote to start field name")) {
      return found.equals("}") ? " after a comma; remove the comma" : "; names need double quotes";
    }
    if (original.contains("expecting comma")) {
      return "; a comma is missing before it";
    }
    if (original.contains("expecting a colon")) {
      return "; a colon is missing before it";
    }
    if (original.startsWith("Unrecognized token")) {
      return "; texts need double quotes";
    }
    if (original.contains("comment")) {
      return "; JSON has no comments";
    }
    if (original.contains("CTRL-CHAR")) {
      return "; a text ends in its line, write \\n for a new one";
    }
    if (original.contains("numeric value")) {
      return " in a number; write it as 0.5, 2 or 1e-3";
    }
    int expected = original.indexOf("expected '");
    return expected < 0 ? "" : "; '" + original.charAt(expected + 10) + "' is missing before it";
  }

  /** The position of the fault; the parser has read past the end of a word without quotes. */
  private static int at(JsonProcessingException e, String original, String text) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    int at = (int) Math.max(0, Math.min(offset, text.length()));
    if (original.startsWith("Unrecognized token")) {
      int begun = text.lastIndexOf(original.split("'", 3)[1], at);
      at = begun < 0 ? at : begun;
    }
    return at;
  }

  private static String place(String text, int at) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return "line " + line + ", column " + (text.codePointCount(start, at) + 1);
  }

  private static String letter(String text, int at) {
    return Character.toString(text.codePointAt(at));
  }

  private static String word(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return text.substring(at, Math.max(end, at + 1));
  }
}
