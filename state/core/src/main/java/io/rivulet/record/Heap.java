package io.rivulet.record;

import java.io.Serializable;

/**
 * The memory that models live in: the task heap of a process and the slots that share it.
 *
 * @param bytes of all slots
 * @param slots at least 1
 */
public record Heap(long bytes, int slots) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A heap that is not known to end. */
  public static final Heap UNKNOWN = new Heap(Long.MAX_VALUE, 1);

  /**
   * The heap of a process.
   *
   * @param taskHeap the configured task heap in bytes
   * @param maxMemory the most memory that the JVM will use, in bytes, which may be less, as in
   *     tests
   */
  public static Heap of(long taskHeap, long maxMemory, int slots) {
    return new Heap(Math.min(taskHeap, maxMemory), slots);
  }

  /** The part of one slot. */
  public long slotBytes() {
    return bytes / slots;
  }
}
