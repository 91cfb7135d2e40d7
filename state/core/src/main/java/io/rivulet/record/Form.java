package io.rivulet.record;

/** The form in which several values are written at a place where a named x may have one. */
public enum Form {

  /** An array of texts. */
  LIST,

  /** An array that holds something else. */
  ARRAY,

  /** An object. */
  OBJECT;

  /** The form in words, for a number of values. */
  public String of(int count) {
    return switch (this) {
      case LIST -> "a list of " + count + (count == 1 ? " text" : " texts");
      case ARRAY -> "an array of " + EntryName.entries(count);
      case OBJECT -> "an object of " + count + (count == 1 ? " field" : " fields");
    };
  }
}
