package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Loopback;
import io.rivulet.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of a real topic. */
final class ModelsTest extends ClientTest {

  private static final long NONE = WeightRecord.NONE;

  @Test
  void ready_topicOfSeveralPartitions_hasEveryModel() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "pump-" + i).toList();
    publish(ids.stream().map(id -> Weights.record(id, 1, 1, NONE, 0.5)).toArray(this::records));
    publish(ids.stream().map(id -> Weights.record(id, 1, 2, 1, 0.75)).toArray(this::records));

    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);

      assertThat(ids.stream().map(id -> WeightTopicReader.partition(id, PARTITIONS)).distinct())
          .hasSize(PARTITIONS);
      assertThat(models.ids()).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(ids)
          .allSatisfy(
              id -> assertThat(models.find(id).orElseThrow().predict(2.0)).containsExactly(1.5));
      assertThat(models.missed()).isZero();
      assertThat(models.broken()).isEmpty();
      assertThat(models.failure()).isEmpty();
      assertThat(models.find("other")).isEmpty();
    }
  }

  @Test
  void ready_emptyTopic_isAtOnce() {
    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);

      assertThat(models.ids()).isEmpty();
    }
  }

  @Test
  void onUpdate_recordsThatCome_areToldInOrder() throws Exception {
    publish(Weights.record("m", 1, 1, NONE, 0.5));
    BlockingQueue<ModelUpdate> updates = new LinkedBlockingQueue<>();
    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);
      Runnable end = models.onUpdate(updates::add);
      WeightRecord lost = Weights.record("m", 1, 2, 1, 0.25);

      publish("m", Weights.corrupted(lost));
      publish(Weights.record("m", 1, 3, 2, 0.75));
      publish(Weights.record("m", 1, 2, 1, 0.25));
      publish("m", null);

      assertThat(next(updates).kind()).isEqualTo(ModelUpdate.Kind.BROKEN);
      ModelUpdate newer = next(updates);
      assertThat(newer.model().version()).isEqualTo(3);
      assertThat(newer.missed()).isTrue();
      assertThat(next(updates).kind()).isEqualTo(ModelUpdate.Kind.DELETED);
      assertThat(models.find("m")).isEmpty();
      assertThat(newer.model().predict(1)).containsExactly(0.75);
      end.run();
      publish(Weights.record("m", 2, 1, NONE, 0.5));
      await(() -> models.find("m").isPresent());
      assertThat(updates).isEmpty();
    }
  }

  @Test
  void onUpdate_listenerThatThrows_stopsNeitherOthersNorTheFollowing() throws Exception {
    BlockingQueue<ModelUpdate> updates = new LinkedBlockingQueue<>();
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try (Models models = Models.follow(client(), options())) {
      models.onUpdate(
          update -> {
            throw new IllegalStateException("planted");
          });
      models.onUpdate(updates::add);
      publish(Weights.record("m", 1, 1, NONE, 0.5), Weights.record("m", 1, 2, 1, 0.5));

      assertThat(next(updates).model().version()).isEqualTo(1);
      assertThat(next(updates).model().version()).isEqualTo(2);
      assertThat(uncaught)
          .hasSize(2)
          .first()
          .extracting(Throwable::getMessage)
          .isEqualTo("planted");
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void follow_prefixOfIds_keepsThoseOnly() {
    publish(
        Weights.record("pump-1", 1, 1, NONE, 0.5),
        Weights.record("fan-1", 1, 1, NONE, 0.5),
        Weights.record("pump-2", 1, 1, NONE, 0.5));

    try (Models models = Models.follow(client(), options().onlyBeginningWith("pump-"));
        Models seconds = Models.follow(client(), options().only(id -> id.endsWith("-2")))) {
      models.ready(PATIENCE);
      seconds.ready(PATIENCE);

      assertThat(models.ids()).containsExactly("pump-1", "pump-2");
      assertThat(seconds.ids()).containsExactly("pump-2");
    }
  }

  @Test
  void follow_again_findsWhatCameMeanwhile() {
    publish(Weights.record("a", 1, 1, NONE, 0.5), Weights.record("b", 1, 1, NONE, 0.5));
    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);
      assertThat(models.ids()).containsExactly("a", "b");
    }
    publish("a", null);
    publish(Weights.record("b", 1, 2, 1, 0.25));

    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);

      assertThat(models.ids()).containsExactly("b");
      assertThat(models.find("b").orElseThrow().version()).isEqualTo(2);
    }
  }

  @Test
  void follow_transactions_areSeenWhenCommittedUnlessUncommittedIsAsked() {
    Map<String, String> transactional = Map.of("transactional.id", prefix());
    try (KafkaProducer<byte[], byte[]> producer = producer(transactional)) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, Weights.record("aborted", 1, 1, NONE, 0.5));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, Weights.record("m", 1, 1, NONE, 0.5));
      producer.flush();
      try (Models models = Models.follow(client(), options());
          Models eager = Models.follow(client(), options().withUncommitted())) {
        models.ready(PATIENCE);
        await(() -> eager.find("m").isPresent());

        assertThat(models.ids()).isEmpty();
        producer.commitTransaction();
        await(() -> models.find("m").isPresent());
        assertThat(models.find("aborted")).isEmpty();
      }
    }
  }

  @Test
  void staleness_quietTopic_staysSmall() {
    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);
      Duration first = models.staleness();

      await(() -> models.staleness().compareTo(Duration.ofMillis(400)) < 0);
      assertThat(first).isLessThan(PATIENCE);
    }
  }

  @Test
  void staleness_brokerThatIsGone_growsAndModelsAnswer(@TempDir Path dir) throws Exception {
    TestBroker own = TestBroker.start(dir);
    createTopics(own, prefix());
    Map<String, String> client = Map.of("bootstrap.servers", own.bootstrapServers());
    try (Models models = Models.follow(client, options());
        KafkaProducer<byte[], byte[]> producer = producer(client)) {
      producer.send(of("m", Weights.json(Weights.record("m", 1, 1, NONE, 0.5)))).get();
      await(() -> models.find("m").isPresent());
      own.close();

      await(() -> models.staleness().compareTo(Duration.ofSeconds(3)) > 0);
      await(() -> models.failure().isPresent());
      assertThat(models.failure().orElseThrow()).hasMessageContaining("no broker answered at");
      assertThat(models.find("m").orElseThrow().predict(2)).containsExactly(1);
    }
  }

  @Test
  void follow_noTopic_saysSo() {
    assertThatThrownBy(() -> Models.follow(client(), options().withPrefix("nowhere.")))
        .isInstanceOf(TopicException.class)
        .hasMessage(
            "topic nowhere.weights does not exist; create it, or correct the prefix of the"
                + " topics");
  }

  @Test
  void follow_noBroker_saysSo() throws Exception {
    Map<String, String> nobody = Map.of("bootstrap.servers", Loopback.freeAddress());

    assertThatThrownBy(() -> Models.follow(nobody, options().withTimeout(Duration.ofMillis(300))))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining("no broker answered at 127.0.0.1:")
        .hasMessageContaining("within 300ms; start it, or correct bootstrap.servers");
  }

  @Test
  void close_whileOneWaits_endsTheWaiting() {
    Models models = Models.follow(client(), options());
    models.close();
    models.close();

    assertThat(models.ids()).isEmpty();
  }

  private static ModelUpdate next(BlockingQueue<ModelUpdate> updates) throws InterruptedException {
    return updates.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, WeightRecord record) {
    Future<?> unused = producer.send(of(record.model(), Weights.json(record)));
  }

  private WeightRecord[] records(int count) {
    return new WeightRecord[count];
  }
}
