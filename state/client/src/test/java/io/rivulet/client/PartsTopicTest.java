package io.rivulet.client;

import static io.rivulet.record.WeightRecord.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.NewestWeights;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.part.PartKey;
import io.rivulet.wire.part.WeightParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Versions in parts on a real broker, by every way in which readers look for them. */
class PartsTopicTest extends ClientTest {

  private static final int LIMIT = 2048 + 300;
  private static final double[] WEIGHTS = new Random(3).doubles(40).toArray();

  private final WeightRecord first = Weights.record("big", "sgd", 1, 1, NONE, WEIGHTS);
  private final WeightRecord second = Weights.record("big", "sgd", 1, 2, 1, WEIGHTS);

  @Test
  void lastOf_newerVersionThatIsNotWhole_isTheLastWholeOne() {
    send(parts(first));
    send(parts(second).subList(0, 2));

    List<PublishedWeights> last = WeightTopicReader.lastOf(access(), prefix() + "weights", "big");

    assertThat(NewestWeights.of(last).of("big").orElseThrow().json())
        .isEqualTo(WeightRecordJson.write(first));
  }

  @Test
  void read_partsOfOneModelAmongOthers_areOneRecord() {
    send(parts(first));
    publish(Weights.record("small", 1, 1, NONE, 0.5));
    List<PublishedWeights> all = new ArrayList<>();
    List<PublishedWeights> one = new ArrayList<>();

    try (WeightTopicReader reader = WeightTopicReader.ofAll(access(), prefix() + "weights")) {
      reader.readToEnd(all::add, (done, total) -> {});
    }
    try (WeightTopicReader reader =
        WeightTopicReader.ofModel(access(), prefix() + "weights", "big")) {
      reader.readToEnd(one::add, (done, total) -> {});
    }

    assertThat(all).extracting(PublishedWeights::model).containsExactlyInAnyOrder("big", "small");
    assertThat(one)
        .singleElement()
        .satisfies(each -> assertThat(each.json()).isEqualTo(WeightRecordJson.write(first)));
  }

  @Test
  void follow_versionsInParts_takesEachWhenItIsWhole() {
    List<WeightRecord> parts = parts(second);
    send(parts(first));
    try (Models models = Models.follow(client(), options().only("big"::equals))) {
      await(() -> models.find("big").isPresent());
      send(parts.subList(0, 3));
      publish(Weights.record("big", 1, 1, NONE, 0.5));
      await(() -> models.find("big").orElseThrow().record().w().length == 1);
      send(parts.subList(3, parts.size()));
      await(() -> models.find("big").orElseThrow().version() == 2);

      assertThat(models.find("big").orElseThrow().record().w()).isEqualTo(WEIGHTS);
      assertThat(models.broken()).isEmpty();
      assertThat(models.missed()).isZero();
    }
  }

  private static List<WeightRecord> parts(WeightRecord record) {
    List<WeightRecord> parts = new ArrayList<>();
    new WeightParts(LIMIT).split(record, parts::add);
    assertThat(parts).hasSizeGreaterThan(3);
    return parts;
  }

  private void send(List<WeightRecord> parts) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (WeightRecord part : parts) {
        String key = new PartKey(part.model(), part.part().number()).text();
        Future<?> unused =
            producer.send(
                new ProducerRecord<>(
                    prefix() + "weights",
                    WeightTopicReader.partition(part.model(), PARTITIONS),
                    key.getBytes(StandardCharsets.UTF_8),
                    WeightRecordJson.write(part)));
      }
    }
  }

  private static ClusterAccess access() {
    return ClusterAccess.of(client(), ClusterAccess.DEFAULT_TIMEOUT);
  }
}
