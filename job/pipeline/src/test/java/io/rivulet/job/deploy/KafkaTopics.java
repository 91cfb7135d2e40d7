package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.texts;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The topics that each way to deploy makes, by name with their settings. */
final class KafkaTopics {

  private static final Pattern CREATED = Pattern.compile("--topic (\\S+)((?: --config \\S+)+)");
  private static final Pattern SETTING = Pattern.compile("--config ([^=]+)=(\\S+)");

  private KafkaTopics() {}

  static Map<String, Map<String, String>> ofKubernetes() throws IOException {
    Map<String, Map<String, String>> topics = new TreeMap<>();
    for (Map<String, Object> topic : DeployFiles.yaml("kubernetes/topics.yaml")) {
      topics.put(String.valueOf(at(topic, "metadata", "name")), texts(at(topic, "spec", "config")));
    }
    return topics;
  }

  static Map<String, Map<String, String>> ofCompose() throws IOException {
    return CREATED
        .matcher(String.valueOf(at(DeployFiles.service("topics"), "command", 0)))
        .results()
        .collect(Collectors.toMap(line -> line.group(1), line -> settings(line.group(2))));
  }

  private static Map<String, String> settings(String options) {
    return SETTING
        .matcher(options)
        .results()
        .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2)));
  }
}
