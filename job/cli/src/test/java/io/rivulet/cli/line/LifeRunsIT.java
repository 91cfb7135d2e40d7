package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.ExportedState;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.control.ExportedStateJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** By command: what lives of models keep from one run of the job to the next. */
@ExtendWith(RunningPlatform.class)
class LifeRunsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A triangle of this order takes more than 10 MiB. */
  private static final int LARGE = 1650;

  @TempDir private Path folder;

  private String dir;
  private SubmittedJob job;
  private String file;
  private LifeTopics topics;
  private SeenRecords seen;
  private int count;

  @AfterEach
  void end(RunningPlatform.Started started) {
    SubmittedJob.endAll(started.platform());
  }

  @Test
  void start_firstAndKilledBeforeACheckpoint_readsControlFromWhereItEnded(
      RunningPlatform.Started started) throws Exception {
    begin("first", started);
    try (LifeTopics opened = new LifeTopics(JobConfiguration.read("--config", file))) {
      use(opened);
      command("old", "create", "");
      String id = submit("-Dexecution.checkpointing.interval=10min");
      command("new", "create", "");
      command("new", "snapshot", ",\"name\":\"n\"");
      seen.await(() -> seen.acks("new").size() == 2);

      Victim.killLearner(started.platform(), job.cluster().job(id));
      command("new", "reset", "");
      started.platform().up(Progress.silent());
      seen.await(() -> seen.acks("new").stream().anyMatch(ack -> ack.incarnation() == 2));
      learn("new", 2);
      learn("old", 2);
      seen.await(() -> !seen.weights("old").isEmpty());
      seen.await(() -> seen.newest("new").samples() == 1 && seen.newest("new").incarnation() == 2);

      assertThat(seen.acks("old")).as("a command of before the job").isEmpty();
      assertThat(seen.acks("new"))
          .extracting(Ack::commandId)
          .as("done again, as there was no checkpoint, and in effect once")
          .containsExactly("c-1", "c-2", "c-1", "c-2", "c-3");
      assertThat(seen.acks("new")).allMatch(ack -> ack.status() == AckStatus.COMPLETED);
      end(id);
    }
  }

  @Test
  void incarnation_acrossDeleteFreshStartAndRewind_onlyRises(RunningPlatform.Started started)
      throws Exception {
    begin("rising", started);
    try (LifeTopics opened = new LifeTopics(JobConfiguration.read("--config", file))) {
      use(opened);
      String first = submit("-Dexecution.checkpointing.interval=1s");
      model("create", "m");
      model("reset", "m");
      String savepoint = Command.succeeds("savepoint", first, "--dir", dir);
      model("delete", "m");
      model("create", "m");
      model("create", "kept");
      model("delete", "kept");
      assertThat(seen.newest("m").incarnation()).isEqualTo(3);
      end(first);

      String fresh = submit("--fresh");
      model("create", "m");
      model("create", "kept");
      assertThat(seen.newest("m").incarnation()).isEqualTo(4);
      assertThat(seen.newest("m").previous()).isEqualTo(WeightRecord.NONE);
      assertThat(seen.newest("kept").incarnation()).isEqualTo(4);
      end(fresh);

      String rewound =
          Command.succeeds("restore", savepoint, "--rewind", "--config", file, "--dir", dir);
      model("announce", "m");
      // the commands of after the savepoint are read again
      long risen = seen.newest("m").incarnation();
      assertThat(risen).isGreaterThan(4);
      model("delete", "m");
      model("create", "m");
      assertThat(seen.newest("m").incarnation()).isEqualTo(risen + 1);
      end(rewound);
    }
  }

  @Test
  void state_ofTenMebibytes_goesThroughTheTopics(RunningPlatform.Started started) throws Exception {
    begin("large", started);
    try (LifeTopics opened = new LifeTopics(JobConfiguration.read("--config", file))) {
      use(opened);
      String id = submit("-Dexecution.checkpointing.interval=1s");
      Path state = folder.resolve("large.jsonl");
      learnLarge("big-1");
      seen.await(() -> seen.weights("big-1").size() == 1);
      Command.succeeds("model", "export", "big-1", "--config", file, "--to", state.toString());
      model("import", "big-2", "--state", state.toString());
      model("export", "big-2");
      seen.await(() -> !seen.values(topics.names().states(), "big-2").isEmpty());
      ExportedState taken = ExportedStateJson.read(bytes(Files.readString(state).strip()));
      assertThat(taken.state().length).isGreaterThan(10 << 20);
      learnLarge("big-1");
      learnLarge("big-2");
      seen.await(() -> seen.weights("big-1").size() == 2 && seen.weights("big-2").size() == 2);
      assertThat(seen.newest("big-2").w()).isEqualTo(seen.newest("big-1").w());
      assertThat(seen.newest("big-2").version()).isEqualTo(2);

      model("create", "small");
      Command.ends(
          1, "model", "merge", "small", "--state", state.toString(), "--config", file, "--wait");
      seen.await(() -> !seen.letters("CONTROL").isEmpty());
      ConsumerRecord<byte[], byte[]> letter = seen.letters("CONTROL").get(0);
      assertThat(letter.value()).hasSize(64 << 10);
      assertThat(Integer.parseInt(LifeTopics.header(letter, "rivulet-length")))
          .isGreaterThan(13 << 20);
      model("delete", "big-2");
      seen.await(() -> seen.values(topics.names().states(), "big-2").contains("null"));
      assertThat(seen.values(topics.names().weights(), "big-2")).last().isEqualTo("null");
      assertThat(job.cluster().failures(id)).isEmpty();
      end(id);
    }
  }

  @Test
  void letters_replayedAfterTheCauseIsMended_areLearned(RunningPlatform.Started started)
      throws Exception {
    begin("letters", started);
    try (LifeTopics opened = new LifeTopics(JobConfiguration.read("--config", file))) {
      use(opened);
      String first = submit("-Dexecution.checkpointing.interval=1s");
      send("wide", "{\"x\":[1,2,3],\"y\":1}");
      send("wide", "{\"x\":[3,2,1],\"y\":2}");
      send("wide", "{\"x\":[1],\"y\":3}");
      seen.await(() -> seen.letters("DIMENSION").size() == 3);
      String savepoint = Command.succeeds("savepoint", first, "--stop", "--dir", dir);

      rename("letters", spec("wide", "'learner':'rls','dimension':3"));
      String second = Command.succeeds("restore", savepoint, "--config", file, "--dir", dir);
      assertThat(Command.succeeds("dlq", "replay", "--config", file)).contains("sent 3");
      seen.await(() -> seen.weights("wide").size() == 2 && seen.letters("DIMENSION").size() == 4);
      assertThat(seen.newest("wide").samples()).isEqualTo(2);
      assertThat(LifeTopics.header(last("DIMENSION"), "rivulet-replayed")).isEqualTo("1");

      assertThat(Command.succeeds("dlq", "replay", "--reason", "DIMENSION", "--config", file))
          .contains("sent 1");
      seen.await(() -> seen.letters("DIMENSION").size() == 5);
      assertThat(LifeTopics.header(last("DIMENSION"), "rivulet-replayed")).isEqualTo("2");
      assertThat(LifeTopics.text(last("DIMENSION").value())).isEqualTo("{\"x\":[1],\"y\":3}");
      assertThat(seen.weights("wide")).hasSize(2);
      end(second);
    }
  }

  private ConsumerRecord<byte[], byte[]> last(String reason) {
    List<ConsumerRecord<byte[], byte[]>> letters = seen.letters(reason);
    return letters.get(letters.size() - 1);
  }

  private void begin(String name, RunningPlatform.Started started) throws Exception {
    started.platform().up(Progress.silent());
    dir = started.directory().toString();
    job = new SubmittedJob(started.platform(), folder.resolve("job.yaml"));
    rename(name);
  }

  /** Writes the configuration anew, with some patterns before the others. */
  private void rename(String name, SpecPattern... before) throws Exception {
    List<SpecPattern> patterns = new ArrayList<>(List.of(before));
    patterns.add(spec("big-*", "'learner':'rls','dimension':" + LARGE));
    patterns.add(spec("*", "'learner':'rls','dimension':2"));
    job = SubmittedJob.named(name, "at-least-once", patterns, List.of(), job.platform(), folder);
    file = job.configuration().toString();
  }

  private void use(LifeTopics opened) {
    topics = opened;
    seen = new SeenRecords(opened);
  }

  private String submit(String option) {
    return Command.succeeds("submit", option, "--config", file, "--dir", dir);
  }

  private void end(String id) {
    job.cluster().cancel(id);
    job.cluster().awaitEnd(id, PATIENCE);
  }

  /** Sends a command and waits until it is done and what it wrote is seen. */
  private void model(String type, String model, String... more) {
    int before = seen.acks(model).size();
    List<String> all = new ArrayList<>(List.of("model", type, model, "--config", file, "--wait"));
    all.addAll(List.of(more));
    Command.succeeds(all.toArray(String[]::new));
    seen.await(() -> seen.acks(model).size() > before);
    settle();
  }

  /** Reads what is there. */
  private void settle() {
    long[] polls = {3};
    seen.await(() -> polls[0]-- == 0);
  }

  private void command(String model, String type, String more) throws Exception {
    topics.send(
        List.of(
            LifeTopics.Line.of(
                topics.names().control(),
                model,
                "{\"commandId\":\"c-" + count++ + "\",\"type\":\"" + type + "\"" + more + "}")));
  }

  private void learn(String model, int y) throws Exception {
    send(model, "{\"x\":[1," + y + "],\"y\":" + y + "}");
  }

  private void learnLarge(String model) throws Exception {
    StringBuilder x = new StringBuilder("{\"y\":1,\"x\":[1");
    for (int i = 1; i < LARGE; i++) {
      x.append(',').append(i % 7);
    }
    send(model, x.append("]}").toString());
  }

  private void send(String model, String json) throws Exception {
    topics.send(List.of(LifeTopics.Line.of(topics.names().samples(), model, json)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SpecPattern spec(String match, String fields) {
    return SpecPattern.of(match, SpecJson.read("{" + fields.replace('\'', '"') + "}"));
  }
}
