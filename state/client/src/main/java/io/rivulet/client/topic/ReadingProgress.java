package io.rivulet.client.topic;

/** A listener for the progress of reading. */
@FunctionalInterface
public interface ReadingProgress {

  /**
   * Called after each poll.
   *
   * @param done records that were read by now
   * @param total records that there are to read, 0 when that is not known
   */
  void advanceTo(long done, long total);
}
