package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.life.StoredLife;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specs that are stored once beside the models of a key group. */
class KeyedSpecsTest {

  private static final Map<String, ?> LINE = Map.of("learner", "rls", "dimension", 1);
  private static final LearnSettings SETTINGS = LearnOperatorTest.settings(1 << 20, LINE);

  @ParameterizedTest
  @EnumSource
  void snapshot_manyModelsOfOneSpec_storesItOnceForEachGroup(Backend backend) throws Exception {
    Set<Integer> groups = new HashSet<>();
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(SETTINGS, backend)) {
      for (int i = 0; i < 200; i++) {
        harness.process(Samples.learn("m" + i, 1, 1));
        groups.add(group("m" + i));
      }
      state = harness.snapshot();

      Map<String, Map<String, String>> specs = harness.specs();
      assertThat(specs).hasSameSizeAs(groups);
      for (Map.Entry<String, Map<String, String>> group : specs.entrySet()) {
        assertThat(groups).contains(group(group.getKey()));
        assertThat(group.getValue()).hasSize(1);
        String text = List.copyOf(group.getValue().values()).get(0);
        String key = List.copyOf(group.getValue().keySet()).get(0);
        assertThat(text).startsWith("{").contains("\"learner\":\"rls\"");
        assertThat(key).hasSize(32).startsWith(SpecJson.fingerprint(text));
      }
      for (byte[] frame : harness.frames().values()) {
        assertThat(text(frame)).doesNotContain("learner");
      }
    }
    try (LearnHarness harness = new LearnHarness(SETTINGS, backend, state)) {
      harness.process(Samples.learn("m7", 1, 1));
      assertThat(harness.log.weights).hasSize(1);
      assertThat(harness.log.weights.get(0).version()).isEqualTo(2);
    }
  }

  @Test
  void find_specThatIsLost_failsTheJobByName() throws Exception {
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(SETTINGS, Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 1, 1));
      harness.snapshot();
      harness.loseSpecs();
      state = harness.snapshot();
    }
    try (LearnHarness harness = new LearnHarness(SETTINGS, Backend.HASHMAP, state)) {
      assertThatThrownBy(() -> harness.process(Samples.learn("a", 1, 1)))
          .isInstanceOf(StateFormatException.class)
          .hasMessageStartingWith("stored life names the spec ")
          .hasMessageEndingWith(", which is not in the register; restore an earlier state");
    }
  }

  @Test
  void write_groupWithoutRoom_leavesTheSpecInTheModel() throws Exception {
    int models = KeyedSpecs.MOST_IN_GROUP + 5;
    List<String> ids = idsOfOneGroup(models);
    List<SpecPattern> patterns = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      patterns.add(
          SpecPattern.of(
              ids.get(i), Map.of("learner", "rls", "dimension", 1, "forgetting", 1 - i / 1e3)));
    }
    LearnSettings settings =
        new LearnSettings(patterns, Limits.DEFAULT, new PublishPolicy(1), 1L << 20);
    List<Sample> samples = new ArrayList<>();
    ids.forEach(id -> samples.add(Samples.learn(id, 1, 1)));
    PlainModels plain = new PlainModels(settings);
    samples.forEach(plain::accept);
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP)) {
      harness.process(samples.toArray(Sample[]::new));
      state = harness.snapshot();

      assertThat(harness.specs()).hasSize(1);
      harness.specs().forEach((key, specs) -> assertThat(specs).hasSize(KeyedSpecs.MOST_IN_GROUP));
      assertThat(harness.frames().values())
          .filteredOn(frame -> text(frame).contains("learner"))
          .hasSize(5);
      assertThat(harness.stored()).isEqualTo(plain.stored());
    }
    try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP, state)) {
      assertThat(harness.stored()).isEqualTo(plain.stored());
    }
  }

  @Test
  void configure_model_isStoredUnderTheKeyOfItsNewSpec() throws Exception {
    PlainLives plain = new PlainLives(SETTINGS);
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(SETTINGS, Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 1, 1));
      plain.accept(Samples.learn("a", 1, 1));
      harness.snapshot();
      var command = Commands.of("a", "c-1", "configure", Map.of("spec", Map.of("forgetting", 0.5)));
      harness.command(command);
      plain.accept(command);
      state = harness.snapshot();

      assertThat(harness.lives()).isEqualTo(plain.lives());
      harness.specs().forEach((key, specs) -> assertThat(specs).hasSize(2));
      assertThat(text(harness.frames().get("a"))).doesNotContain("learner");
    }
    try (LearnHarness harness = new LearnHarness(SETTINGS, Backend.HASHMAP, state)) {
      assertThat(harness.lives()).isEqualTo(plain.lives());
      byte[] frame = harness.frames().get("a");
      assertThatThrownBy(() -> StoredLife.read(frame)).isInstanceOf(StateFormatException.class);
    }
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.ISO_8859_1);
  }

  private static int group(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, LearnHarness.MAX_PARALLELISM);
  }

  private static List<String> idsOfOneGroup(int count) {
    List<String> ids = new ArrayList<>();
    int group = group("m0");
    for (int i = 0; ids.size() < count; i++) {
      if (group("m" + i) == group) {
        ids.add("m" + i);
      }
    }
    return ids;
  }
}
