package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must come out for what was sent: weights by replay, dead letters by construction. */
final class Reference {

  private final Map<String, Map<Long, String>> weights = new TreeMap<>();
  private final Map<String, String> rejected = new TreeMap<>();

  Reference(List<LineUnderTest.Sent> sent) {
    Specs specs = new Specs(Traffic.PATTERNS, Limits.DEFAULT);
    Replay replay = new Replay(specs, new PublishPolicy(1), false, new Published());
    for (LineUnderTest.Sent each : sent) {
      if (each.record().reason() == null) {
        assertThat(replay.accept("sent", each.offset(), each.record().value())).isEmpty();
      } else {
        rejected.put(each.partition() + ":" + each.offset(), each.record().reason().name());
      }
    }
  }

  /** The bytes of each weight record as text, by model and version. */
  Map<String, Map<Long, String>> weights() {
    return weights;
  }

  /** The reason of each dead letter, by partition and offset. */
  Map<String, String> rejected() {
    return rejected;
  }

  boolean isReachedBy(Audit audit) {
    return audit.distinctWeights() >= weights.values().stream().mapToInt(Map::size).sum()
        && audit.distinctDeadLetters() >= rejected.size();
  }

  private final class Published implements Emitter {

    @Override
    public void prediction(Prediction prediction) {}

    @Override
    public void weights(WeightRecord record) {
      weights
          .computeIfAbsent(record.model(), id -> new TreeMap<>())
          .put(
              record.version(), new String(WeightRecordJson.write(record), StandardCharsets.UTF_8));
    }
  }
}
