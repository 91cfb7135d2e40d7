package io.rivulet.operator.piece;

import java.io.IOException;

/** Access to Flink's state, which declares every exception. */
@FunctionalInterface
public interface StateAccess<T> {

  T run() throws Exception;

  static <T> T attempt(StateAccess<T> access) throws IOException {
    try {
      return access.run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("keyed state failed", e);
    }
  }
}
