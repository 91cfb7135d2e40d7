package io.rivulet.wire;

/** The byte-order mark that some programs write before a text in UTF-8. */
public final class Bom {

  private static final int LENGTH = 3;

  private Bom() {}

  /** The length of the mark in bytes when the text begins with one, otherwise 0. */
  public static int length(byte[] text) {
    boolean marked =
        text.length >= LENGTH
            && text[0] == (byte) 0xef
            && text[1] == (byte) 0xbb
            && text[2] == (byte) 0xbf;
    return marked ? LENGTH : 0;
  }
}
