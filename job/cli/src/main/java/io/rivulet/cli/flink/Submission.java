package io.rivulet.cli.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job to be submitted.
 *
 * @param configuration its YAML file
 * @param arguments further arguments of its main, such as {@code --publish.every 5}
 * @param flinkOptions settings of Flink, which win over everything else
 * @param savepoint from which it goes on
 */
public record Submission(
    Path configuration,
    List<String> arguments,
    Map<String, String> flinkOptions,
    Optional<String> savepoint) {

  public Submission {
    configuration = configuration.toAbsolutePath().normalize();
    arguments = List.copyOf(arguments);
    flinkOptions = Map.copyOf(flinkOptions);
  }

  public static Submission of(Path configuration) {
    return new Submission(configuration, List.of(), Map.of(), Optional.empty());
  }

  public Submission withArguments(String... arguments) {
    return new Submission(configuration, List.of(arguments), flinkOptions, savepoint);
  }

  public Submission from(String savepoint) {
    return new Submission(configuration, arguments, flinkOptions, Optional.of(savepoint));
  }
}
