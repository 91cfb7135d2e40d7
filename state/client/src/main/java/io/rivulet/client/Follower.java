package io.rivulet.client;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicException;
import io.rivulet.client.topic.WholeWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The task that reads every partition of the weights topic from its beginning until it is closed.
 * Whatever fails is tried again.
 */
final class Follower implements Runnable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ClusterAccess access;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Predicate<String> wanted;
  private final EndWatch ends;
  private final Consumer<PublishedWeights> each;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final WholeWeights versions = new WholeWeights();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile TopicException failure;

  /**
   * @param consumer belongs to this follower from now on
   * @param each receives the versions of wanted models, whole
   */
  Follower(
      ClusterAccess access,
      String topic,
      KafkaConsumer<byte[], byte[]> consumer,
      Predicate<String> wanted,
      EndWatch ends,
      Consumer<PublishedWeights> each) {
    this.access = access.within(ANSWER);
    this.topic = topic;
    this.consumer = consumer;
    this.wanted = wanted;
    this.ends = ends;
    this.each = each;
  }

  /**
   * A future that completes when the end of the topic is reached for the first time, and fails when
   * it never will be.
   */
  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  /** The reason why the topic cannot be read at the moment. */
  Optional<TopicException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Tells the thread to end soon. */
  void close() {
    closing.countDown();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      while (closing.getCount() > 0) {
        tryStep();
      }
      caughtUp.completeExceptionally(
          new TopicException("the models of " + topic + " are closed", null));
    } catch (WakeupException | InterruptException closed) {
      caughtUp.completeExceptionally(
          new TopicException("the models of " + topic + " are closed", closed));
    } catch (RuntimeException | Error e) {
      failure = new TopicException("topic " + topic + " is no longer followed: " + e, e);
      caughtUp.completeExceptionally(failure);
      throw e;
    }
  }

  private void tryStep() {
    try {
      step();
      failure = null;
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      failure = access.failure(topic, e);
      pause();
    }
  }

  private void step() {
    if (ends.due() || consumer.assignment().isEmpty()) {
      ends.ask();
      assignAll();
      ends.told(consumer.endOffsets(consumer.assignment(), access.timeout()));
    }
    consumer.poll(POLL).forEach(this::hand);
    if (ends.reached(consumer::position)) {
      caughtUp.complete(null);
    }
  }

  /** Assigns all partitions, including those that were added to the topic since. */
  private void assignAll() {
    List<TopicPartition> all =
        consumer.partitionsFor(topic, access.timeout()).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    List<TopicPartition> added = new ArrayList<>(all);
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null && wanted.test(WholeWeights.model(record))) {
      versions.accept(record).ifPresent(each);
    }
  }

  private void pause() {
    try {
      boolean unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
