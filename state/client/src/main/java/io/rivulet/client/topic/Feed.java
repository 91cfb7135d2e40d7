package io.rivulet.client.topic;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A reader of the records of a topic as they arrive, those of each model in order. It starts at the
 * beginning.
 *
 * @param <T> a record
 */
public interface Feed<T> extends AutoCloseable {

  /** Lets the next poll begin after everything that is there now. */
  void seekToEnd();

  /**
   * The next records.
   *
   * @param wait longest time until the first of them comes
   * @return empty when none came
   */
  List<T> poll(Duration wait);

  /** A condition that tells whether everything that is there at this call has been polled. */
  BooleanSupplier untilEnd();

  @Override
  void close();
}
