package io.rivulet.client.topic;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Records of a topic as they come, those of each model in their order. Begins at the beginning.
 *
 * @param <T> a record
 */
public interface Feed<T> extends AutoCloseable {

  /** The next poll begins behind what is there now. */
  void seekToEnd();

  /**
   * The next records.
   *
   * @param wait longest time until the first of them comes
   * @return empty when none came
   */
  List<T> poll(Duration wait);

  /** Says from now on whether everything that is there at this call was polled. */
  BooleanSupplier untilEnd();

  @Override
  void close();
}
