package io.rivulet.life;

import static io.rivulet.control.AckStatus.COMPLETED;
import static io.rivulet.control.AckStatus.FAILED;
import static io.rivulet.control.AckStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.record.Reason;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type of command in every state of a model, for learners of each family. */
class LifeTableTest {

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
                Stream.of(LifeState.values())
                    .flatMap(
                        state ->
                            Stream.of(CommandType.values())
                                .map(
                                    type ->
                                        DynamicTest.dynamicTest(
                                            kind + " " + state + " " + type,
                                            () -> check(kind, state, type)))));
  }

  private static void check(Kind kind, LifeState state, CommandType type) {
    Bench bench = state.of(kind);
    final long incarnation = bench.life().incarnation();
    final byte[] stored = bench.lives().bytes(Bench.MODEL);
    final int before = bench.tape.size();
    AckStatus expected = TABLE.get(type).get(List.of(LifeState.values()).indexOf(state));
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

  private static void checkPhase(Bench bench, LifeState state, CommandType type, AckStatus status) {
    boolean stays = type != CommandType.RESUME && type != CommandType.DELETE;
    boolean freezes = type == CommandType.FREEZE && status == COMPLETED;
    boolean frozen = freezes || (state == LifeState.FROZEN && stays);
    assertThat(bench.life().frozen()).isEqualTo(frozen);
    boolean there = state.exists() ? type != CommandType.DELETE : status == COMPLETED;
    assertThat(bench.life().exists()).isEqualTo(there);
    boolean deletes = type == CommandType.DELETE && status == COMPLETED;
    assertThat(bench.life().deleted()).isEqualTo(deletes || (state == LifeState.DELETED && !there));
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

  private static boolean begins(CommandType type) {
    return switch (type) {
      case CREATE, RESET, ROLLBACK, IMPORT, MERGE -> true;
      default -> false;
    };
  }

  private static long incarnation(
      LifeState state, CommandType type, AckStatus status, long before) {
    long known = state == LifeState.ABSENT ? 0 : 1;
    assertThat(before).isEqualTo(known);
    return status == COMPLETED && begins(type) ? known + 1 : known;
  }

  private static long version(LifeState state, CommandType type, AckStatus status) {
    long before = state.exists() ? LifeState.LEARNED : 0;
    if (status != COMPLETED) {
      return before;
    }
    return switch (type) {
      case CREATE, RESET, DELETE -> 0;
      case ROLLBACK -> 4;
      case IMPORT -> 5;
      case MERGE -> LifeState.LEARNED + 5;
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
    var read = StoredLife.read(life);
    String model =
        read.model() == null
            ? ""
            : HexFormat.of().formatHex(StateFrame.write(StoredModel.FORMAT, read.model()));
    return List.of(
        read.phase(), read.incarnation(), read.time(), read.configured(), read.waiting(), model);
  }
}
