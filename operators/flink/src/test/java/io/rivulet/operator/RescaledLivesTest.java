package io.rivulet.operator;

import static io.rivulet.operator.LabeledLine.ROOMY;
import static io.rivulet.operator.LabeledLine.round;
import static io.rivulet.operator.LabeledLine.settings;
import static io.rivulet.operator.LabeledLine.united;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the learn operator keeps of lives when its parallelism changes, on both state backends. */
class RescaledLivesTest {

  private static final int MODELS = 12;

  @ParameterizedTest
  @EnumSource
  void rescale_oneToThreeToTwo_keepsEverythingBesideTheModels(Backend backend) throws Exception {
    PlainLives plain = new PlainLives(settings(ROOMY));
    OperatorSubtaskState state = null;
    int before = 1;
    for (int parallelism : new int[] {1, 3, 2}) {
      List<LearnHarness> subtasks = start(state, before, parallelism, backend);
      try {
        assertThat(united(subtasks)).isEqualTo(united(plain));
        for (int i = 0; i < MODELS; i++) {
          String model = "m" + i;
          round(subtasks.get(owner(model, parallelism)), plain, model, parallelism);
        }
        state = snapshot(subtasks);
        before = parallelism;
        assertThat(united(subtasks)).isEqualTo(united(plain));
        assertThat(plain.snapshots()).hasSize(MODELS);
        assertThat(plain.inputs()).hasSize(MODELS);
      } finally {
        subtasks.forEach(LearnHarness::close);
      }
    }
  }

  private static int owner(String model, int parallelism) {
    int owner = 0;
    while (!LearnHarness.owns(model, parallelism, owner)) {
      owner++;
    }
    return owner;
  }

  private static List<LearnHarness> start(
      OperatorSubtaskState state, int before, int parallelism, Backend backend) throws Exception {
    List<LearnHarness> subtasks = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState part =
          state == null
              ? null
              : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, LearnHarness.MAX_PARALLELISM, before, parallelism, i);
      subtasks.add(new LearnHarness(settings(ROOMY), backend, parallelism, i, part));
    }
    return subtasks;
  }

  private static OperatorSubtaskState snapshot(List<LearnHarness> subtasks) throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = subtasks.get(i).snapshot();
    }
    return AbstractStreamOperatorTestHarness.repackageState(parts);
  }
}
