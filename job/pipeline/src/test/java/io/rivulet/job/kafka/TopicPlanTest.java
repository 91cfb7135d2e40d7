package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.config.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

final class TopicPlanTest {

  private static final TopicNames NAMES = new TopicNames("p.");
  private static final LimitSettings LIMITS = new LimitSettings(1 << 20, 10, 1 << 20);

  @Test
  void of_names_plansEachTopicWithItsPolicy() {
    Map<String, String> policies =
        TopicPlan.of(NAMES, LIMITS, 4, 3).topics().stream()
            .collect(Collectors.toMap(PlannedTopic::name, PlannedTopic::cleanupPolicy));

    assertThat(policies)
        .isEqualTo(
            Map.of(
                "p.samples", "delete",
                "p.weights", "compact",
                "p.predictions", "delete",
                "p.control", "delete",
                "p.control-acks", "delete",
                "p.states", "compact",
                "p.dead-letter", "delete",
                "p.metrics", "delete"));
  }

  @Test
  void of_sizes_areThoseOfEachTopic() {
    List<PlannedTopic> topics = TopicPlan.of(NAMES, LIMITS, 4, 3).topics();

    assertThat(topics).allMatch(topic -> topic.partitions() == 4 && topic.replication() == 3);
  }

  @Test
  void of_weightsAndDeadLetters_keepWhatReadersNeed() {
    Map<String, PlannedTopic> topics =
        TopicPlan.of(NAMES, LIMITS, 1, 1).topics().stream()
            .collect(Collectors.toMap(PlannedTopic::name, Function.identity()));

    assertThat(topics.get("p.weights").configs()).containsEntry("min.compaction.lag.ms", "3600000");
    assertThat(topics.get("p.dead-letter").configs())
        .containsEntry("max.message.bytes", String.valueOf((1 << 20) + (64 << 10)));
  }

  @Test
  void of_largerRecords_areTakenByTheTopicsOfSamplesWeightsAndPredictions() {
    Set<String> names = Set.of("p.samples", "p.weights", "p.predictions", "p.dead-letter");
    LimitSettings larger = new LimitSettings(64 << 20, 10, 1 << 20);

    assertThat(TopicPlan.of(NAMES, larger, 1, 1).topics())
        .filteredOn(topic -> names.contains(topic.name()))
        .hasSize(4)
        .extracting(topic -> topic.configs().get("max.message.bytes"))
        .containsOnly(String.valueOf((64 << 20) + (64 << 10)));
    assertThat(TopicPlan.of(NAMES, LIMITS, 1, 1).topics())
        .filteredOn(topic -> Set.of("p.samples", "p.weights").contains(topic.name()))
        .noneMatch(topic -> topic.configs().containsKey("max.message.bytes"));
  }

  @Test
  void of_topicsThatCarryStates_takeRecordsOf24MiBWhateverTheLimits() {
    for (LimitSettings limits : List.of(LIMITS, new LimitSettings(64 << 20, 10, 64 << 20))) {
      assertThat(TopicPlan.of(NAMES, limits, 1, 1).topics())
          .filteredOn(topic -> Set.of("p.control", "p.states").contains(topic.name()))
          .hasSize(2)
          .allMatch(
              topic ->
                  topic
                      .configs()
                      .get("max.message.bytes")
                      .equals(String.valueOf((24 << 20) + (64 << 10))));
    }
  }

  @Test
  void of_topics_areReadOrWritten() {
    assertThat(TopicPlan.of(NAMES, LIMITS, 1, 1).topics())
        .filteredOn(topic -> topic.access() == AclOperation.READ)
        .extracting(PlannedTopic::name)
        .containsExactly("p.samples", "p.control");
    assertThat(TopicPlan.of(NAMES, LIMITS, 1, 1).topics())
        .extracting(PlannedTopic::access)
        .containsOnly(AclOperation.READ, AclOperation.WRITE);
  }

  @Test
  void of_sizesOutOfRange_areRefused() {
    assertThatThrownBy(() -> TopicPlan.of(NAMES, LIMITS, 0, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("partitions must be 1 or more, got 0");
    assertThatThrownBy(() -> TopicPlan.of(NAMES, LIMITS, 1, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("replication must be 1 or more");
    assertThat(TopicPlan.of(NAMES, LIMITS, 1, -1).topics()).hasSize(8);
  }
}
