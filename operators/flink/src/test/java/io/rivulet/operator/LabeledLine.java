package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lives of a model of one number, which waits an hour for the targets of its questions. */
final class LabeledLine {

  static final Map<String, ?> LINE =
      Map.of(
          "learner",
          "rls",
          "dimension",
          1,
          "labels",
          Map.of("wait", "1h"),
          "evaluate",
          Map.of("every", 3));

  static final long ROOMY = 1 << 20;
  static final long ONE_AT_A_TIME = 1;

  private LabeledLine() {}

  static LearnSettings settings(long cacheBytes) {
    return LearnOperatorTest.settings(cacheBytes, LINE);
  }

  /** One question, one sample, one answer, one snapshot, one command that waits for long. */
  static void round(LearnHarness owner, PlainLives plain, String model, int parallelism)
      throws Exception {
    String number = String.valueOf(parallelism);
    List<Sample> samples =
        List.of(
            sample(model, Op.PREDICT, "q-" + parallelism, 1),
            Samples.learn(model, 2, parallelism),
            sample(model, Op.LABEL, parallelism == 3 ? "q-1" : "none", 0));
    for (Sample sample : samples) {
      RecordLog answer = plain.accept(sample);
      int before = owner.log.lines().size();
      owner.process(sample);
      assertThat(owner.log.lines()).hasSize(before + answer.lines().size());
      assertThat(owner.log.lines()).containsAll(answer.lines());
    }
    for (Command command :
        List.of(
            Commands.of(model, "s" + number, "snapshot", Map.of("name", "n" + number)),
            Commands.of(model, "w" + number, "freeze", Map.of("atVersion", 100L)))) {
      plain.accept(command);
      owner.command(command);
    }
  }

  /** A question of one number, or the target 5 of one. */
  static Sample sample(String model, Op op, String id, double x) {
    String fields = op == Op.LABEL ? "\"y\":5" : "\"x\":[" + x + "]";
    String json =
        "{\"id\":\""
            + id
            + "\",\"op\":\""
            + op.name().toLowerCase(Locale.ROOT)
            + "\","
            + fields
            + "}";
    return Samples.decoded(
        new Origin("samples", 0, 1, 1_000, Samples.bytes(model), Samples.bytes(json)));
  }

  static Map<String, Map<String, ?>> united(List<LearnHarness> subtasks) throws Exception {
    Map<String, String> lives = new TreeMap<>();
    Map<String, Map<String, String>> snapshots = new TreeMap<>();
    Map<String, Map<Long, String>> inputs = new TreeMap<>();
    for (LearnHarness subtask : subtasks) {
      lives.putAll(subtask.lives());
      snapshots.putAll(subtask.snapshots());
      inputs.putAll(subtask.inputs());
    }
    return Map.of("lives", lives, "snapshots", snapshots, "inputs", inputs);
  }

  static Map<String, Map<String, ?>> united(PlainLives plain) {
    return Map.of("lives", plain.lives(), "snapshots", plain.snapshots(), "inputs", plain.inputs());
  }
}
