package io.rivulet.replay;

import static io.rivulet.record.WeightRecord.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.ExportedState;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayTest {

  private final List<WeightRecord> published = new ArrayList<>();

  @Test
  void accept_samplesOfTwoModels_publishesEachInItsOwnVersions() {
    Replay replay = replay(false);

    assertThat(accept(replay, "{'model': 'a', 'x': [1], 'y': 2}")).isNull();
    assertThat(accept(replay, "{'x': [1], 'y': 3}")).isNull();
    assertThat(accept(replay, "{'model': 'a', 'x': [1], 'y': 4}")).isNull();

    assertThat(published)
        .extracting(WeightRecord::model)
        .containsExactly("a", Replay.DEFAULT_MODEL, "a");
    assertThat(published).extracting(WeightRecord::version).containsExactly(1L, 1L, 2L);
  }

  @Test
  void accept_firstSampleRefused_publishesNothingOfTheModelUntilOneIsValid() {
    Replay replay = replay(true);

    Replay.Rejection refusal = accept(replay, "{'model': 'a', 'x': [1, 2], 'y': 2}");
    assertThat(refusal.model()).isEqualTo("a");
    assertThat(refusal.reason()).isEqualTo(Reason.DIMENSION);
    assertThat(published).isEmpty();

    assertThat(accept(replay, "{'model': 'a', 'x': [1], 'y': 2}")).isNull();
    assertThat(published).extracting(WeightRecord::version).containsExactly(0L, 1L);
  }

  @Test
  void accept_lineThatIsNoSample_isRefusedWithoutAModel() {
    Replay.Rejection refusal = accept(replay(false), "nope");

    assertThat(refusal.model()).isNull();
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void begin_exportedState_goesOnWithItsCounters() throws RejectedException {
    Replay first = replay(false);
    accept(first, "{'x': [1], 'y': 2}");
    accept(first, "{'x': [1], 'y': 3}");
    Replay second = replay(false);
    for (ExportedState state : states(first)) {
      second.begin(state);
    }

    accept(second, "{'x': [1], 'y': 4}");

    assertThat(published).extracting(WeightRecord::version).containsExactly(1L, 2L, 3L);
    assertThat(published).extracting(WeightRecord::previous).containsExactly(NONE, 1L, 2L);
    assertThat(published).extracting(WeightRecord::incarnation).containsOnly(1L);
  }

  @Test
  void begin_endOfAModel_takesItsStateBackAndKeepsItsIncarnation() throws RejectedException {
    Replay first = replay(false);
    accept(first, "{'x': [1], 'y': 2}");
    Replay second = replay(false);
    second.begin(states(first).get(0));
    second.begin(ExportedState.tombstone(Replay.DEFAULT_MODEL));
    second.begin(ExportedState.tombstone("unknown"));

    assertThat(states(second)).isEmpty();
    accept(second, "{'x': [1], 'y': 4}");
    accept(second, "{'model': 'unknown', 'x': [1], 'y': 4}");

    assertThat(published).extracting(WeightRecord::incarnation).containsExactly(1L, 2L, 1L);
    assertThat(published).extracting(WeightRecord::version).containsOnly(1L);
  }

  private static List<ExportedState> states(Replay replay) {
    List<ExportedState> states = new ArrayList<>();
    replay.export(states::add);
    return states;
  }

  private Replay replay(boolean initial) {
    Specs specs =
        Specs.forEveryModel("{\"learner\": \"greedy\", \"dimension\": 1}", Limits.DEFAULT);
    return new Replay(specs, new PublishPolicy(1), initial, new Published());
  }

  private static Replay.Rejection accept(Replay replay, String line) {
    List<Replay.Rejection> refusals =
        replay.accept("file", 1, line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return refusals.isEmpty() ? null : refusals.get(0);
  }

  private final class Published implements Emitter {

    @Override
    public void prediction(Prediction prediction) {}

    @Override
    public void weights(WeightRecord record) {
      published.add(record);
    }
  }
}
