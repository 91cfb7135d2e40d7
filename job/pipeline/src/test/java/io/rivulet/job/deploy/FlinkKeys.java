package io.rivulet.job.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rivulet.record.NearestName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/** Every option that the Flink of the test class path declares, by key. */
public final class FlinkKeys {

  private static final Pattern DECLARING =
      Pattern.compile(".*/org/apache/flink/(?!.*shaded/).*Options\\.class");

  /** Reporters read their options themselves: known here are those of the one in use. */
  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(.+)");

  private static final Set<String> PROMETHEUS = Set.of("factory.class", "port");

  /** What the Flink operator (1.15.0, KubernetesOperatorConfigOptions) reads among Flink's keys. */
  private static final Map<String, Pattern> OPERATOR =
      Map.of(
          "kubernetes.operator.job.savepoint-on-deletion", Pattern.compile("true|false"),
          "kubernetes.operator.periodic.savepoint.interval", Pattern.compile("\\d+ ?(min|h|d)"),
          "kubernetes.operator.savepoint.history.max.age", Pattern.compile("\\d+ ?(min|h|d)"),
          "kubernetes.operator.savepoint.history.max.count", Pattern.compile("\\d+"));

  private final Map<String, ConfigOption<?>> options = new TreeMap<>();
  private final Map<String, String> successors = new TreeMap<>();

  private FlinkKeys() {}

  public static FlinkKeys ofClassPath() throws ReflectiveOperationException {
    var keys = new FlinkKeys();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(location -> location.matches(DECLARING))
            .importPackages("org.apache.flink")) {
      keys.collect(Class.forName(type.getName()));
    }
    return keys;
  }

  int size() {
    return options.size();
  }

  /** Every key, and every older name of one. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(options.keySet());
    names.addAll(successors.keySet());
    return names;
  }

  /** What is wrong with each key or value. */
  List<String> problems(Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    settings.forEach((key, value) -> problem(key, value).ifPresent(problems::add));
    return problems;
  }

  private void collect(Class<?> type) throws IllegalAccessException {
    for (Field field : type.getFields()) {
      if (Modifier.isStatic(field.getModifiers())
          && field.getType() == ConfigOption.class
          && field.get(null) instanceof ConfigOption<?> option) {
        options.put(option.key(), option);
        for (FallbackKey old : option.fallbackKeys()) {
          successors.put(old.getKey(), option.key());
        }
      }
    }
  }

  private Optional<String> problem(String key, String value) {
    Matcher reporter = REPORTER.matcher(key);
    if (reporter.matches()) {
      return PROMETHEUS.contains(reporter.group(1))
          ? Optional.empty()
          : Optional.of(key + " is no option of the Prometheus reporter");
    }
    if (OPERATOR.containsKey(key)) {
      return OPERATOR.get(key).matcher(value).matches()
          ? Optional.empty()
          : Optional.of(key + " cannot be '" + value + "'");
    }
    ConfigOption<?> option = options.get(key);
    if (option == null) {
      return Optional.of(
          successors.containsKey(key)
              ? key + " is an old name of " + successors.get(key)
              : key
                  + " is unknown, nearest is "
                  + NearestName.of(key, options.keySet()).orElse("none"));
    }
    try {
      return Configuration.fromMap(Map.of(key, value)).getOptional(option).isPresent()
          ? Optional.empty()
          : Optional.of(key + " has no value");
    } catch (IllegalArgumentException e) {
      return Optional.of(key + " cannot be '" + value + "': " + e.getMessage());
    }
  }
}
