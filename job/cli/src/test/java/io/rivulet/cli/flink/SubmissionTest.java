package io.rivulet.cli.flink;

import io.rivulet.cli.kafka.FlinkStandIn;
import io.rivulet.cli.kafka.KafkaCommandTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Asks {@code submit} and {@code doctor} about a job on a stand-in of Flink and a real broker. */
abstract class SubmissionTest extends KafkaCommandTest {

  static final String MODELS = "models: [{match: '*', spec: {learner: rls, dimension: 3}}]\n";

  @TempDir Path dir;

  final Run submit(FlinkStandIn flink, String yaml, String... more) throws IOException {
    return runOn(flink, "submit", yaml, more);
  }

  final Run doctor(FlinkStandIn flink, String yaml, String... more) throws IOException {
    return runOn(flink, "doctor", yaml, more);
  }

  /** The name of a file with this configuration and the broker and topics of this test. */
  final String configuration(String yaml) throws IOException {
    String named =
        "kafka.bootstrap.servers: \"%s\"\ntopics.prefix: %s\n"
            .formatted(bootstrapServers(), prefix());
    return Files.writeString(dir.resolve("job.yaml"), yaml + named).toString();
  }

  private Run runOn(FlinkStandIn flink, String command, String yaml, String... more)
      throws IOException {
    List<String> args =
        new ArrayList<>(List.of(command, "--config", configuration(yaml), "--rest", flink.rest()));
    args.addAll(Arrays.asList(more));
    return runBare(args.toArray(String[]::new));
  }
}
