package io.rivulet.client;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.TopicConsumers;
import io.rivulet.client.topic.TopicException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * All models of a weights topic, kept up to date in this process. They answer as the job does.
 *
 * <pre>{@code
 * try (Models models = Models.follow(Map.of("bootstrap.servers", "localhost:9092"))) {
 *   models.ready(Duration.ofSeconds(30));
 *   double[] y = models.find("pump-7").orElseThrow().predict(0.5, -1.25, 3.0);
 *   System.out.println(y[0] + ", not older than " + models.staleness());
 * }
 * }</pre>
 *
 * <p>A separate thread reads the topic from the beginning and then follows it. For each model, the
 * record with the highest incarnation, then version, is in effect, and the later one of two that
 * are equal. Tombstones remove their model. A record that cannot be read or fails its checksum
 * changes only {@link #broken}. A record of a learner that is not in this build is kept but refuses
 * to predict; unknown members are skipped.
 *
 * <p>Instances may be used by any number of threads: every method except {@link #ready} and {@link
 * #close} returns at once, takes no lock, and sees each model whole. A thread that has seen one
 * version of a model never sees an older one, unless the model was deleted in between. The memory
 * is that of the records, and twice that for models that were asked.
 *
 * <p>The reader belongs to no consumer group and commits nothing: a program that starts again reads
 * the topic again. While the brokers do not answer, models stay as they are, {@link #staleness}
 * grows and {@link #failure} gives the reason; reading resumes without further calls.
 */
public final class Models implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final String topic;
  private final ModelTable table = new ModelTable();
  private final EndWatch ends;
  private final Follower follower;
  private final Thread thread;
  private final List<Consumer<? super ModelUpdate>> listeners = new CopyOnWriteArrayList<>();

  private Models(ClusterAccess access, FollowOptions options) {
    this.topic = options.prefix() + "weights";
    this.ends = new EndWatch(System::nanoTime, options.endsEvery());
    KafkaConsumer<byte[], byte[]> consumer =
        TopicConsumers.consumer(access, topic, options.committedOnly(), properties(options));
    this.follower = new Follower(access, topic, consumer, options.models(), ends, this::accept);
    this.thread = new Thread(follower, "models of " + topic);
    thread.setDaemon(true);
  }

  /**
   * Properties of the consumer. A broker answers one question of a connection at a time, so the
   * answer where a topic ends arrives only after the previous fetch has waited for records in vain.
   */
  private static Map<String, String> properties(FollowOptions options) {
    long wait = Math.min(500, Math.max(1, options.endsEvery().toMillis() / 2));
    return Map.of(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        String.valueOf(wait),
        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
        "60000");
  }

  /**
   * Follows all models, with the names and times of {@link FollowOptions#DEFAULT}.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and those that security
   *     needs
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Models follow(Map<String, ?> client) {
    return follow(client, FollowOptions.DEFAULT);
  }

  /**
   * Follows models.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and those that security
   *     needs
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Models follow(Map<String, ?> client, FollowOptions options) {
    Models models = new Models(ClusterAccess.of(client, options.timeout()), options);
    models.thread.start();
    return models;
  }

  /**
   * Waits until the end of the topic has been reached once, so that everything that was published
   * before {@link #follow} is in effect.
   *
   * @throws TopicException when this takes longer, with the reason if there is one, or when this
   *     object is closed or the thread is interrupted
   */
  public void ready(Duration patience) {
    try {
      follower.caughtUp().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw follower.failure().orElseGet(() -> late(patience));
    } catch (ExecutionException e) {
      throw new TopicException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted while topic " + topic + " was read", e);
    }
  }

  private TopicException late(Duration patience) {
    return new TopicException(
        "topic "
            + topic
            + " was not read to its end within "
            + patience.toMillis()
            + " ms; it has "
            + table.models().size()
            + " models so far: allow more time, or follow fewer models",
        null);
  }

  /** The model as it is now; empty when nothing is published under this id, or it was deleted. */
  public Optional<PublishedModel> find(String id) {
    return Optional.ofNullable(table.models().get(id));
  }

  /** The ids of all models at this moment, in order; a copy. */
  public SortedSet<String> ids() {
    return new TreeSet<>(table.models().keySet());
  }

  /**
   * Passes every update from now on to a listener, one at a time and after it took effect. The
   * listener runs on the thread that reads the topic: while it works, nothing else arrives. An
   * exception of the listener goes to that thread's handler of uncaught exceptions, and the
   * following continues.
   *
   * <p>To miss nothing, register first and then look at {@link #ids}.
   *
   * @return a handle that removes the listener
   */
  public Runnable onUpdate(Consumer<? super ModelUpdate> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * The greatest possible age of the models here: every record that was committed to the topic
   * longer ago than this is in effect. It is the age of the last moment at which the follower asked
   * the brokers where all partitions end and has since read up to there, or of the start as long as
   * there is no such moment. With nothing new in the topic it stays below twice {@link
   * FollowOptions#endsEvery} and a fifth of a second; it grows while a long stretch is read, while
   * a transaction is open in front of a record, and while brokers do not answer.
   */
  public Duration staleness() {
    return ends.staleness();
  }

  /**
   * The number of records that were published and never arrived, over all models: the number of
   * times that {@code previous} named a later version than the one in effect. Gaps before the first
   * record of a model, which compaction leaves, do not count. After a gap the model is right
   * nevertheless, because records are complete.
   */
  public long missed() {
    return table.missed();
  }

  /** The fault of the last record of a model, by its id, until a sound record follows; a copy. */
  public Map<String, String> broken() {
    return Map.copyOf(table.broken());
  }

  /** The reason why the topic cannot be read at the moment; empty when it can be read. */
  public Optional<TopicException> failure() {
    return follower.failure();
  }

  /** Ends the following; models that were found continue to answer. */
  @Override
  public void close() {
    follower.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(PublishedWeights published) {
    table.accept(published).ifPresent(this::tell);
  }

  private void tell(ModelUpdate update) {
    for (Consumer<? super ModelUpdate> listener : listeners) {
      try {
        listener.accept(update);
      } catch (RuntimeException e) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}
