package io.rivulet.benchmark.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.benchmark.results.RowJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The job itself, submitted by {@code rivulet submit}.
 *
 * @param spec of every model
 * @param options of the job, {@code --name} and value by turns
 */
record RivuletRun(LocalLine line, String label, String spec, List<String> options)
    implements LineJob {

  @Override
  public String submit(LineTopics topics, String group, Map<String, String> flink) {
    List<String> words = new ArrayList<>(List.of("submit", "--json"));
    words.addAll(List.of("--dir", line.directory().toString()));
    words.addAll(List.of("--config", configuration(topics, group).toString()));
    flink.forEach((key, value) -> words.add("-D" + key + "=" + value));
    words.add("--");
    words.addAll(options);
    String answer = line.checkout().rivulet(words.toArray(String[]::new));
    return LocalLine.json(answer).required("jobId").asText();
  }

  private Path configuration(LineTopics topics, String group) {
    ObjectNode file = RowJson.JSON.createObjectNode();
    file.putObject("kafka")
        .put("bootstrap.servers", line.bootstrapServers())
        .put("group.id", group);
    file.putObject("topics").put("prefix", topics.prefix());
    ObjectNode pattern = file.putArray("models").addObject().put("match", "*");
    pattern.set("spec", LocalLine.json(spec));
    Path path = line.directory().resolve("bench.yaml");
    try {
      Files.writeString(path, file.toString());
    } catch (IOException e) {
      throw new BenchException(path + " cannot be written: " + e, e);
    }
    return path;
  }
}
