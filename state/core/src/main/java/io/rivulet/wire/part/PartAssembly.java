package io.rivulet.wire.part;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the parts of one model's versions together, in whatever order and however often they come.
 * It keeps the parts of versions that are not whole, and drops them once a newer one is: at most
 * what a compacted topic keeps, and one version.
 */
public final class PartAssembly {

  private final Map<PartedVersion, SortedMap<Integer, PartText>> open = new LinkedHashMap<>();

  /**
   * Takes a part.
   *
   * @return the whole version that it completes, as one record would hold it, byte for byte
   */
  public Optional<byte[]> add(PartText part) {
    SortedMap<Integer, PartText> parts =
        open.computeIfAbsent(part.version(), version -> new TreeMap<>());
    parts.put(part.number(), part);
    if (parts.size() < part.version().of()) {
      return Optional.empty();
    }
    arrived(part.version().incarnation(), part.version().version());
    return Optional.of(join(parts));
  }

  /** Notes that a version is there as a whole, so that no part of it or of an older one counts. */
  public void arrived(long incarnation, long version) {
    open.keySet().removeIf(each -> each.upTo(incarnation, version));
  }

  /** Whether no part waits for others. */
  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** The first part without its mark, and with the weights of all. */
  private static byte[] join(SortedMap<Integer, PartText> parts) {
    PartText first = parts.get(1);
    byte[] json = first.json();
    long length = json.length;
    for (PartText part : parts.values()) {
      length += 1L + part.weights().length();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(length));
    copy(json, 0, first.mark().from(), whole);
    copy(json, first.mark().to(), first.weights().from(), whole);
    boolean begun = false;
    for (PartText part : parts.values()) {
      if (part.weights().length() > 0) {
        if (begun) {
          whole.write(',');
        }
        copy(part.json(), part.weights().from(), part.weights().to(), whole);
        begun = true;
      }
    }
    copy(json, first.weights().to(), json.length, whole);
    return whole.toByteArray();
  }

  private static void copy(byte[] json, int from, int to, ByteArrayOutputStream into) {
    into.write(json, from, to - from);
  }
}
