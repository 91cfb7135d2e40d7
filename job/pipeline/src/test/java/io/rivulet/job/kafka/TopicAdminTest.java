package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.TopicAdmin.TopicOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics as the plan has them. */
final class TopicAdminTest extends ClusterTest {

  @Test
  void create_twice_createsOnceAndReportsBoth() {
    List<TopicOutcome> first = create(configuration(), 2);
    List<TopicOutcome> second = create(configuration(), 2);

    assertThat(first).hasSize(8).allMatch(TopicOutcome::created);
    assertThat(second).hasSize(8).noneMatch(TopicOutcome::created);
    assertThat(first.get(0).topic()).isEqualTo(prefix + "samples");
  }

  @Test
  void create_afterOneWasMade_createsTheOthers() {
    KafkaClients.await(admin.createTopics(planned(1).subList(1, 2)).all());

    List<TopicOutcome> outcomes = create(configuration(), 1);

    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.created())
        .containsExactly(new TopicOutcome(prefix + "weights", false));
  }

  @Test
  void create_moreReplicasThanBrokers_saysSo() {
    JobConfiguration configuration = configuration();
    TopicPlan plan = TopicPlan.of(configuration.topics(), configuration.limits(), 1, 3);

    assertThatThrownBy(() -> TopicAdmin.create(configuration.kafka(), plan, TIMEOUT))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining("fewer brokers than replicas");
  }

  @Test
  void create_nobodyThere_namesTheAddress() throws IOException {
    JobConfiguration nowhere = nowhere();
    TopicPlan plan = TopicPlan.of(nowhere.topics(), nowhere.limits(), 1, 1);

    assertThatThrownBy(() -> TopicAdmin.create(nowhere.kafka(), plan, Duration.ofMillis(500)))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining(nowhere.kafka().bootstrapServers())
        .hasMessageContaining("within 500ms");
  }
}
