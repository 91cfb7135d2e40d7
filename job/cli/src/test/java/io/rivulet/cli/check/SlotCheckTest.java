package io.rivulet.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.RestStandIn;
import io.rivulet.job.kafka.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which slots a new job waits for, and how long. */
final class SlotCheckTest {

  private final List<String> waits = new ArrayList<>();

  @Test
  void free_jobOfADeadJobManagerHoldsSlots_waitsForThem() throws IOException {
    try (var flink = heldBy("f00d", "[]")) {
      flink.answer("GET /overview", slots(1)).answer("GET /overview", slots(2));
      flink.answer("GET /jobmanager/config", config("8 s", "2 s"));

      assertThat(free(flink)).isEmpty();
      assertThat(waits)
          .containsExactly(
              "waiting up to 10s for slots that are not free yet: job f00d, which does not run any"
                  + " more, holds 2");
    }
  }

  /** A cluster says nothing of what it leaves to Flink's defaults. */
  @Test
  void free_clusterThatSetsNothing_waitsAsLongAsFlinkWould() throws IOException {
    try (var flink = heldBy("f00d", "[]")) {
      flink.answer("GET /overview", slots(1)).answer("GET /overview", slots(2));
      flink.answer("GET /jobmanager/config", "[]");

      assertThat(free(flink)).isEmpty();
      assertThat(waits).singleElement().asString().startsWith("waiting up to 1min for slots");
    }
  }

  @Test
  void free_slotsStayHeld_namesWhatHoldsThem() throws IOException {
    try (var flink = heldBy("f00d", "[]")) {
      flink.answer("GET /overview", slots(0));
      flink.answer("GET /jobmanager/config", config("1 ms", "1 ms"));

      assertThat(free(flink))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("the job needs 2 slot(s), 0 of 3 are free at")
          .contains("(job f00d, which does not run any more, holds 2)");
    }
  }

  @Test
  void free_runningJobHoldsSlots_isFoundWithoutWaiting() throws IOException {
    try (var flink =
        heldBy("f00d", "[{\"jid\": \"f00d\", \"name\": \"pumps\", \"state\": \"RUNNING\"}]")) {
      flink.answer("GET /overview", slots(1)).answer("GET /overview", slots(2));
      flink.answer("GET /jobmanager/config", config("8 s", "2 s"));

      assertThat(free(flink))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("(job f00d 'pumps' (RUNNING) holds 2); set -Dparallelism.default to at most 1");
      assertThat(waits).isEmpty();
    }
  }

  private List<Finding> free(RestStandIn flink) {
    return new SlotCheck(FlinkCluster.at(flink.rest()), 2, waits::add).free();
  }

  /** Two TaskManagers with three slots, of which a job holds two. */
  private static RestStandIn heldBy(String job, String jobs) throws IOException {
    String held = "{\"allocatedSlots\": [{\"jobId\": \"" + job + "\"}]}";
    return new RestStandIn()
        .answer("GET /jobs/overview", "{\"jobs\": " + jobs + "}")
        .answer("GET /taskmanagers", "{\"taskmanagers\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}")
        .answer("GET /taskmanagers/a", held)
        .answer("GET /taskmanagers/b", held);
  }

  private static String slots(int available) {
    return "{\"slots-total\": 3, \"slots-available\": " + available + "}";
  }

  private static String config(String heartbeat, String slot) {
    return """
        [{"key": "heartbeat.timeout", "value": "%s"},
         {"key": "taskmanager.slot.timeout", "value": "%s"}]
        """
        .formatted(heartbeat, slot);
  }
}
