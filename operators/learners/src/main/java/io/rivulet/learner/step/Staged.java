package io.rivulet.learner.step;

/**
 * A change that has been computed and checked and only has to be written. A method that stages a
 * change either throws, with nothing written yet, or returns an instance of this type, which is the
 * only way to write the change. Code that changes several things therefore stages all of them
 * before it commits the first.
 *
 * <p>A staged change may be scratch memory of its learner, so it is valid until the next change is
 * staged there.
 */
@FunctionalInterface
public interface Staged {

  /** Writes the change. This cannot fail. */
  void commit();
}
