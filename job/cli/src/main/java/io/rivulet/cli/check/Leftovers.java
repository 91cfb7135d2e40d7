package io.rivulet.cli.check;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the options in a configuration file that are meant for one start, such as {@code
 * start.fresh}, and that would apply to every start.
 */
final class Leftovers {

  private Leftovers() {}

  /**
   * @param arguments of the job's main, with a configuration that can be read
   */
  static List<Finding> in(List<String> arguments) {
    return JobConfiguration.read(ofEveryStart(arguments)).start().options().stream()
        .map(Leftovers::leftover)
        .toList();
  }

  private static Finding leftover(String option) {
    return Finding.warning(
        option,
        "is set in the configuration, so every start may do what is meant for one start, even"
            + " after an accident; remove it, and give --"
            + option.substring("start.".length())
            + " when it is wanted");
  }

  /** Without what this start was given on the command line. */
  private static String[] ofEveryStart(List<String> arguments) {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--start.")) {
        left.add(argument);
      } else if (!argument.contains("=")) {
        i++;
      }
    }
    return left.toArray(String[]::new);
  }
}
