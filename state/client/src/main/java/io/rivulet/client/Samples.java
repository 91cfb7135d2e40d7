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
 * A sender of samples. Each sample is sent once, and those of a model in order: the key is the
 * model's id, partitioned by murmur2 as it must be for every producer; sending is idempotent and
 * acknowledged by all replicas in sync.
 *
 * <pre>{@code
 * try (Samples samples = Samples.to(Map.of("bootstrap.servers", "localhost:9092"))) {
 *   samples.learn("pump-7", new double[] {0.5, -1.25, 3.0}, 2.5);
 *   samples.flush();
 * }
 * }</pre>
 *
 * <p>Methods return before the cluster has answered, unless a buffer is full. The first sample that
 * it does not accept ends the sending: every later call throws. Several threads may use an
 * instance; the order of a model's samples is then the order of the calls only if one thread sends
 * them.
 */
public final class Samples implements AutoCloseable {

  private final SampleProducer producer;

  private Samples(SampleProducer producer) {
    this.producer = producer;
  }

  /**
   * Connects to the topic {@code rivulet.samples}.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and those that security
   *     needs
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Samples to(Map<String, ?> client) {
    return to(client, FollowOptions.DEFAULT.prefix());
  }

  /**
   * Connects to the samples topic with another prefix.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and those that security
   *     needs
   * @param prefix the beginning of the name of every topic
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static Samples to(Map<String, ?> client, String prefix) {
    ClusterAccess access = ClusterAccess.of(client, ClusterAccess.DEFAULT_TIMEOUT);
    return new Samples(new SampleProducer(access, prefix + "samples"));
  }

  /** Sends numbers with their target for a model to learn. */
  public void learn(String model, double[] x, double... y) {
    send(
        model,
        json -> {
          writeNumbers("x", x, json);
          writeNumbers("y", y, json);
        });
  }

  /**
   * Sends values by name, as the model's features list them, with their target for a model to
   * learn.
   */
  public void learn(String model, Map<String, ?> x, double... y) {
    send(
        model,
        json -> {
          Asked.writeNamed("x", x, json);
          writeNumbers("y", y, json);
        });
  }

  /** Sends numbers with the number of their class, from 0, for a classifier to learn. */
  public void learnClass(String model, double[] x, int label) {
    send(
        model,
        json -> {
          writeNumbers("x", x, json);
          json.writeNumberField("label", label);
        });
  }

  /**
   * Asks a model; the answer arrives in the predictions topic.
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
   * Sends a sample as JSON, with any of its fields. A faulty sample becomes a dead letter.
   *
   * @param json in UTF-8; not copied
   * @throws IllegalArgumentException when the id is not one that a model can have
   */
  public void send(String model, byte[] json) {
    if (!ModelId.valid(model)) {
      throw new IllegalArgumentException(ModelId.fault(model, null));
    }
    producer.send(model, json);
  }

  /**
   * Waits until the cluster has acknowledged every sample that was sent before.
   *
   * @throws TopicException when it did not accept a sample
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
