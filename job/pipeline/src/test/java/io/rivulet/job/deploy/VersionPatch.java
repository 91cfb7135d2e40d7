package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command by which the page about Kubernetes adds a Flink version to the operator's definition.
 *
 * @param path from the root of the definition to the list, keys and indices
 */
record VersionPatch(List<Object> path, String version) {

  private static final Pattern ROOT = Pattern.compile("schema=(/\\S+)\n");
  private static final Pattern ADDED =
      Pattern.compile("'\\$schema'(/\\S+)/-\", \"value\": \"(\\w+)\"");

  static VersionPatch ofThePage() throws IOException {
    Matcher added = shown(ADDED);
    List<Object> path = new ArrayList<>();
    for (String step : (shown(ROOT).group(1) + added.group(1)).substring(1).split("/", -1)) {
      path.add(step.matches("\\d+") ? (Object) Integer.valueOf(step) : step);
    }
    return new VersionPatch(path, added.group(2));
  }

  private static Matcher shown(Pattern part) throws IOException {
    Matcher shown = part.matcher(DeployFiles.text("kubernetes/README.md"));
    if (!shown.find()) {
      throw new AssertionError("the page about Kubernetes does not show " + part);
    }
    return shown;
  }

  /** Adds the version to the list in a parsed definition, where it is missing. */
  @SuppressWarnings("unchecked")
  void apply(Map<String, Object> definition) {
    List<Object> versions = (List<Object>) at(definition, path.toArray());
    if (!versions.contains(version)) {
      versions.add(version);
    }
  }
}
