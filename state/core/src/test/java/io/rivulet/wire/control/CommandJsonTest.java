package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.record.Origin;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what the job decodes. */
final class CommandJsonTest {

  private static final String[] SPECS = {
    null, "{\"rate\":null}", "{\"learner\":\"sgd\",\"dimension\":3,\"rate\":1.0E-9}"
  };

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_ofWhatIsWritten_isTheCommand(long seed) throws Exception {
    Command command = command(new SplittableRandom(seed));

    Command decoded = decode(command);

    assertThat(decoded).usingRecursiveComparison().ignoringFields("origin").isEqualTo(command);
  }

  @Test
  void write_absentParts_areLeftOut() {
    Command command =
        new Command("m", "c-1", CommandType.FREEZE, null, null, null, Command.AT_ONCE, null, null);

    assertThat(text(command)).isEqualTo("{\"commandId\":\"c-1\",\"type\":\"freeze\"}");
  }

  @Test
  void write_allParts_standInOrder() {
    Command command =
        new Command(
            "m", "c", CommandType.CREATE, "{\"a\":null}", new byte[] {1}, "n", 0, null, null);

    assertThat(text(command))
        .isEqualTo(
            "{\"commandId\":\"c\",\"type\":\"create\",\"spec\":{\"a\":null},\"state\":\"AQ==\","
                + "\"name\":\"n\",\"atVersion\":0}");
  }

  private static Command command(SplittableRandom random) {
    CommandType[] types = CommandType.values();
    CommandType type = types[random.nextInt(types.length)];
    boolean takesState = type == CommandType.IMPORT || type == CommandType.MERGE;
    boolean takesName = type == CommandType.SNAPSHOT || type == CommandType.ROLLBACK;
    String spec =
        type == CommandType.CONFIGURE ? SPECS[1 + random.nextInt(2)] : SPECS[random.nextInt(3)];
    return new Command(
        "pump-" + random.nextInt(10),
        "c \"\\\u00e9 " + random.nextLong(),
        type,
        spec,
        takesState || random.nextBoolean() ? state(random) : null,
        takesName || random.nextBoolean() ? "n._-" + random.nextInt(9) : null,
        random.nextBoolean() ? Command.AT_ONCE : random.nextLong(1L << 50),
        null,
        null);
  }

  private static byte[] state(SplittableRandom random) {
    byte[] learned = new byte[random.nextInt(1000)];
    random.nextBytes(learned);
    return StateFrame.write(
        StoredModel.FORMAT, new StoredModel("{\"learner\":\"sgd\"}", 1, 3, 3, 3, learned));
  }

  private static Command decode(Command command) throws Exception {
    byte[] key = command.model().getBytes(StandardCharsets.UTF_8);
    return new CommandDecoder(null)
        .decode(new Origin("control", 0, 7, 0, key, CommandJson.write(command)));
  }

  private static String text(Command command) {
    return new String(CommandJson.write(command), StandardCharsets.UTF_8);
  }
}
