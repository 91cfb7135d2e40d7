package io.rivulet.job.config;

import java.nio.file.Path;
import java.util.Optional;

/** {@code --config FILE} and {@code --key value} or {@code --key=value}, each at most once. */
final class Arguments {

  private static final String CONFIG = "config";
  private static final String ORIGIN = "command line";

  private final Settings settings = new Settings();
  private Path file;

  private Arguments() {}

  static Arguments parse(String... args) {
    var arguments = new Arguments();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--") || args[i].length() == 2) {
        throw new ConfigurationException(
            "argument " + (i + 1) + " is no --key; write --key value, or --key=value");
      }
      int equals = args[i].indexOf('=');
      if (equals >= 0) {
        arguments.set(args[i].substring(2, equals), args[i].substring(equals + 1));
      } else {
        arguments.set(args[i].substring(2), following(args, i++));
      }
    }
    return arguments;
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
