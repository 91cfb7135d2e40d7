package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.ExportedState;
import io.rivulet.job.config.TopicNames;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Without Kafka and Flink: a replay survives every control record. */
class FuzzedControlTest {

  private static final int RECORDS = Integer.getInteger("laws.control", 20_000);

  @Test
  void take_fuzzedRecordsAmongSamples_endsInAcksAndRefusals() {
    TopicNames topics = new TopicNames("");
    ReplayedLife replayed = new ReplayedLife(topics, LifeScript.PATTERNS_WITH_FUZZED);
    FuzzedControl control = new FuzzedControl(5, topics.control(), states(topics));
    SplittableRandom random = new SplittableRandom(6);

    for (int i = 0; i < RECORDS; i++) {
      byte[] value = control.next().value();
      replayed.take(value == null ? new byte[0] : value);
      replayed.take(FuzzedControl.sample(random));
    }

    assertThat(replayed.acks().keySet())
        .contains(
            "create COMPLETED",
            "configure COMPLETED",
            "reset COMPLETED",
            "rollback COMPLETED",
            "import COMPLETED",
            "import FAILED",
            "merge COMPLETED",
            "delete COMPLETED",
            "delete SKIPPED");
    assertThat(replayed.refusals()).hasSizeGreaterThan(RECORDS / 10);
  }

  /** The states of models of each learner after some samples. */
  static List<ExportedState> states(TopicNames topics) {
    ReplayedLife replayed = new ReplayedLife(topics, LifeScript.PATTERNS_WITH_FUZZED);
    new LifeScript(7, topics, replayed).samples(800);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 200; i++) {
      replayed.take(FuzzedControl.sample(random));
    }
    return List.copyOf(replayed.present().values());
  }
}
