package io.rivulet.client;

import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.client.topic.TopicException;
import io.rivulet.wire.ModelId;
import java.util.Map;

/** What senders of samples have in common, in whatever form they send them. */
abstract sealed class SampleSender implements AutoCloseable permits Samples, RawSamples {

  final SampleProducer producer;

  /**
   * Connects to the samples topic.
   *
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  SampleSender(Map<String, ?> client, String prefix) {
    ClusterAccess access = ClusterAccess.of(client, ClusterAccess.DEFAULT_TIMEOUT);
    this.producer = new SampleProducer(access, prefix + "samples");
  }

  /**
   * Checks the id of a model.
   *
   * @throws IllegalArgumentException when it is not one that a model can have
   */
  static void requireModelId(String model) {
    if (!ModelId.valid(model)) {
      throw new IllegalArgumentException(ModelId.fault(model, null));
    }
  }

  /**
   * Waits until the cluster has acknowledged every sample that was sent before.
   *
   * @throws TopicException when it did not accept a sample
   */
  public final void flush() {
    producer.flush();
  }

  /** How many samples the cluster has acknowledged by now. */
  public final long acknowledged() {
    return producer.acknowledged();
  }

  /** Waits for samples under way as {@link #flush} does, then disconnects. */
  @Override
  public final void close() {
    try {
      producer.flush();
    } finally {
      producer.close();
    }
  }
}
