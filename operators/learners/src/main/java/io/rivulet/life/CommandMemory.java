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

  private final Deque<String> ids = new ArrayDeque<>(0);

  CommandMemory(Collection<String> ids) {
    this.ids.addAll(ids);
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  void add(String id) {
    ids.add(id);
    if (ids.size() > MOST) {
      ids.remove();
    }
  }

  /** The ids, the oldest first. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  long heapBytes() {
    long bytes = 0;
    for (String id : ids) {
      bytes += TEXT_BYTES + id.length();
    }
    return bytes;
  }
}
