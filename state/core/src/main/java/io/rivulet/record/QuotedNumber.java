package io.rivulet.record;

import java.util.regex.Pattern;

/** Texts in quotes that look like values which are written without quotes. */
public final class QuotedNumber {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
  private static final int LONGEST = 64;

  private QuotedNumber() {}

  /**
   * The advice what to write instead of such a text, starting with a semicolon, or an empty text.
   */
  public static String advice(String text) {
    String trimmed = text.trim();
    if (trimmed.length() > LONGEST) {
      return "";
    }
    if (NUMBER.matcher(trimmed).matches()
        || trimmed.equals("true")
        || trimmed.equals("false")
        || trimmed.equals("null")) {
      return "; write it without quotes";
    }
    return COMMA.matcher(trimmed).matches()
        ? "; write it without quotes and with a decimal point"
        : "";
  }
}
