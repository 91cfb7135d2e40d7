package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.record.Glob;
import io.rivulet.wire.ModelId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * The models that a command line names.
 *
 * @param arguments ids of models, or patterns, which have a {@code *}
 */
record CommandedModels(List<String> arguments) {

  private static boolean isPattern(String argument) {
    return argument.indexOf('*') >= 0;
  }

  /** Whether exactly one model is named, by its id. */
  boolean isOneId() {
    return arguments.size() == 1 && !isPattern(arguments.get(0));
  }

  /** Refuses what is neither an id nor a pattern. */
  void requireSound() {
    for (String argument : arguments) {
      String id = argument.replace('*', '-');
      if (!ModelId.valid(id)) {
        throw Failure.refused(ModelId.fault(argument, null));
      }
    }
  }

  /**
   * The ids in the order of the arguments, each once; those of a pattern in their own order.
   *
   * @param known the ids among which patterns choose; asked only when there is a pattern
   * @param place where these ids come from, for the message
   */
  Set<String> among(Supplier<SortedSet<String>> known, String place) {
    SortedSet<String> ids =
        arguments.stream().anyMatch(CommandedModels::isPattern) ? known.get() : null;
    Set<String> models = new LinkedHashSet<>();
    for (String argument : arguments) {
      models.addAll(isPattern(argument) ? matching(argument, ids, place) : List.of(argument));
    }
    return models;
  }

  private static List<String> matching(String pattern, SortedSet<String> ids, String place) {
    Glob glob = new Glob(pattern);
    List<String> found = ids.stream().filter(glob::matches).toList();
    if (found.isEmpty()) {
      throw Failure.failed(
          "no model in " + place + " matches '" + TextTable.printable(pattern) + "'");
    }
    return found;
  }
}
