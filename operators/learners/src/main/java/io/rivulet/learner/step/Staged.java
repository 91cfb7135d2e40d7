package io.rivulet.learner.step;

/**
 * A change that is computed and checked, and only has to be written. What stages a change throws
 * while nothing is written yet, or returns this, which is the only way to write it; so whoever
 * changes several things stages them all before it commits the first.
 *
 * <p>What is staged may be scratch of its learner: it is valid until the next is staged there.
 */
@FunctionalInterface
public interface Staged {

  /** Writes the change. Cannot fail. */
  void commit();
}
