package io.rivulet.cli.model;

import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.control.Ack;
import io.rivulet.control.Command;
import io.rivulet.wire.control.AckJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Watches for acknowledgements, from the moment at which it is opened. */
final class AckWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader reader;

  AckWatch(ClusterAccess access, String topic) {
    reader = TopicReader.ofAll(access, topic);
    try {
      reader.seekToEnd();
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * The first acknowledgement of each command, in the order of the commands.
   *
   * @return fewer than the commands when the time is over
   */
  List<Ack> await(Collection<Command> commands, Deadline deadline) {
    Set<Answer> awaited = new HashSet<>();
    commands.forEach(command -> awaited.add(Answer.to(command)));
    Map<Answer, Ack> found = new HashMap<>();
    try (PatientProgress progress = new PatientProgress("waiting for acknowledgements")) {
      while (found.size() < awaited.size() && !deadline.isOver()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(deadline.atMost(POLL))) {
          take(record.value(), awaited, found);
        }
        progress.advanceTo(found.size(), awaited.size());
      }
    }
    List<Ack> acks = new ArrayList<>();
    commands.stream().map(Answer::to).filter(found::containsKey).map(found::get).forEach(acks::add);
    return acks;
  }

  private static void take(byte[] value, Set<Answer> awaited, Map<Answer, Ack> found) {
    try {
      Ack ack = value == null ? null : AckJson.read(value);
      if (ack != null && awaited.contains(Answer.of(ack))) {
        found.putIfAbsent(Answer.of(ack), ack);
      }
    } catch (IllegalArgumentException ofAnotherProgram) {
      // what is not an acknowledgement answers no command
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  /** What an acknowledgement answers. */
  private record Answer(String model, String commandId) {

    static Answer to(Command command) {
      return new Answer(command.model(), command.commandId());
    }

    static Answer of(Ack ack) {
      return new Answer(ack.model(), ack.commandId());
    }
  }
}
