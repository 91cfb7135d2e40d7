package io.rivulet.life;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The ids of the last commands of a model, by which a repeat is recognised. */
final class CommandMemory {

  private static final int MOST = 32;

  /** The bytes of a text on the heap besides its characters, with its place in the queue. */
  private static final long TEXT_BYTES = 60;

  /** The bytes of the queue. */
  private static final long QUEUE_BYTES = 56;

  /** Null before the first command, which most models never get. */
  private Deque<String> ids;

  CommandMemory(Collection<String> ids) {
    this.ids = ids.isEmpty() ? null : new ArrayDeque<>(ids);
  }

  boolean contains(String id) {
    return ids != null && ids.contains(id);
  }

  void add(String id) {
    if (ids == null) {
      ids = new ArrayDeque<>(1);
    }
    ids.add(id);
    if (ids.size() > MOST) {
      ids.remove();
    }
  }

  /** The ids, the oldest first. */
  List<String> ids() {
    return ids == null ? List.of() : List.copyOf(ids);
  }

  long heapBytes() {
    if (ids == null) {
      return 0;
    }
    long bytes = QUEUE_BYTES;
    for (String id : ids) {
      bytes += TEXT_BYTES + id.length();
    }
    return bytes;
  }
}
