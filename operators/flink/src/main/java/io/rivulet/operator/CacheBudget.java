package io.rivulet.operator;

import io.rivulet.record.Heap;

/**
 * The budget of one subtask: the bytes of live models that it may hold on the heap, and how many of
 * these may differ from the state backend.
 *
 * @param bytes the bytes of live models
 * @param dirtyBytes the bytes of models that have changed since they were last written
 * @param dirtyModels the number of these models
 */
record CacheBudget(long bytes, long dirtyBytes, int dirtyModels) {

  /** The value for an automatic choice: a quarter of the heap of a slot. */
  static final long AUTO = -1;

  /**
   * The most dirty bytes; writing more would stop the subtask for a noticeable time at a
   * checkpoint.
   */
  private static final long MOST_DIRTY_BYTES = 64L << 20;

  /** The most dirty models: of small ones the number takes the time, and not the bytes. */
  private static final int MOST_DIRTY_MODELS = 1 << 14;

  /** A budget with the usual number of dirty models. */
  CacheBudget(long bytes, long dirtyBytes) {
    this(bytes, dirtyBytes, MOST_DIRTY_MODELS);
  }

  /**
   * The budget of one subtask.
   *
   * @param requested bytes, or {@link #AUTO}
   * @param heap of the TaskManager
   * @throws IllegalArgumentException when more than half of a slot's heap is requested
   */
  static CacheBudget of(long requested, Heap heap) {
    long slotHeap = heap.slotBytes();
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
