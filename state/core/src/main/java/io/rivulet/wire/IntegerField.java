package io.rivulet.wire;

import io.rivulet.record.Reason;

/** The fields of a sample that take integers, with the range of each. */
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

  /** The accepted kind of value, in words. */
  String taken() {
    return taken;
  }

  /** The largest accepted integer, which is also minus the smallest. */
  long most() {
    return most;
  }

  boolean takes(long value) {
    return value >= -most && value <= most;
  }

  /** The reason for refusing an integer beyond that. */
  Reason beyond() {
    return beyond;
  }

  /** The accepted range, in words. */
  String range() {
    return range;
  }
}
