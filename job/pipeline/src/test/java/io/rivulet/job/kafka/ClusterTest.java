package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.TopicAdmin.TopicOutcome;
import io.rivulet.testing.Loopback;
import io.rivulet.testing.OneBroker;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a real broker; each test has topics of its own. */
@ExtendWith(OneBroker.class)
abstract class ClusterTest {

  static final Duration TIMEOUT = Duration.ofSeconds(30);

  static TestBroker broker;

  static Admin admin;

  String prefix;

  @BeforeAll
  static void keepBroker(TestBroker started) {
    broker = started;
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void closeAdmin() {
    admin.close();
  }

  @BeforeEach
  final void nameTopics(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
  }

  static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(Finding::isError).toList();
  }

  static List<TopicOutcome> create(JobConfiguration configuration, int partitions) {
    return TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), partitions, 1),
        TIMEOUT);
  }

  final List<NewTopic> planned(int partitions) {
    JobConfiguration configuration = configuration();
    return TopicPlan.of(configuration.topics(), configuration.limits(), partitions, 1)
        .topics()
        .stream()
        .map(PlannedTopic::toNewTopic)
        .toList();
  }

  final JobConfiguration configuration(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix));
    args.addAll(Arrays.asList(more));
    return JobConfiguration.read(args.toArray(String[]::new));
  }

  static JobConfiguration nowhere() throws IOException {
    return JobConfiguration.read("--kafka.bootstrap.servers", Loopback.freeAddress());
  }
}
