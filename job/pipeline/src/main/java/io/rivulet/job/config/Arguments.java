package io.rivulet.job.config;

import java.nio.file.Path;
import java.util.Optional;

/** {@code --config FILE} and {@code --key value} or {@code --key=value}, each at most once. */
final class Arguments {

  private static final String CONFIG = "config";
  private static final String ORIGIN = "command line";

  private final Settings settings = new Settings();
  private final Problems problems;
  private Path file;

  private Arguments(Problems problems) {
    this.problems = problems;
  }

  /** What cannot be read is left out and reported. */
  static Arguments parse(Problems problems, String... args) {
    var arguments = new Arguments(problems);
    for (int i = 0; i < args.length; i++) {
      String[] pair = arguments.pair(args, i);
      if (pair.length == 2) {
        problems.check(() -> arguments.set(pair[0].substring(2), pair[1]));
      }
      boolean ownValue = pair.length == 2 && !args[i].contains("=");
      i += ownValue ? 1 : 0;
    }
    return arguments;
  }

  /** A key and its value, or nothing when the argument is no key or lacks its value. */
  private String[] pair(String[] args, int i) {
    return problems.attempt(() -> split(args, i)).orElseGet(() -> new String[0]);
  }

  private static String[] split(String[] args, int i) {
    if (!args[i].startsWith("--") || args[i].length() == 2) {
      throw new ConfigurationException(
          "argument " + (i + 1) + " is not a --key; write --key value, or --key=value");
    }
    int equals = args[i].indexOf('=');
    return equals >= 0
        ? new String[] {args[i].substring(0, equals), args[i].substring(equals + 1)}
        : new String[] {args[i], following(args, i)};
  }

  Settings settings() {
    return settings;
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  private static String following(String[] args, int i) {
    if (i + 1 == args.length || args[i + 1].startsWith("--")) {
      throw new ConfigurationException(
          args[i]
              + " has no value; write "
              + args[i]
              + " VALUE, or "
              + args[i]
              + "=VALUE if it starts with --");
    }
    return args[i + 1];
  }

  private void set(String key, String value) {
    if (key.equals(ModelPatterns.OPTION)) {
      throw new ConfigurationException("models is a list and comes from the file; remove --models");
    }
    if (!key.equals(CONFIG)) {
      settings.put(key, value, ORIGIN);
      return;
    }
    if (file != null) {
      throw new ConfigurationException("--config is given twice; keep one file");
    }
    file = Path.of(value);
  }
}
