package io.rivulet.cli.model;

import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.ExportedState;
import io.rivulet.wire.control.ExportedStateJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Watches for exported states, from the moment at which it is opened. */
final class ExportWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader reader;

  ExportWatch(ClusterAccess access, String topic) {
    reader = TopicReader.ofAll(access, topic);
    try {
      reader.seekToEnd();
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * The states of the exports that were completed, as they were published, by model: a state has
   * the incarnation and the version of its acknowledgement.
   *
   * @return fewer than were completed when the time is over
   */
  Map<String, byte[]> await(List<Ack> acks, Deadline deadline) {
    Map<String, Ack> awaited = new TreeMap<>();
    acks.stream()
        .filter(ack -> ack.status() == AckStatus.COMPLETED)
        .forEach(ack -> awaited.put(ack.model(), ack));
    Map<String, byte[]> found = new TreeMap<>();
    try (PatientProgress progress = new PatientProgress("waiting for exported states")) {
      while (found.size() < awaited.size() && !deadline.isOver()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(deadline.atMost(POLL))) {
          take(record.value(), awaited, found);
        }
        progress.advanceTo(found.size(), awaited.size());
      }
    }
    return found;
  }

  private static void take(byte[] value, Map<String, Ack> awaited, Map<String, byte[]> found) {
    try {
      ExportedState state = value == null ? null : ExportedStateJson.read(value);
      if (state != null && answers(awaited.get(state.model()), state)) {
        found.put(state.model(), value);
      }
    } catch (IllegalArgumentException ofAnotherProgram) {
      // what is not an exported state answers no command
    }
  }

  private static boolean answers(Ack ack, ExportedState state) {
    return ack != null
        && ack.incarnation() == state.incarnation()
        && ack.version() == state.version();
  }

  @Override
  public void close() {
    reader.close();
  }
}
