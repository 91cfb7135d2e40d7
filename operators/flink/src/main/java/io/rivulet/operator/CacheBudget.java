package io.rivulet.operator;

/**
 * How many bytes of live models one subtask may hold on the heap, and how many of them may differ
 * from the state backend.
 *
 * @param bytes of live models
 * @param dirtyBytes of models that were learned from since they were last written
 */
record CacheBudget(long bytes, long dirtyBytes) {

  /** "Choose for me": a quarter of the heap of a slot. */
  static final long AUTO = -1;

  /** Writing more than this would stop the subtask for a noticeable time at a checkpoint. */
  private static final long MOST_DIRTY_BYTES = 64L << 20;

  /**
   * The budget of one subtask.
   *
   * @param requested bytes, or {@link #AUTO}
   * @param taskHeap the configured task heap of the TaskManager in bytes
   * @param maxMemory what the JVM will use at most, in bytes
   * @param slots of the TaskManager, at least 1
   * @throws IllegalArgumentException when more than half of a slot's heap is requested
   */
  static CacheBudget of(long requested, long taskHeap, long maxMemory, int slots) {
    long slotHeap = Math.min(taskHeap, maxMemory) / slots;
    if (requested > slotHeap / 2) {
      throw new IllegalArgumentException(
          "cache.max-bytes is "
              + requested
              + ", at most "
              + slotHeap / 2
              + " fit: half of the task heap of one slot; lower it, or raise"
              + " taskmanager.memory.task.heap.size");
    }
    return of(requested == AUTO ? slotHeap / 4 : requested);
  }

  static CacheBudget of(long bytes) {
    return new CacheBudget(bytes, Math.min(bytes / 4, MOST_DIRTY_BYTES));
  }
}
