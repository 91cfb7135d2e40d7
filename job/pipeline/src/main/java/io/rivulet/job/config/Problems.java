package io.rivulet.job.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What is wrong with a configuration so far, each fault once, in the order found. */
final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();

  /** What is read, or empty when it is wrong. */
  <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (ConfigurationException e) {
      found.addAll(e.problems());
      return Optional.empty();
    }
  }

  void check(Runnable check) {
    attempt(
        () -> {
          check.run();
          return true;
        });
  }

  void add(String subject, String message) {
    found.add(new Problem(subject, message));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    throwIfAny(UnaryOperator.identity());
  }

  /**
   * @param placed adds to a problem the place where it stands
   */
  void throwIfAny(UnaryOperator<Problem> placed) {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found.stream().map(placed).distinct().toList());
    }
  }
}
