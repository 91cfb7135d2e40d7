package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.rest.AskedCheckpoint;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.CommandDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broken producer of commands: the job answers or refuses every record, and never restarts. */
@ExtendWith(RunningPlatform.class)
class FuzzedControlIT {

  private static final int RECORDS = 100_000;
  private static final int AT_ONCE = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  /** How often each command was acknowledged or is to be, by model and command id. */
  private final Map<String, Integer> awaited = new TreeMap<>();

  private final Map<String, Integer> acknowledged = new TreeMap<>();
  private final Set<String> refused = new TreeSet<>();
  private final Set<String> letters = new TreeSet<>();
  private final Set<String> commanded = new TreeSet<>();
  private final Map<String, List<String>> calm = new TreeMap<>();
  private LifeTopics topics;
  private int acks;
  private int failed;
  private int commands;

  @AfterEach
  void end(RunningPlatform.Started started) {
    SubmittedJob.endAll(started.platform());
  }

  @Test
  void control_fuzzedRecords_areAnsweredOrRefusedAndTouchNoOtherModel(
      RunningPlatform.Started started) throws Exception {
    started.platform().up(Progress.silent());
    SubmittedJob job =
        SubmittedJob.named(
            "fuzzed",
            "at-least-once",
            LifeScript.PATTERNS_WITH_FUZZED,
            List.of(),
            started.platform(),
            folder);
    try (LifeTopics opened =
        new LifeTopics(JobConfiguration.read("--config", job.configuration().toString()))) {
      topics = opened;
      ReplayedLife untouched = new ReplayedLife(topics.names(), LifeScript.PATTERNS);
      LifeScript script = new LifeScript(9, topics.names(), untouched);
      String id = job.start(2, Optional.empty());
      FlinkCluster cluster = job.cluster();
      AskedCheckpoint.take(cluster, id);

      FuzzedControl control =
          new FuzzedControl(10, topics.names().control(), FuzzedControlTest.states(topics.names()));
      SplittableRandom random = new SplittableRandom(11);
      for (int sent = 0; sent < RECORDS; sent += AT_ONCE) {
        send(control);
        List<LifeTopics.Line> samples = new ArrayList<>(script.samples(100));
        for (int i = 0; i < 200; i++) {
          samples.add(sample(random));
        }
        topics.send(samples);
        topics.poll().forEach(this::read);
      }
      endWaiting();
      readWhole(untouched);

      assertThat(acknowledged).isEqualTo(awaited);
      assertThat(letters).containsAll(refused);
      assertThat(calm).isEqualTo(untouched.values().get(topics.names().weights()));
      assertThat(refused).hasSizeGreaterThan(RECORDS / 20);
      assertThat(failed).isGreaterThan(RECORDS / 20);
      assertThat(letters).hasSize(refused.size() + failed);
      assertThat(cluster.failures(id)).isEmpty();
    }
  }

  private void send(FuzzedControl control) throws Exception {
    List<LifeTopics.Line> lines = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      lines.add(control.next());
    }
    note(lines, topics.send(lines));
  }

  /**
   * Whatever still waits for a version fails with the incarnation. A record without a key may lie
   * in any partition and is overtaken by those of the others, so that every partition ends each
   * model.
   */
  private void endWaiting() throws Exception {
    List<LifeTopics.Line> lines = new ArrayList<>();
    for (int partition = 0; partition < LifeTopics.PARTITIONS; partition++) {
      for (String model : commanded) {
        lines.add(
            LifeTopics.Line.of(
                    topics.names().control(),
                    model,
                    "{\"commandId\":\"the-end-%d\",\"type\":\"delete\"}".formatted(partition))
                .in(partition));
      }
    }
    note(lines, topics.send(lines));
  }

  private void note(List<LifeTopics.Line> lines, List<String> positions) {
    CommandDecoder decoder = new CommandDecoder(null);
    for (int i = 0; i < lines.size(); i++) {
      LifeTopics.Line line = lines.get(i);
      try {
        Command command =
            decoder.decode(new Origin(line.topic(), 0, i, 0, line.key(), line.value()));
        awaited.merge(command.model() + " " + command.commandId(), 1, Integer::sum);
        commanded.add(command.model());
        commands++;
      } catch (RejectedException e) {
        refused.add(positions.get(i));
      }
    }
  }

  private void readWhole(ReplayedLife untouched) {
    int weights =
        untouched.values().get(topics.names().weights()).values().stream()
            .mapToInt(List::size)
            .sum();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (acks < commands
        || letters.size() < refused.size() + failed
        || calm.values().stream().mapToInt(List::size).sum() < weights) {
      assertThat(System.nanoTime() - deadline)
          .as(
              "%d of %d acks, %d of %d + %d letters, no ack for %s",
              acks, commands, letters.size(), refused.size(), failed, unanswered())
          .isNegative();
      topics.poll().forEach(this::read);
    }
    for (int i = 0; i < 5; i++) {
      topics.poll().forEach(this::read);
    }
  }

  private List<String> unanswered() {
    return awaited.entrySet().stream()
        .filter(command -> acknowledged.getOrDefault(command.getKey(), 0) < command.getValue())
        .map(Map.Entry::getKey)
        .limit(10)
        .toList();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    String model = LifeTopics.text(record.key());
    if (record.topic().equals(topics.names().controlAcks())) {
      read(AckJson.read(record.value()));
    } else if (record.topic().equals(topics.names().deadLetter())) {
      if (LifeTopics.header(record, "rivulet-topic").equals(topics.names().control())) {
        letters.add(LifeTopics.position(record));
      }
    } else if (record.topic().equals(topics.names().weights()) && !commanded.contains(model)) {
      calm.computeIfAbsent(model, it -> new ArrayList<>()).add(LifeTopics.text(record.value()));
    }
  }

  private void read(Ack ack) {
    if (ack.commandId().startsWith("drift-")) {
      return;
    }
    acks++;
    acknowledged.merge(ack.model() + " " + ack.commandId(), 1, Integer::sum);
    if (ack.status() == AckStatus.FAILED) {
      failed++;
    }
  }

  private LifeTopics.Line sample(SplittableRandom random) {
    return LifeTopics.Line.of(
        topics.names().samples(),
        "w-" + random.nextInt(FuzzedControl.MODELS),
        LifeTopics.text(FuzzedControl.sample(random)));
  }
}
