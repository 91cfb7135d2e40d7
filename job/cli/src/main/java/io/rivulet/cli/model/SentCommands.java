package io.rivulet.cli.model;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.job.config.TimeSpan;
import io.rivulet.job.config.TopicNames;
import io.rivulet.record.Shown;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.CommandJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Commands on their way to the job, and what comes back.
 *
 * @param id of the command line that sends them
 */
record SentCommands(ClusterAccess access, TopicNames topics, String id, SentReport report) {

  private static final String CHECK =
      "check with 'rivulet status' that the job runs, and that it reads these topics";

  /** The first names in quotes, followed by the number of the others. */
  static String list(Collection<String> names) {
    return Shown.list(names);
  }

  /** Sends without waiting for the job. */
  int only(List<Command> commands) {
    send(commands);
    report.sent(commands);
    return Exit.DONE;
  }

  /** Sends, and waits for the ends. */
  int andAwait(List<Command> commands, Duration patience) {
    try (AckWatch acks = new AckWatch(access, topics.controlAcks())) {
      send(commands);
      List<Ack> ends = acks.await(commands, Deadline.in(patience));
      int code = report.ended(ends);
      return warned(commands, ends, patience) ? Exit.FAILED : code;
    }
  }

  /** Sends exports, waits for the ends and then as long for the states, and writes what came. */
  int export(List<Command> commands, Duration patience, StateTarget target) {
    try (AckWatch acks = new AckWatch(access, topics.controlAcks());
        ExportWatch exports = new ExportWatch(access, topics.states())) {
      send(commands);
      List<Ack> ends = acks.await(commands, Deadline.in(patience));
      Map<String, byte[]> states = exports.await(ends, Deadline.in(patience));
      if (!states.isEmpty()) {
        target.write(states.values());
      }
      int code = report.ended(ends);
      boolean late = warned(commands, ends, patience);
      boolean whole = warned(commands, ends, states, target, patience);
      return late || !whole ? Exit.FAILED : code;
    }
  }

  private void send(List<Command> commands) {
    commands.forEach(SentCommands::requireRoom);
    try (SampleProducer producer = new SampleProducer(access, topics.control());
        PatientProgress progress = new PatientProgress("sending commands")) {
      long done = 0;
      for (Command command : commands) {
        producer.send(command.model(), CommandJson.write(command));
        progress.advanceTo(++done, commands.size());
      }
      producer.flush();
    }
  }

  private static void requireRoom(Command command) {
    int bytes = command.state() == null ? 0 : CommandJson.write(command).length;
    if (bytes > CommandDecoder.MAXIMUM_BYTES) {
      throw Failure.refused(
          "the %s of model '%s' would have %d bytes, a control record has at most %d"
              .formatted(
                  command.type().label(), command.model(), bytes, CommandDecoder.MAXIMUM_BYTES));
    }
  }

  /** Whether some commands were not acknowledged. */
  private boolean warned(List<Command> commands, List<Ack> ends, Duration patience) {
    Set<String> silent = new HashSet<>();
    commands.forEach(command -> silent.add(command.model()));
    ends.forEach(ack -> silent.remove(ack.model()));
    if (silent.isEmpty()) {
      return false;
    }
    List<String> models = commands.stream().map(Command::model).filter(silent::contains).toList();
    report.warn(
        "no acknowledgement for "
            + list(models)
            + " within "
            + TimeSpan.format(patience)
            + "; "
            + (commands.get(0).atVersion() == Command.AT_ONCE
                ? CHECK
                : "it comes when the model reaches version "
                    + commands.get(0).atVersion()
                    + "; if that should have happened, "
                    + CHECK)
            + "; to repeat the same command safely add --command-id "
            + id);
    return true;
  }

  /** Whether every export that ended well was written. */
  private boolean warned(
      List<Command> commands,
      List<Ack> ends,
      Map<String, byte[]> states,
      StateTarget target,
      Duration patience) {
    List<String> repeated = new ArrayList<>();
    List<String> late = new ArrayList<>();
    for (Ack ack : ends) {
      if (ack.status() == AckStatus.SKIPPED) {
        repeated.add(ack.model());
      } else if (ack.status() == AckStatus.COMPLETED && !states.containsKey(ack.model())) {
        late.add(ack.model());
      }
    }
    if (!repeated.isEmpty()) {
      report.warn(
          "the export of "
              + list(repeated)
              + " had been answered before, so that no state comes; export with a new command id");
    }
    if (!late.isEmpty()) {
      report.warn(
          "no state of "
              + list(late)
              + " came to topic "
              + topics.states()
              + " within "
              + TimeSpan.format(patience)
              + "; allow more with --wait");
    }
    if (states.size() < commands.size()) {
      report.warn(
          states.isEmpty()
              ? "nothing was written to " + target.file()
              : target.file() + " holds the states of " + list(states.keySet()) + " only");
    }
    return repeated.isEmpty() && late.isEmpty();
  }
}
