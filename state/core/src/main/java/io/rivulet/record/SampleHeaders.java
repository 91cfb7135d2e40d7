package io.rivulet.record;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The headers of a record whose value is numbers only, as they were read. One that the record did
 * not have is null. Arrays are not copied.
 */
public record SampleHeaders(byte[] id, byte[] op, byte[] ts, byte[] weight) {

  public static final String ID = "rivulet-id";
  public static final String OP = "rivulet-op";
  public static final String TS = "rivulet-ts";
  public static final String WEIGHT = "rivulet-weight";

  /** The names of all. */
  public static final List<String> NAMES = List.of(ID, OP, TS, WEIGHT);

  /** No headers. */
  public static final SampleHeaders NONE = new SampleHeaders(null, null, null, null);

  /** The headers of a record that gives each by its name, or null. */
  public static SampleHeaders of(Function<String, byte[]> named) {
    return new SampleHeaders(
        named.apply(ID), named.apply(OP), named.apply(TS), named.apply(WEIGHT));
  }

  /** Passes on name and value of each header that there is. */
  public void forEach(BiConsumer<String, byte[]> each) {
    pass(ID, id, each);
    pass(OP, op, each);
    pass(TS, ts, each);
    pass(WEIGHT, weight, each);
  }

  private static void pass(String name, byte[] value, BiConsumer<String, byte[]> each) {
    if (value != null) {
      each.accept(name, value);
    }
  }
}
