package io.rivulet.record;

/**
 * The headers of a record whose value is numbers only, as they were read. One that the record did
 * not have is null. Arrays are not copied.
 */
public record SampleHeaders(byte[] id, byte[] op, byte[] ts, byte[] weight) {

  public static final String ID = "rivulet-id";
  public static final String OP = "rivulet-op";
  public static final String TS = "rivulet-ts";
  public static final String WEIGHT = "rivulet-weight";

  /** No headers. */
  public static final SampleHeaders NONE = new SampleHeaders(null, null, null, null);
}
