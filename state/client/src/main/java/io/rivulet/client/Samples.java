package io.rivulet.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.client.topic.TopicException;
import io.rivulet.record.Op;
import io.rivulet.wire.ModelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Sends samples, each once and those of a model in order: the key is the model's id, partitioned by
 * murmur2 as every producer must, idempotent, acknowledged by all replicas in sync.
 *
 * <pre>{@code
 * try (Samples samples = Samples.to(Map.of("bootstrap.servers", "localhost:9092"))) {
 *   samples.learn("pump-7", new double[] {0.5, -1.25, 3.0}, 2.5);
 *   samples.flush();
 * }
 * }</pre>
 *
 * <p>Methods return before the cluster has answered, unless a buffer is full. The first sample that
 * it does not take ends the sending: every later call throws. For several threads; then the order
 * of a model's samples is the order of the calls only if one thread sends them.
 */
public final class Samples implements AutoCloseable {

  private final SampleProducer producer;

  private Samples(SampleProducer producer) {
    this.producer = producer;
  }

  /**
   * Connects to topic {@code rivulet.samples}.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and what security needs
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Samples to(Map<String, ?> client) {
    return to(client, FollowOptions.DEFAULT.prefix());
  }

  /**
   * Connects to the samples topic of other topics.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and what security needs
   * @param prefix begins the name of every topic
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Samples to(Map<String, ?> client, String prefix) {
    ClusterAccess access = ClusterAccess.of(client, ClusterAccess.DEFAULT_TIMEOUT);
    return new Samples(new SampleProducer(access, prefix + "samples"));
  }

  /** Teaches a model numbers with their target. */
  public void learn(String model, double[] x, double... y) {
    send(
        model,
        json -> {
          writeNumbers("x", x, json);
          writeNumbers("y", y, json);
        });
  }

  /** Teaches a model values by name, as its features list them, with their target. */
  public void learn(String model, Map<String, ?> x, double... y) {
    send(
        model,
        json -> {
          Asked.writeNamed("x", x, json);
          writeNumbers("y", y, json);
        });
  }

  /** Teaches a classifier numbers with the number of their class, from 0. */
  public void learnClass(String model, double[] x, int label) {
    send(
        model,
        json -> {
          writeNumbers("x", x, json);
          json.writeNumberField("label", label);
        });
  }

  /**
   * Asks a model; the answer comes to the predictions topic.
   *
   * @param id the sample's name, which the answer carries
   */
  public void ask(String model, String id, double... x) {
    send(
        model,
        json -> {
          json.writeStringField("id", id);
          json.writeStringField("op", Op.PREDICT.label());
          writeNumbers("x", x, json);
        });
  }

  /**
   * Sends a sample as JSON, with any of its fields. What is wrong with it becomes a dead letter.
   *
   * @param json in UTF-8; not copied
   * @throws IllegalArgumentException when the id is none that a model can have
   */
  public void send(String model, byte[] json) {
    if (!ModelId.valid(model)) {
      throw new IllegalArgumentException(ModelId.fault(model, null));
    }
    producer.send(model, json);
  }

  /**
   * Returns when the cluster has acknowledged every sample that was sent before.
   *
   * @throws TopicException when it did not take one
   */
  public void flush() {
    producer.flush();
  }

  /** How many samples the cluster has acknowledged by now. */
  public long acknowledged() {
    return producer.acknowledged();
  }

  /** Waits for samples under way as {@link #flush} does, then disconnects. */
  @Override
  public void close() {
    try {
      producer.flush();
    } finally {
      producer.close();
    }
  }

  private static void writeNumbers(String field, double[] numbers, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    json.writeArray(numbers, 0, numbers.length);
  }

  private void send(String model, Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Asked.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    send(model, bytes.toByteArray());
  }

  /** Writes the members of a sample. */
  private interface Members {

    void write(JsonGenerator json) throws IOException;
  }
}
