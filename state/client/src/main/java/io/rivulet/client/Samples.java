package io.rivulet.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.client.topic.TopicException;
import io.rivulet.record.Op;
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
public final class Samples extends SampleSender {

  private Samples(Map<String, ?> client, String prefix) {
    super(client, prefix);
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
    return new Samples(client, prefix);
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
    requireModelId(model);
    producer.send(model, json);
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
