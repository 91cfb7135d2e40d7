package io.rivulet.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A job that was submitted to the local platform, with what it takes to go on with it.
 *
 * @param group of its Kafka consumers; two jobs of one group are one after the other
 * @param configuration its YAML file, null when another program submitted it
 * @param arguments further arguments of its main
 * @param flinkOptions settings of Flink, those that hold secrets without their values
 * @param from path of the state that it went on from, null when it began without
 * @param savepoint with which 'down' stopped it, null when it did not
 */
public record NotedJob(
    String id,
    String name,
    String group,
    String configuration,
    List<String> arguments,
    Map<String, String> flinkOptions,
    String from,
    String savepoint) {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|key|credential|jaas|auth|header).*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  public NotedJob {
    arguments = withoutStart(arguments);
    flinkOptions =
        flinkOptions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> SECRET.matcher(each.getKey()).matches() ? "***" : each.getValue(),
                    (first, second) -> second,
                    TreeMap::new));
  }

  /** Without {@code --start.fresh true} and the like, which are meant for one start. */
  private static List<String> withoutStart(List<String> arguments) {
    List<String> kept = new ArrayList<>();
    boolean value = false;
    for (String each : arguments) {
      boolean option = each.startsWith("--start.");
      if (!option && !(value && !each.startsWith("--"))) {
        kept.add(each);
      }
      value = option && !each.contains("=");
    }
    return List.copyOf(kept);
  }

  /** One of which only Flink knows. */
  static NotedJob unknown(String id, String name) {
    return new NotedJob(id, name, name, null, List.of(), Map.of(), null, null);
  }

  NotedJob withSavepoint(String path) {
    return new NotedJob(id, name, group, configuration, arguments, flinkOptions, from, path);
  }

  /** A command line that submits it again, for a shell. */
  String commandLine(List<String> command, List<String> whichPlatform) {
    List<String> words = new ArrayList<>(List.of("rivulet"));
    words.addAll(command);
    words.addAll(List.of("--config", configuration == null ? "FILE" : configuration));
    words.addAll(whichPlatform);
    flinkOptions.forEach((key, value) -> words.add("-D" + key + "=" + value));
    if (!arguments.isEmpty()) {
      words.add("--");
      words.addAll(arguments);
    }
    return words.stream().map(NotedJob::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Where its own options tell Flink to write checkpoints and savepoints. */
  List<String> directories() {
    return flinkOptions.entrySet().stream()
        .filter(each -> each.getKey().matches("(execution|state)\\..*(savepoint-dir|s?\\.dir)"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether a later job goes on where this one ended. */
  boolean isFollowedBy(NotedJob later) {
    return group.equals(later.group) || (later.from != null && wrote(later.from));
  }

  private boolean wrote(String state) {
    return state.equals(savepoint) || state.contains("/" + id + "/");
  }
}
