package io.rivulet.cli.flink;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rivulet.cli.console.TextTable;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.ModelPattern;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configuration of a job that is submitted, as the command line read it.
 *
 * @param start the position at which a job without a savepoint begins to read
 * @param savepoint the path of the state from which the job goes on, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadConfiguration(
    String name,
    String config,
    String bootstrapServers,
    String groupId,
    String topicsPrefix,
    List<Pattern> models,
    String delivery,
    String start,
    String savepoint) {

  private static final int MOST_PATTERNS = 8;

  static ReadConfiguration of(Path file, JobConfiguration read, Optional<String> savepoint) {
    Map<String, String> shown = read.shown();
    return new ReadConfiguration(
        read.name(),
        file.toAbsolutePath().normalize().toString(),
        read.kafka().bootstrapServers(),
        read.kafka().groupId(),
        read.topics().prefix(),
        read.models().patterns().stream().map(Pattern::of).toList(),
        shown.get("delivery"),
        shown.get("kafka.start"),
        savepoint.orElse(null));
  }

  /** One line for each thing. */
  void print(PrintWriter out) {
    line(out, "job", name + (name.equals(groupId) ? "" : ", group " + groupId));
    line(out, "config", config);
    line(out, "brokers", bootstrapServers);
    line(out, "topics", topicsPrefix + "samples to " + topicsPrefix + "weights");
    line(out, "models", patterns());
    line(out, "delivery", delivery);
    line(out, "start", savepoint == null ? start : "from " + savepoint);
    out.flush();
  }

  private static void line(PrintWriter out, String what, String value) {
    out.println("%-9s %s".formatted(what, TextTable.printable(value)));
  }

  private String patterns() {
    String first =
        models.stream()
            .limit(MOST_PATTERNS)
            .map(pattern -> "'" + pattern.match() + "' " + pattern.learner())
            .collect(Collectors.joining(", "));
    int more = models.size() - MOST_PATTERNS;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** Which learner takes the models whose id matches. */
  record Pattern(String match, String learner) {

    static Pattern of(ModelPattern<Map<String, Object>> pattern) {
      return new Pattern(pattern.match(), String.valueOf(pattern.spec().get("learner")));
    }
  }
}
