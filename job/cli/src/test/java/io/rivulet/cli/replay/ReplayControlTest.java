package io.rivulet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.ExportedStateJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in the file of samples. */
final class ReplayControlTest {

  private static final String RLS = "{'learner':'rls','dimension':2}";
  private static final String SAMPLE = "{'x':[1,2],'y':3}";

  @TempDir private Path folder;

  @Test
  void replay_commands_areCarriedOutInTheirPlaceAndAnswered() {
    ReplayRun run =
        run(
            SAMPLE,
            "{'commandId':'c-1','type':'reset'}",
            "{'commandId':'c-1','type':'reset'}",
            SAMPLE,
            "{'commandId':'c-2','type':'freeze','model':'other'}");

    assertThat(acks(run))
        .extracting(Ack::commandId, Ack::model, Ack::status, Ack::incarnation)
        .containsExactly(
            tuple("c-1", "default", AckStatus.COMPLETED, 2L),
            tuple("c-1", "default", AckStatus.SKIPPED, 2L),
            tuple("c-2", "other", AckStatus.FAILED, 0L));
    assertThat(versions(run)).containsExactly("1.1", "2.0", "2.1");
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":5,\"model\":\"other\",\"reason\":\"CONTROL\",\"message\":\"");
  }

  @Test
  void replay_sampleWithFieldsOfACommand_isASample() {
    ReplayRun run = run("{'x':[1,2],'y':3,'commandId':'c','type':'reset'}");

    assertThat(versions(run)).containsExactly("1.1");
    assertThat(run.lines("acks")).isEmpty();
  }

  @Test
  void replay_commandAtAVersion_isCarriedOutRightAfterIt() {
    ReplayRun run =
        run(
            SAMPLE,
            "{'commandId':'c-1','type':'export','atVersion':3}",
            SAMPLE,
            SAMPLE,
            SAMPLE,
            "{'commandId':'c-2','type':'export','atVersion':2}");

    assertThat(acks(run))
        .extracting(Ack::status)
        .containsExactly(AckStatus.COMPLETED, AckStatus.FAILED);
    assertThat(states(run)).containsExactly("default 1.3", "default 1.4");
  }

  @Test
  void replay_waitingCommandWhoseIncarnationEnds_isRejectedUnderItsOwnLine() {
    ReplayRun run =
        run(
            SAMPLE,
            "{'commandId':'c-1','type':'freeze','atVersion':9}",
            SAMPLE,
            "{'commandId':'c-2','type':'reset'}");

    assertThat(acks(run))
        .extracting(Ack::commandId, Ack::status)
        .containsExactly(tuple("c-1", AckStatus.FAILED), tuple("c-2", AckStatus.COMPLETED));
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":2,\"model\":\"default\",\"reason\":\"CONTROL\"");
  }

  @Test
  void replay_commandWithoutAKnownType_isRejectedWithoutAnAnswer() {
    ReplayRun run = run("{'commandId':'c-1','type':'explode'}");

    assertThat(run.lines("acks")).isEmpty();
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":1,\"model\":null,\"reason\":\"CONTROL\"");
  }

  @Test
  void replay_deletedModel_leavesNoLineAmongTheWeights() {
    ReplayRun run = run(SAMPLE, "{'commandId':'c-1','type':'delete'}", SAMPLE);

    assertThat(versions(run)).containsExactly("1.1");
    assertThat(acks(run)).extracting(Ack::status).containsExactly(AckStatus.COMPLETED);
    assertThat(run.lines("states-out")).isEmpty();
    assertThat(run.complaints()).singleElement().asString().contains("\"reason\":\"DELETED\"");
  }

  @Test
  void replay_modelDeletedAfterItsExport_isNotGoneOnWith() {
    ReplayRun first =
        run(
            SAMPLE,
            "{'model':'b','x':[1,2],'y':3}",
            "{'commandId':'c-1','type':'export'}",
            "{'commandId':'c-2','type':'delete'}");

    assertThat(first.lines("states-out"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"model\":\"default\",\"spec\":{"),
            line -> assertThat(line).isEqualTo("{\"model\":\"default\",\"state\":null}"),
            line -> assertThat(line).startsWith("{\"model\":\"b\",\"spec\":{"));

    ReplayRun second =
        new ReplayRun(folder, "second")
            .over(
                RLS,
                List.of(SAMPLE, "{'model':'b','x':[1,2],'y':3}"),
                "--states-in=" + first.file("states-out"));
    assertThat(versions(second)).containsExactly("2.1", "1.2");
  }

  @Test
  void replay_initialAndCreate_writesVersionZeroOnce() {
    ReplayRun run =
        new ReplayRun(folder, "run")
            .over(
                RLS,
                List.of(
                    "{'commandId':'c-1','type':'create','model':'a'}",
                    "{'model':'a','x':[1,2],'y':3}",
                    "{'model':'b','x':[1,2],'y':3}",
                    "{'commandId':'c-2','type':'delete','model':'a'}",
                    "{'commandId':'c-3','type':'create','model':'a'}",
                    "{'model':'a','x':[1,2],'y':3}"),
                "--initial");

    assertThat(versions(run)).containsExactly("1.0", "1.1", "1.0", "1.1", "2.0", "2.1");
  }

  @Test
  void replay_importLongerThanASample_isTaken() {
    String large = "{'learner':'rls','dimension':500}";
    ReplayRun first =
        new ReplayRun(folder, "first")
            .over(large, List.of("{'x':{'n':500,'i':[3],'v':[1]},'y':1}"));
    String state =
        first
            .lines("states-out")
            .get(0)
            .replaceFirst(".*\"state\":\"", "")
            .replaceFirst("\".*", "");
    assertThat(state).hasSizeGreaterThan(1 << 20);

    ReplayRun second =
        new ReplayRun(folder, "second")
            .over(
                large,
                List.of(
                    "{'commandId':'c-1','type':'import','model':'m','state':'" + state + "'}",
                    "{'x':[" + "0,".repeat(1 << 19) + "0],'y':1}"));

    assertThat(acks(second)).extracting(Ack::status).containsExactly(AckStatus.COMPLETED);
    assertThat(versions(second)).containsExactly("1.1");
    assertThat(second.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":2,\"model\":null,\"reason\":\"TOO_LARGE\"");
  }

  @Test
  void replay_commandBeyondTheLongest_isRejectedAsControl() {
    ReplayRun run =
        run("{'commandId':'c-1','type':'import','state':'" + "A".repeat(24 << 20) + "'}", SAMPLE);

    assertThat(run.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":1,\"model\":null,\"reason\":\"CONTROL\"");
    assertThat(versions(run)).containsExactly("1.1");
  }

  @Test
  void replay_evaluatedModel_writesItsFigures() {
    ReplayRun run =
        new ReplayRun(folder, "run")
            .over(
                "{'learner':'greedy','dimension':1,'evaluate':{'every':2}}",
                List.of(
                    "{'x':[1],'y':1}", "{'x':[1],'y':1}", "{'x':[1],'y':1}", "{'x':[1],'y':4}"));

    assertThat(run.lines("metrics"))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"model\":\"default\",\"n\":2,")
                    .contains("\"mae\":0.5,"),
            line -> assertThat(line).contains("\"mae\":1.5,", "\"drift\":false"));
  }

  @Test
  void replay_limits_areThoseOfTheJob() {
    String late = "{'learner':'rls','dimension':2,'labels':{'wait':'7d'}}";
    List<String> lines =
        List.of(
            "{'x':[1,2],'y':3,'ts':1000}",
            "{'op':'predict','id':'s-1','x':[1,2],'ts':1000}",
            "{'op':'predict','id':'s-2','x':[1,2],'ts':1000}",
            "{'op':'label','id':'s-1','y':3}",
            "{'x':[1,2],'y':3,'ts':3001}",
            "{'commandId':'c','type':'delete'}",
            "{'x':[1,2],'y':3,'ts':3003}");

    ReplayRun run =
        new ReplayRun(folder, "run")
            .over(
                late,
                lines,
                "--limits.idle=2s",
                "--limits.deleted-for=1ms",
                "--limits.pending=1",
                "--limits.record-bytes=2kb",
                "--limits.dimension=2",
                "--limits.model-bytes=64kb");

    assertThat(versions(run)).containsExactly("1.1", "2.1", "3.1");
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .startsWith("{\"line\":4,\"model\":\"default\",\"reason\":\"LABEL\"");
  }

  private ReplayRun run(String... lines) {
    return new ReplayRun(folder, "run").over(RLS, List.of(lines));
  }

  private static List<Ack> acks(ReplayRun run) {
    return run.lines("acks").stream().map(line -> AckJson.read(utf8(line))).toList();
  }

  private static List<String> versions(ReplayRun run) {
    List<String> versions = new ArrayList<>();
    for (String line : run.lines("weights")) {
      var record = WeightRecordJson.read(utf8(line));
      versions.add(record.incarnation() + "." + record.version());
    }
    return versions;
  }

  private static List<String> states(ReplayRun run) {
    return run.lines("states-out").stream()
        .map(line -> ExportedStateJson.read(utf8(line)))
        .map(
            state ->
                String.format(
                    Locale.ROOT, "%s %d.%d", state.model(), state.incarnation(), state.version()))
        .toList();
  }

  private static byte[] utf8(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
