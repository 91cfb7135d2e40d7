package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.control.Command;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.SpecJson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutated control records: a command or a refusal, never anything else, and in little memory. */
class CommandFuzzTest {

  private static final int RECORDS = 500;

  private static final String STATE =
      Base64.getEncoder()
          .encodeToString(
              StateFrame.write(
                  StoredModel.FORMAT,
                  new StoredModel("{\"learner\":\"sgd\"}", 2, 42, 40, 41, new byte[] {1, 2, 3})));

  private static final String[] VALID = {
    "{\"commandId\":\"c-1\",\"type\":\"create\",\"spec\":{\"learner\":\"sgd\",\"rate\":null}}",
    "{\"commandId\":\"c-2\",\"type\":\"configure\",\"spec\":{\"rate\":1e-9,\"a\":[{\"b\":[]}]}}",
    "{\"commandId\":\"c-3\",\"type\":\"snapshot\",\"name\":\"before-noon_1\",\"atVersion\":42.0}",
    "{\"commandId\":\"c-4\",\"type\":\"import\",\"state\":\"" + STATE + "\"}",
    "{\"commandId\":\"c-5\",\"type\":\"merge\",\"state\":\"" + STATE + "\",\"u\":[[1],{}]}",
    "\ufeff{\"type\":\"rollback\",\"name\":\"n\",\"commandId\":\"\u00e9\u20ac\",\"spec\":null}",
    "{\"type\":\"freeze\",\"commandId\":\"\\u00e9\\ud83d\\ude00\",\"atVersion\":0,\"model\":\"a\"}",
    "{\"commandId\":\"c-6\",\"type\":\"delete\"}"
  };

  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "NaN",
    "-Infinity",
    "1e999",
    "1e999999999",
    "-1",
    "9999999999999999999999",
    "\u0000",
    "\\ud800",
    "\"\\udc00\"",
    "\ufeff",
    "[[[[[[[[[[[[[[[[[[",
    "1.5",
    "true",
    "\"type\":7,",
    "\"state\":\"====\",",
    "\"spec\":[],",
    "\"name\":\"a/b\",",
    "\"x\":[1],",
    "freeze",
    "=",
    "\u202e\u0007"
  };

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_mutatedRecord_givesACommandOrARefusal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CommandDecoder decoder = new CommandDecoder("m");
    int decoded = 0;
    int refused = 0;

    for (int i = 0; i < RECORDS; i++) {
      byte[] value = mutated(random);
      CommandDecoder.isCommand(value);
      try {
        decoded += usable(decoder.decode(new Origin("t", 0, i, 0, null, value))) ? 1 : 0;
      } catch (RejectedException e) {
        boolean sound = e.reason() == Reason.CONTROL && e.stage() == Stage.CONTROL;
        refused += sound && shown(e.getMessage()) ? 1 : 0;
      }
    }

    assertThat(decoded).isPositive();
    assertThat(refused).isPositive();
    assertThat(decoded + refused).isEqualTo(RECORDS);
  }

  @Test
  void decode_hostileRecord_takesMemoryInProportionToItsBytes() {
    int million = 1 << 20;
    String start = "{\"commandId\":\"c\",\"type\":\"import\",\"u\":";
    for (String hostile :
        new String[] {
          "[".repeat(million),
          "{\"a\":".repeat(million),
          start + "[".repeat(million),
          start + "\"" + "a".repeat(million) + "\"}",
          start + "\"a\",\"state\":\"" + "A".repeat(million) + "\"}",
          start + "\"a\",\"" + "n".repeat(million) + "\":1}",
          start + "9".repeat(million) + "}",
          start + "1e" + "9".repeat(60) + ",\"atVersion\":1e999999999}",
          start + "[" + "1,".repeat(million) + "1]}",
          start + "[" + "{},".repeat(million) + "1]}",
          start + "1" + names(100_000) + "}"
        }) {
      byte[] value = hostile.getBytes(StandardCharsets.UTF_8);

      assertThat(allocated(value)).isLessThan(40L * value.length + (4 << 20));
    }
  }

  private static String names(int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      names.append(",\"").append(i).append("\":0");
    }
    return names.toString();
  }

  /** The bytes that this thread allocates when it decodes a record. */
  private static long allocated(byte[] value) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      usable(new CommandDecoder("m").decode(new Origin("t", 0, 0, 0, null, value)));
    } catch (RejectedException e) {
      assertThat(e.reason()).isEqualTo(Reason.CONTROL);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static boolean usable(Command command) {
    boolean usable = command.model() != null && command.type() != null;
    int length = command.commandId().length();
    usable &= length >= 1 && length <= 128;
    usable &= command.atVersion() >= Command.AT_ONCE;
    if (command.fault() != null) {
      return usable && shown(command.fault());
    }
    if (command.spec() != null) {
      usable &= SpecJson.read(command.spec()) != null;
    }
    if (command.state() != null) {
      usable &= StateFrame.read(StoredModel.FORMAT, command.state()).version() == 42;
    }
    return usable;
  }

  private static boolean shown(String message) {
    return !message.isEmpty()
        && message.length() < 1000
        && message.chars().noneMatch(Character::isISOControl);
  }

  private static byte[] mutated(SplittableRandom random) {
    byte[] value = VALID[random.nextInt(VALID.length)].getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(0, 4); n > 0 && value.length > 0; n--) {
      int at = random.nextInt(value.length);
      switch (random.nextInt(5)) {
        case 0 -> value[at] = (byte) random.nextInt();
        case 1 -> value[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> value = Arrays.copyOf(value, at);
        case 3 -> value = spliced(value, at, at + random.nextInt(value.length - at), "");
        default -> value = spliced(value, at, at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
      }
    }
    return value;
  }

  private static byte[] spliced(byte[] value, int from, int to, String between) {
    byte[] middle = between.getBytes(StandardCharsets.UTF_8);
    byte[] result = new byte[from + middle.length + value.length - to];
    System.arraycopy(value, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(value, to, result, from + middle.length, value.length - to);
    return result;
  }
}
