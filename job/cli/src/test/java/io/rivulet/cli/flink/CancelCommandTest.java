package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelCommandTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String CHECKPOINTS =
      """
      {"counts": {"completed": 4}, "latest": {"completed": {"id": 17, "is_savepoint": false,
       "latest_ack_timestamp": 1000, "external_path": "s3://b/c/chk-17", "discarded": %s}}}
      """;
  private static final String NONE = "{\"counts\": {\"completed\": 0}, \"latest\": {}}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RestStandIn flink;

  @BeforeEach
  void start() throws IOException {
    flink = new RestStandIn().answer("PATCH /jobs/" + ID, "");
  }

  @AfterEach
  void stop() {
    flink.close();
  }

  @Test
  void cancel_byName_waitsAndNamesWhatRemains() {
    retention(false);
    flink.withJob(ID, "RUNNING", CHECKPOINTS.formatted("false"));
    ended();

    assertThat(cancel("rivulet")).isZero();

    assertThat(flink.asked()).contains("PATCH /jobs/" + ID + "?mode=cancel");
    assertThat(out.toString())
        .contains("job " + ID + " (rivulet) is CANCELED")
        .contains("its checkpoint 17 of 1970-01-01T00:00:01Z remains; to go on:")
        .contains("  rivulet restore s3://b/c/chk-17 --config FILE --rest " + flink.rest());
  }

  @Test
  void cancel_asJson_isOneDocument() {
    retention(false);
    flink.withJob(ID, "RUNNING", CHECKPOINTS.formatted("false"));
    ended();

    assertThat(cancel(ID, "--json")).isZero();

    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"jobId\":\"%s\",\"state\":\"CANCELED\",\"remains\":\"s3://b/c/chk-17\"}"
                .formatted(ID));
  }

  @Test
  void cancel_whereCheckpointsWouldGo_isRefusedAndChangesNothing() {
    retention(true);
    flink.withJob(ID, "RUNNING", CHECKPOINTS.formatted("false"));

    assertThat(cancel("rivulet")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString())
        .contains("would be deleted with it")
        .contains("'rivulet savepoint " + ID + " --stop', or give --lose-state");
    assertThat(flink.asked()).noneMatch(request -> request.startsWith("PATCH"));
  }

  @Test
  void cancel_toldToLoseState_saysThatNothingRemains() {
    retention(true);
    flink.withJob(ID, "RUNNING", CHECKPOINTS.formatted("true"));
    ended();

    assertThat(cancel("rivulet", "--lose-state")).isZero();

    assertThat(out.toString()).contains("it leaves no checkpoint to go on from");
  }

  @Test
  void cancel_beforeTheFirstCheckpoint_isDone() {
    retention(true);
    flink.withJob(ID, "RUNNING", NONE);
    ended();

    assertThat(cancel("rivulet")).isZero();
  }

  @Test
  void cancel_noSuchJob_namesThoseThatRun() {
    flink.withJob(ID, "RUNNING", NONE);

    assertThat(cancel("other")).isEqualTo(Exit.FAILED);

    assertThat(err.toString())
        .contains("no running job has the id or name 'other'; running: " + ID + " rivulet");
  }

  private void retention(boolean deletes) {
    flink.answer(
        "GET /jobs/" + ID + "/checkpoints/config",
        "{\"externalization\": {\"enabled\": true, \"delete_on_cancellation\": %s}}"
            .formatted(deletes));
  }

  private void ended() {
    flink.answer(
        "GET /jobs/" + ID, "{\"name\": \"rivulet\", \"state\": \"CANCELED\", \"vertices\": []}");
  }

  private int cancel(String... arguments) {
    List<String> all = new ArrayList<>(List.of("cancel"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--rest", flink.rest().toString()));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
