package io.rivulet.job.kafka;

import io.rivulet.record.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether keys of Flink are misspelt: Flink accepts any key without a warning. Plugins have keys of
 * their own, so that one is refused only when it lies near one that Flink declares.
 */
public final class FlinkKeyCheck {

  /** Every key and every older name that the Flink of this build declares, one a line. */
  static final String RESOURCE = "flink-keys.txt";

  private FlinkKeyCheck() {}

  public static List<Finding> findings(Collection<String> given) {
    Set<String> known = known();
    return given.stream()
        .sorted()
        .filter(key -> !known.contains(key))
        .flatMap(key -> misspelt(key, known).stream())
        .toList();
  }

  /** A key below a known one is an entry of a map. */
  private static Optional<Finding> misspelt(String key, Set<String> known) {
    return NearestName.of(key, known)
        .filter(nearest -> !key.startsWith(nearest + "."))
        .map(
            nearest ->
                Finding.error(
                    key,
                    "is not a setting of Flink, which would ignore it; the nearest known is "
                        + nearest));
  }

  static Set<String> known() {
    var stream =
        Objects.requireNonNull(FlinkKeyCheck.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
