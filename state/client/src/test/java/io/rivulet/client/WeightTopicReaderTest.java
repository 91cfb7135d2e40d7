package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A reader that its owner asks for the next records of a real topic. */
final class WeightTopicReaderTest extends ClientTest {

  private static final long NONE = WeightRecord.NONE;

  @Test
  void readToEnd_topicOfSeveralPartitions_thenPollGoesOn() {
    publish(Weights.record("a", 1, 1, NONE, 0.5), Weights.record("b", 1, 1, NONE, 0.5));
    List<PublishedWeights> seen = new ArrayList<>();
    try (WeightTopicReader reader = reader(prefix())) {
      reader.readToEnd(seen::add, (done, total) -> {});
      publish(Weights.record("a", 1, 2, 1, 0.5));
      List<PublishedWeights> next = poll(reader);
      reader.seekToEnd();
      publish(Weights.record("b", 1, 2, 1, 0.5));

      assertThat(seen).extracting(PublishedWeights::model).containsExactlyInAnyOrder("a", "b");
      assertThat(next).extracting(each -> each.record().version()).containsExactly(2L);
      assertThat(poll(reader)).extracting(PublishedWeights::model).containsExactly("b");
      reader.seekToBeginning();
      assertThat(poll(reader)).isNotEmpty();
    }
  }

  @Test
  void readToEnd_recordWithoutKey_isLeftOut() throws Exception {
    byte[] stranger = Weights.json(Weights.record("stranger", 1, 1, NONE, 0.5));
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>(prefix() + "weights", stranger)).get();
    }
    publish(Weights.record("a", 1, 1, NONE, 0.5));
    List<PublishedWeights> seen = new ArrayList<>();
    try (WeightTopicReader reader = reader(prefix())) {
      reader.readToEnd(seen::add, (done, total) -> {});
    }

    assertThat(seen).extracting(PublishedWeights::model).containsExactly("a");
  }

  @Test
  void ofAll_noTopic_fails() {
    assertThatThrownBy(() -> reader("nowhere.")).isInstanceOf(TopicException.class);
  }

  private static WeightTopicReader reader(String prefix) {
    return WeightTopicReader.ofAll(
        ClusterAccess.of(client(), ClusterAccess.DEFAULT_TIMEOUT), prefix + "weights");
  }

  private static List<PublishedWeights> poll(WeightTopicReader reader) {
    List<PublishedWeights> records = reader.poll(PATIENCE);
    return records.isEmpty() ? reader.poll(PATIENCE) : records;
  }
}
