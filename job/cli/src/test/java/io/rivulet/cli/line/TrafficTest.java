package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final int SAMPLES = 3_000;

  private final Reference reference = new Reference(sent(new Traffic(11).records(SAMPLES)));

  @Test
  void letters_many_reachEveryModelAndAreRefusedWhereTheySay() {
    assertThat(reference.weights()).hasSize(Traffic.MODELS);
    assertThat(reference.rejected()).isNotEmpty();
  }

  @Test
  void letters_many_areUnlearnedByEveryLearnerThatCan() {
    Set<String> unlearners = new TreeSet<>();
    reference.weights().values().stream()
        .map(TrafficTest::newest)
        .filter(record -> record.samples() < record.version())
        .forEach(record -> unlearners.add(record.learner()));

    assertThat(unlearners).containsExactly("ledger", "online-net", "rls");
  }

  @Test
  void letters_ofAWindowedModel_arePublishedWhenAWindowCloses() {
    assertThat(reference.weights().get("m-7").keySet()).allMatch(version -> version % 4 == 0);
  }

  private static List<LineUnderTest.Sent> sent(List<Traffic.TestRecord> records) {
    List<LineUnderTest.Sent> sent = new ArrayList<>();
    for (Traffic.TestRecord record : records) {
      sent.add(new LineUnderTest.Sent(record, 0, sent.size()));
    }
    return sent;
  }

  private static WeightRecord newest(Map<Long, String> records) {
    long version = records.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
    return WeightRecordJson.read(records.get(version).getBytes(StandardCharsets.UTF_8));
  }
}
