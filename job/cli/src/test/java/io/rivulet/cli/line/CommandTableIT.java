package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.SpecPattern;
import io.rivulet.wire.SpecJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** By command and broker: what each command does to a model in each state. */
@ExtendWith(RunningPlatform.class)
class CommandTableIT {

  private static final List<String> STATES = List.of("absent", "live", "frozen", "deleted");

  /** Completed, Skipped or Failed, in the order of {@link #STATES}. */
  private static final List<String> TABLE =
      List.of(
          "create    C S S C",
          "configure F C C F",
          "reset     F C C F",
          "freeze    F C S F",
          "resume    F S C F",
          "announce  F C C F",
          "snapshot  F C C F",
          "rollback  F C C F",
          "export    F C C F",
          "import    C C C C",
          "merge     F C C F",
          "delete    S C C S");

  private static final int WIDTH = 9;

  /** What raises the incarnation of a model that exists. */
  private static final Set<String> TURNS = Set.of("reset", "rollback", "import", "merge");

  @TempDir private Path folder;

  private String file;
  private LifeTopics topics;
  private SeenRecords seen;

  @AfterEach
  void end(RunningPlatform.Started started) {
    SubmittedJob.endAll(started.platform());
  }

  @Test
  void model_eachCommandInEachState_endsAsTheTableSays(RunningPlatform.Started started)
      throws Exception {
    started.platform().up(Progress.silent());
    SubmittedJob job =
        SubmittedJob.named(
            "table",
            "at-least-once",
            List.of(SpecPattern.of("*", SpecJson.read("{\"learner\":\"rls\",\"dimension\":2}"))),
            List.of(),
            started.platform(),
            folder);
    file = job.configuration().toString();
    try (LifeTopics opened = new LifeTopics(JobConfiguration.read("--config", file))) {
      topics = opened;
      seen = new SeenRecords(topics);
      String id = job.start(2, Optional.empty());
      Path state = prepare();
      Path changes = Files.writeString(folder.resolve("changes.json"), "{\"forgetting\":0.9}");
      for (String row : TABLE) {
        String type = type(row);
        List<String> more =
            switch (type) {
              case "configure" -> List.of("--spec", changes.toString());
              case "snapshot", "rollback" -> List.of("--name", "n");
              case "import", "merge" -> List.of("--state", state.toString());
              case "delete" -> List.of("--yes");
              default -> List.of();
            };
        List<String> arguments = new ArrayList<>(models(STATES, type));
        arguments.addAll(more);
        run(row.indexOf('F') > 0 ? 1 : 0, type, arguments);
      }
      assertTable();
      assertWhatIsLeft();
      assertThat(job.cluster().failures(id)).isEmpty();
    }
  }

  /** Brings the models into their states; returns a file with the state of another one. */
  private Path prepare() throws Exception {
    List<String> existing = new ArrayList<>(List.of("donor"));
    types().forEach(type -> existing.addAll(models(STATES.subList(1, 4), type)));
    run(0, "create", existing);
    learn(existing);
    seen.await(() -> existing.stream().allMatch(model -> seen.weights(model).size() == 2));
    run(0, "snapshot", List.of("live-rollback", "frozen-rollback", "--name", "n"));
    run(0, "freeze", types().stream().map(type -> "frozen-" + type).toList());
    List<String> deleted = new ArrayList<>(types().stream().map(it -> "deleted-" + it).toList());
    deleted.add("--yes");
    run(0, "delete", deleted);
    Path state = folder.resolve("donor.jsonl");
    run(0, "export", List.of("donor", "--to", state.toString()));
    return state;
  }

  private void assertTable() {
    List<String> found = new ArrayList<>();
    seen.await(() -> types().stream().allMatch(this::isAnswered));
    seen.await(() -> seen.letters("CONTROL").size() >= count('F'));
    for (String type : types()) {
      StringBuilder row = new StringBuilder("%-9s".formatted(type));
      for (String state : STATES) {
        List<Ack> acks = seen.acks(state + "-" + type);
        Ack last = acks.get(acks.size() - 1);
        assertThat(last.type().label()).isEqualTo(type);
        row.append(' ').append(last.status().name().charAt(0));
        assertThat(last.reason() == null)
            .as("%s", last)
            .isEqualTo(last.status() != AckStatus.FAILED);
        assertThat(last.message() == null)
            .as("%s", last)
            .isEqualTo(last.status() == AckStatus.COMPLETED);
        assertIncarnation(state, last);
      }
      found.add(row.toString());
    }
    assertThat(found).isEqualTo(TABLE);
    assertThat(seen.letters("CONTROL")).hasSize(count('F'));
  }

  /** Besides those that brought the models into their states. */
  private boolean isAnswered(String type) {
    int snapshot = type.equals("rollback") ? 1 : 0;
    return seen.acks("absent-" + type).size() == 1
        && seen.acks("live-" + type).size() == 2 + snapshot
        && seen.acks("frozen-" + type).size() == 3 + snapshot
        && seen.acks("deleted-" + type).size() == 3;
  }

  private static void assertIncarnation(String state, Ack ack) {
    String type = ack.type().label();
    boolean existed = state.equals("live") || state.equals("frozen");
    boolean born =
        (existed && TURNS.contains(type)) || (!existed && ack.status() == AckStatus.COMPLETED);
    long before = state.equals("absent") ? 0 : 1;
    assertThat(ack.incarnation()).as("%s", ack).isEqualTo(before + (born ? 1 : 0));
  }

  /** Tombstones where there were models, and samples that go on, are answered or are refused. */
  private void assertWhatIsLeft() throws Exception {
    for (String model : List.of("live-delete", "frozen-delete", "deleted-reset")) {
      seen.await(() -> !seen.values(topics.names().states(), model).isEmpty());
      seen.await(() -> seen.values(topics.names().weights(), model).contains("null"));
      assertThat(seen.values(topics.names().weights(), model)).last().isEqualTo("null");
      assertThat(seen.values(topics.names().states(), model)).containsExactly("null");
    }
    List<String> all = new ArrayList<>();
    types().forEach(type -> all.addAll(models(STATES, type)));
    learn(all);
    Set<String> deleted = new TreeSet<>(Set.of("live-delete", "frozen-delete"));
    Set<String> frozen = new TreeSet<>();
    for (String type : types()) {
      if (!type.equals("create") && !type.equals("import")) {
        deleted.add("deleted-" + type);
      }
      if (!type.equals("resume") && !type.equals("delete")) {
        frozen.add("frozen-" + type);
      }
    }
    frozen.add("live-freeze");
    seen.await(() -> keys("DELETED").size() == deleted.size());
    assertThat(keys("DELETED")).isEqualTo(deleted);
    Set<String> answered = new TreeSet<>();
    seen.await(
        () -> {
          all.stream()
              .filter(
                  model ->
                      seen.values(topics.names().predictions(), model).stream()
                          .anyMatch(it -> it.contains("\"frozen\":true")))
              .forEach(answered::add);
          return answered.size() >= frozen.size();
        });
    assertThat(answered).isEqualTo(frozen);
    seen.await(() -> seen.weights("absent-reset").size() == 1);
    assertThat(seen.newest("absent-reset").incarnation()).isEqualTo(1);
    seen.await(() -> seen.newest("live-reset").incarnation() == 2);
    seen.await(() -> seen.newest("live-reset").version() == 1);
  }

  private Set<String> keys(String reason) {
    Set<String> keys = new TreeSet<>();
    seen.letters(reason).forEach(letter -> keys.add(LifeTopics.text(letter.key())));
    return keys;
  }

  private void learn(List<String> models) throws Exception {
    topics.send(
        models.stream()
            .map(
                model ->
                    LifeTopics.Line.of(
                        topics.names().samples(),
                        model,
                        "{\"x\":[1,2],\"y\":3,\"ts\":1790000000000}"))
            .toList());
  }

  private void run(int exitCode, String type, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("model", type, "--config", file, "--wait"));
    all.addAll(arguments);
    Command.ends(exitCode, all.toArray(String[]::new));
  }

  private static int count(char status) {
    return (int)
        TABLE.stream()
            .flatMapToInt(row -> row.substring(WIDTH).chars())
            .filter(letter -> letter == status)
            .count();
  }

  private static String type(String row) {
    return row.substring(0, WIDTH).strip();
  }

  private static List<String> types() {
    return TABLE.stream().map(row -> type(row)).toList();
  }

  private static List<String> models(List<String> states, String type) {
    return states.stream().map(state -> state + "-" + type).toList();
  }
}
