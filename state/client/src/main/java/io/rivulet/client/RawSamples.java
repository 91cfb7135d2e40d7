package io.rivulet.client;

import io.rivulet.client.topic.TopicException;
import io.rivulet.record.Op;
import io.rivulet.record.SampleHeaders;
import io.rivulet.wire.raw.RawNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * A sender of samples as raw numbers, for a job with {@code format: raw}. It sends as {@link
 * Samples} does: each sample once, and those of a model in order. A sample is one dense x, in the
 * order of the spec's features, with its target.
 *
 * <pre>{@code
 * try (RawSamples samples = RawSamples.to(Map.of("bootstrap.servers", "localhost:9092"))) {
 *   samples.learn("pump-7", new double[] {0.5, -1.25, 3.0}, 2.5);
 *   samples.flush();
 * }
 * }</pre>
 */
public final class RawSamples extends SampleSender {

  private static final SampleHeaders LEARN =
      new SampleHeaders(null, utf8(Op.LEARN.label()), null, null);

  private RawSamples(Map<String, ?> client, String prefix) {
    super(client, prefix);
  }

  /**
   * Connects to the topic {@code rivulet.samples}.
   *
   * @param client properties of Kafka clients: {@code bootstrap.servers}, and those that security
   *     needs
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static RawSamples to(Map<String, ?> client) {
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
  public static RawSamples to(Map<String, ?> client, String prefix) {
    return new RawSamples(client, prefix);
  }

  /**
   * Sends numbers with their target for a model to learn. The record says so, or a model that takes
   * one number more than x and y have would answer them as a question.
   */
  public void learn(String model, double[] x, double... y) {
    send(model, LEARN, x, y);
  }

  /** Sends numbers with the number of their class, from 0, for a classifier to learn. */
  public void learnClass(String model, double[] x, int label) {
    send(model, LEARN, x, label);
  }

  /**
   * Asks a model; the answer arrives in the predictions topic.
   *
   * @param id the sample's name, which the answer carries
   */
  public void ask(String model, String id, double... x) {
    send(model, new SampleHeaders(utf8(id), utf8(Op.PREDICT.label()), null, null), x);
  }

  /**
   * Sends numbers with any headers. A faulty sample becomes a dead letter.
   *
   * @param x empty for a late target
   * @param y the target; empty for a question
   * @throws IllegalArgumentException when the id is not one that a model can have
   */
  public void send(String model, SampleHeaders headers, double[] x, double... y) {
    requireModelId(model);
    Future<?> unused = producer.send(utf8(model), RawNumbers.write(x, y), headers);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
