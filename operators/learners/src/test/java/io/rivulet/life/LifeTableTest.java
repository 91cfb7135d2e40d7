package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.control.AckStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.record.Reason;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every type of command in every state of a model, for learners of each family. */
class LifeTableTest {

  private enum State {
    ABSENT,
    LIVE,
    FROZEN,
    DELETED;

    boolean exists() {
      return this == LIVE || this == FROZEN;
    }
  }

  private static final int LEARNED = 7;

  /** The states absent, live, frozen, deleted. */
  private static final Map<CommandType, List<AckStatus>> TABLE = new EnumMap<>(CommandType.class);

  static {
    row(CommandType.CREATE, COMPLETED, SKIPPED, SKIPPED, COMPLETED);
    row(CommandType.CONFIGURE, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.RESET, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.FREEZE, FAILED, COMPLETED, SKIPPED, FAILED);
    row(CommandType.RESUME, FAILED, SKIPPED, COMPLETED, FAILED);
    row(CommandType.ANNOUNCE, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.SNAPSHOT, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.ROLLBACK, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.EXPORT, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.IMPORT, COMPLETED, COMPLETED, COMPLETED, COMPLETED);
    row(CommandType.MERGE, FAILED, COMPLETED, COMPLETED, FAILED);
    row(CommandType.DELETE, SKIPPED, COMPLETED, COMPLETED, SKIPPED);
  }

  private static void row(CommandType type, AckStatus... statuses) {
    TABLE.put(type, List.of(statuses));
  }

  @TestFactory
  Stream<DynamicTest> accept_typeInState_isAsTheTableSays() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(State.values())
                    .flatMap(
                        state ->
                            Stream.of(CommandType.values())
                                .map(
                                    type ->
                                        DynamicTest.dynamicTest(
                                            kind + " " + state + " " + type,
                                            () -> check(kind, state, type)))));
  }

  private static void check(Kind kind, State state, CommandType type) {
    Bench bench = in(kind, state);
    final long incarnation = bench.life().incarnation();
    final byte[] stored = bench.lives().bytes(Bench.MODEL);
    final int before = bench.tape.size();
    AckStatus expected = TABLE.get(type).get(List.of(State.values()).indexOf(state));
    if (type == CommandType.MERGE && !kind.merges()) {
      expected = FAILED;
    }

    Ack ack = bench.command(type.label(), fields(kind, type));

    assertThat(ack.status()).as("%s", ack).isEqualTo(expected);
    assertThat(ack.model()).isEqualTo(Bench.MODEL);
    assertThat(ack.type()).isEqualTo(type);
    assertThat(ack.incarnation()).isEqualTo(incarnation(state, type, expected, incarnation));
    assertThat(ack.version()).isEqualTo(version(state, type, expected));
    assertThat(ack.incarnation()).isEqualTo(bench.life().incarnation());
    assertThat(ack.version()).isEqualTo(bench.life().version());
    List<String> out = bench.tape.subList(before, bench.tape.size());
    assertThat(out.stream().map(line -> line.substring(0, line.indexOf(' '))))
        .isEqualTo(emitted(type, expected));
    checkTexts(bench, ack);
    if (expected != COMPLETED) {
      assertThat(withoutCommands(bench.lives().bytes(Bench.MODEL)))
          .isEqualTo(withoutCommands(stored));
    }
    checkPhase(bench, state, type, expected);
    checkRepeat(bench, kind, type, ack);
  }

  private static void checkTexts(Bench bench, Ack ack) {
    if (ack.status() == COMPLETED) {
      assertThat(ack.reason()).isNull();
      assertThat(ack.message()).isNull();
      assertThat(bench.rejected).isEmpty();
    } else {
      assertThat(ack.message()).isNotEmpty().doesNotEndWith(".");
      assertThat(ack.reason() == null).isEqualTo(ack.status() == SKIPPED);
    }
    if (ack.status() == FAILED) {
      assertThat(bench.rejected).hasSize(1);
      assertThat(bench.rejected.get(0).reason()).isEqualTo(Reason.CONTROL);
      assertThat(bench.rejected.get(0).origin().topic()).isEqualTo("control");
      assertThat(bench.rejected.get(0).message()).isEqualTo(ack.message());
    }
  }

  private static void checkPhase(Bench bench, State state, CommandType type, AckStatus status) {
    boolean stays = type != CommandType.RESUME && type != CommandType.DELETE;
    boolean freezes = type == CommandType.FREEZE && status == COMPLETED;
    boolean frozen = freezes || (state == State.FROZEN && stays);
    assertThat(bench.life().frozen()).isEqualTo(frozen);
    boolean there = state.exists() ? type != CommandType.DELETE : status == COMPLETED;
    assertThat(bench.life().exists()).isEqualTo(there);
    boolean deletes = type == CommandType.DELETE && status == COMPLETED;
    assertThat(bench.life().deleted()).isEqualTo(deletes || (state == State.DELETED && !there));
  }

  /** The same command once more does nothing, whatever became of the model. */
  private static void checkRepeat(Bench bench, Kind kind, CommandType type, Ack first) {
    byte[] stored = bench.lives().bytes(Bench.MODEL);
    int before = bench.tape.size();
    bench.lives().store();

    Ack again =
        bench.raw(
            Bench.MODEL,
            "{'commandId':'"
                + first.commandId()
                + "','type':'"
                + type.label()
                + "'"
                + fields(kind, type)
                + "}");

    assertThat(again.status()).isEqualTo(SKIPPED);
    assertThat(again.message()).contains("commandId");
    assertThat(bench.tape).hasSize(before + 1);
    assertThat(bench.lives().bytes(Bench.MODEL)).isEqualTo(stored);
  }

  private static StoredModel foreign(Kind kind) {
    Bench other = new Bench(kind.spec());
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 5; i++) {
      other.sample(kind.sample(random));
    }
    return other.life().model().store();
  }

  private static String fields(Kind kind, CommandType type) {
    return switch (type) {
      case CONFIGURE -> ",'spec':{'evaluate':" + (kind.answers() ? "{'every':2}" : "null") + "}";
      case SNAPSHOT, ROLLBACK -> ",'name':'s'";
      case IMPORT, MERGE -> Bench.state(StateFrame.write(StoredModel.FORMAT, foreign(kind)));
      default -> "";
    };
  }

  private static Bench in(Kind kind, State state) {
    Bench bench = new Bench(kind.spec());
    if (state == State.ABSENT) {
      return bench;
    }
    SplittableRandom random = new SplittableRandom(kind.seed());
    for (int i = 0; i < LEARNED; i++) {
      bench.sample(kind.sample(random, ",'ts':" + i));
      if (i == 3) {
        assertThat(bench.command("snapshot", ",'name':'s'").status()).isEqualTo(COMPLETED);
      }
    }
    switch (state) {
      case FROZEN -> bench.command("freeze");
      case DELETED -> bench.command("delete");
      default -> {}
    }
    assertThat(bench.rejected).isEmpty();
    return bench;
  }

  private static boolean begins(CommandType type) {
    return switch (type) {
      case CREATE, RESET, ROLLBACK, IMPORT, MERGE -> true;
      default -> false;
    };
  }

  private static long incarnation(State state, CommandType type, AckStatus status, long before) {
    long known = state == State.ABSENT ? 0 : 1;
    assertThat(before).isEqualTo(known);
    return status == COMPLETED && begins(type) ? known + 1 : known;
  }

  private static long version(State state, CommandType type, AckStatus status) {
    long before = state.exists() ? LEARNED : 0;
    if (status != COMPLETED) {
      return before;
    }
    return switch (type) {
      case CREATE, RESET, DELETE -> 0;
      case ROLLBACK -> 4;
      case IMPORT -> 5;
      case MERGE -> LEARNED + 5;
      default -> before;
    };
  }

  private static List<String> emitted(CommandType type, AckStatus status) {
    if (status == SKIPPED) {
      return List.of("ack");
    }
    if (status == FAILED) {
      return List.of("ack", "rejected");
    }
    return switch (type) {
      case CREATE, RESET, ROLLBACK, IMPORT, MERGE, ANNOUNCE -> List.of("weights", "ack");
      case EXPORT -> List.of("state", "ack");
      case DELETE -> List.of("weights", "state", "ack");
      default -> List.of("ack");
    };
  }

  /** A life without the ids of its commands, which every command leaves. */
  private static List<Object> withoutCommands(byte[] life) {
    var read = io.rivulet.state.StoredLife.read(life);
    String model =
        read.model() == null
            ? ""
            : java.util.HexFormat.of()
                .formatHex(StateFrame.write(StoredModel.FORMAT, read.model()));
    return List.of(
        read.phase(), read.incarnation(), read.time(), read.configured(), read.waiting(), model);
  }

  @Test
  void accept_33Commands_remembersTheLast32AcrossResetAndDelete() {
    Bench bench = new Bench(Kind.RLS.spec());
    bench.sample("{'x':[1,2],'y':3}");
    for (int i = 0; i < 33; i++) {
      String type = i == 10 ? "reset" : i == 20 ? "delete" : i == 21 ? "create" : "announce";
      assertThat(
              bench.raw(Bench.MODEL, "{'commandId':'r-" + i + "','type':'" + type + "'}").status())
          .isEqualTo(COMPLETED);
    }

    bench.lives().store();
    for (int i = 1; i < 33; i++) {
      assertThat(bench.raw(Bench.MODEL, "{'commandId':'r-" + i + "','type':'announce'}").status())
          .as("id %d", i)
          .isEqualTo(SKIPPED);
    }
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'r-0','type':'announce'}").status())
        .isEqualTo(COMPLETED);
  }

  @Test
  void accept_repeatOfAFailedCommand_isSkipped() {
    Bench bench = new Bench(Kind.RLS.spec());
    assertThat(bench.raw(Bench.MODEL, "{'commandId':'f','type':'reset'}").status())
        .isEqualTo(FAILED);

    assertThat(bench.raw(Bench.MODEL, "{'commandId':'f','type':'create'}").status())
        .isEqualTo(SKIPPED);
    assertThat(bench.life().exists()).isFalse();
    assertThat(bench.raw("other", "{'commandId':'f','type':'create'}").status())
        .isEqualTo(COMPLETED);
  }

  @Test
  void accept_recordThatCannotBeAddressed_isOnlyADeadLetter() {
    for (String record :
        List.of(
            "{'type':'reset'}", "{'commandId':'a','type':'explode'}", "{'commandId':'a'}", "[]")) {
      Bench bench = new Bench(Kind.RLS.spec());
      assertThat(bench.raw(Bench.MODEL, record)).isNull();
      assertThat(bench.rejected).hasSize(1);
      assertThat(bench.rejected.get(0).reason()).isEqualTo(Reason.CONTROL);
      assertThat(bench.life().store().commands()).isEmpty();
    }
  }

  @Test
  void delete_model_leavesTombstonesAndAStub() {
    Bench bench = in(Kind.RLS, State.LIVE);
    bench.command("delete");

    WeightRecord tombstone = bench.lastWeights();
    assertThat(tombstone.isTombstone()).isTrue();
    assertThat(tombstone.model()).isEqualTo(Bench.MODEL);
    assertThat(bench.exports).singleElement().matches(ExportedState::isTombstone);
    var stub = bench.life().store();
    assertThat(stub.incarnation()).isEqualTo(1);
    assertThat(stub.time()).isEqualTo(LEARNED - 1);
    assertThat(stub.commands()).hasSize(2);
    assertThat(stub.waiting()).isEmpty();
    bench.command("create");
    assertThat(bench.command("rollback", ",'name':'s'").message()).contains("no snapshot");
  }

  @Test
  void accept_sampleOfADeletedModel_bearsItAnewOnlyAfterTheGraceTime() {
    Bench bench =
        new Bench(
            Kind.RLS.spec(),
            1,
            new LifeLimits(LifeLimits.NEVER, 100, 10),
            io.rivulet.record.Limits.DEFAULT);
    bench.sample("{'x':[1,2],'y':3,'ts':1000}");
    bench.command("delete");

    assertThat(bench.reason("{'x':[1,2],'y':3,'ts':500}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'ts':1099}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'y':3,'ts':1100}")).isEqualTo(Reason.DELETED);
    assertThat(bench.reason("{'x':[1,2],'y':3}")).isEqualTo(Reason.DELETED);
    bench.sample("{'x':[1,2],'y':3,'ts':1101}");

    assertThat(bench.lastWeights().incarnation()).isEqualTo(2);
    assertThat(bench.lastWeights().version()).isEqualTo(1);
    assertThat(bench.lastWeights().previous()).isEqualTo(WeightRecord.NONE);
  }

  @Test
  void accept_modelWithAStoredSpec_takesSamplesAlthoughNoPatternMatches() {
    Bench bench = new Bench(Kind.RLS.spec());
    bench.command("create", ",'spec':" + Kind.SGD.spec());
    bench.restart(new io.rivulet.learner.Specs(List.of(), io.rivulet.record.Limits.DEFAULT));
    bench.sample("{'x':[1,2],'y':3}");

    assertThat(bench.lastWeights().learner()).isEqualTo("sgd");
    assertThat(bench.lastWeights().version()).isEqualTo(1);
    Ack ack = bench.raw("unmatched", "{'commandId':'u','type':'create'}");
    assertThat(ack.status()).isEqualTo(FAILED);
    assertThat(ack.reason()).isEqualTo("UNKNOWN_MODEL");
    assertThat(bench.rejected).extracting(r -> r.reason()).containsExactly(Reason.CONTROL);
  }

  @Test
  void snapshot_fourthName_failsNamingTheThree() {
    Bench bench = in(Kind.RLS, State.LIVE);
    bench.command("snapshot", ",'name':'a'");
    bench.command("snapshot", ",'name':'b.c_d-E'");

    Ack fourth = bench.command("snapshot", ",'name':'z'");
    assertThat(fourth.status()).isEqualTo(FAILED);
    assertThat(fourth.message()).contains("s", "a", "b.c_d-E");
    assertThat(bench.command("snapshot", ",'name':'a'").status()).isEqualTo(COMPLETED);
    bench.command("reset");
    assertThat(bench.command("rollback", ",'name':'a'").version()).isEqualTo(LEARNED);
    assertThat(bench.command("rollback", ",'name':'s'").version()).isEqualTo(4);
    for (String name : List.of("", "a b", "x".repeat(65), "ü", "a:b")) {
      assertThat(bench.command("rollback", ",'name':'" + name + "'").status()).isEqualTo(FAILED);
    }
  }
}
