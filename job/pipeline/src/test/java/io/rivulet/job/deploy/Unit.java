package io.rivulet.job.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A systemd unit of {@code standalone/}.
 *
 * @param settings of all sections, each with its values in order
 */
record Unit(String file, Map<String, List<String>> settings) {

  static List<Unit> all() throws IOException {
    List<Unit> units = new ArrayList<>();
    for (String name : DeployFiles.names()) {
      if (name.endsWith(".service")) {
        units.add(parse(name));
      }
    }
    return units;
  }

  private static Unit parse(String name) throws IOException {
    Map<String, List<String>> settings = new TreeMap<>();
    DeployFiles.text(name)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> line.matches("[A-Z]\\w+=.*"))
        .forEach(
            line ->
                settings
                    .computeIfAbsent(line.replaceFirst("=.*", ""), key -> new ArrayList<>())
                    .add(line.replaceFirst("[^=]*=", "")));
    return new Unit(name.substring(name.lastIndexOf('/') + 1), settings);
  }

  /** The only value of a setting. */
  String one(String setting) {
    List<String> values = settings.getOrDefault(setting, List.of());
    if (values.size() != 1) {
      throw new AssertionError(file + " has " + setting + " " + values.size() + " times");
    }
    return values.get(0);
  }

  List<String> command() {
    return List.of(one("ExecStart").split(" +", -1));
  }

  /** Where the unit may write, its logs left out: systemd makes their directory. */
  List<String> directories() {
    return List.of(one("ReadWritePaths").split(" ", -1));
  }

  /** The files in {@code /etc} that its command reads. */
  List<String> configurations() {
    return Stream.of(one("ExecStart").split(" +", -1))
        .filter(word -> word.startsWith("/etc/"))
        .toList();
  }
}
