package io.rivulet.wire;

import io.rivulet.record.Reason;

/** Fields of a sample that take integers, and how large those may be. */
enum IntegerField {
  TIME(
      "an integer: milliseconds since 1970",
      Long.MAX_VALUE,
      Reason.MALFORMED,
      "must be milliseconds since 1970, at most " + Long.MAX_VALUE + " in size"),

  LABEL(
      "a class: an integer from 0, or its name",
      Integer.MAX_VALUE,
      Reason.DIMENSION,
      "classes are integers from 0, below the 'classes' of the spec"),

  PLACE("an integer from 0", Integer.MAX_VALUE, Reason.DIMENSION, "places are from 0 to x.n - 1");

  private final String taken;
  private final long most;
  private final Reason beyond;
  private final String range;

  IntegerField(String taken, long most, Reason beyond, String range) {
    this.taken = taken;
    this.most = most;
    this.beyond = beyond;
    this.range = range;
  }

  /** What is taken, in words. */
  String taken() {
    return taken;
  }

  /** The largest integer that is taken, and minus the smallest. */
  long most() {
    return most;
  }

  boolean takes(long value) {
    return value >= -most && value <= most;
  }

  /** What an integer of a larger size is refused for. */
  Reason beyond() {
    return beyond;
  }

  /** Which sizes are taken, in words. */
  String range() {
    return range;
  }
}
