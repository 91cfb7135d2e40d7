package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.map;
import static io.rivulet.job.deploy.DeployFiles.texts;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;

/** The Flink settings of each way to deploy, flat. */
final class FlinkSettings {

  private FlinkSettings() {}

  static Map<String, String> standalone() {
    return GlobalConfiguration.loadConfiguration(DeployFiles.path("standalone").toString()).toMap();
  }

  /** With the memory that the operator passes on. */
  static Map<String, String> kubernetes() throws IOException {
    Map<String, Object> spec = map(DeployFiles.flinkDeployment().get("spec"));
    Map<String, String> settings = texts(spec.get("flinkConfiguration"));
    settings.put(
        TaskManagerOptions.TOTAL_PROCESS_MEMORY.key(),
        String.valueOf(at(spec, "taskManager", "resource", "memory")));
    return settings;
  }

  /** As the image's entry point reads them: without any white space, up to the first colon. */
  static Map<String, String> compose() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    String properties =
        (String) at(DeployFiles.service("jobmanager"), "environment", "FLINK_PROPERTIES");
    properties
        .replace("${RIVULET_FLINK:-}", "")
        .lines()
        .map(line -> line.replaceAll("\\s", ""))
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              settings.put(line.substring(0, colon), line.substring(colon + 1));
            });
    return settings;
  }
}
