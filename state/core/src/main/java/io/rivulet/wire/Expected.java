package io.rivulet.wire;

/** What a reader of records expects, for the advice that it gives about anything else. */
public enum Expected {
  SAMPLE("{\"x\": [1.5], \"y\": 2}", ", rows of a batch in its x"),
  COMMAND("{\"commandId\": \"c-1\", \"type\": \"freeze\"}", "");

  private final String example;
  private final String insteadOfArray;

  Expected(String example, String insteadOfArray) {
    this.example = example;
    this.insteadOfArray = insteadOfArray;
  }

  /** A short record of this kind. */
  public String example() {
    return example;
  }

  /** What else to say to whoever sent an array of records. */
  String insteadOfArray() {
    return insteadOfArray;
  }
}
