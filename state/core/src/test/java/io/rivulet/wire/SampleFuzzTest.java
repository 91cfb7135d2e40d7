package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutated records: a sample or a refusal, never anything else. */
class SampleFuzzTest {

  private static final String[] VALID = {
    "{\"id\":\"s-17\",\"op\":\"learn\",\"x\":[0.5,-1.25,3.0],\"y\":2.5,\"weight\":1.0,\"ts\":17900}",
    "{\"x\":{\"n\":784,\"i\":[3,17],\"v\":[0.5,1.0]},\"y\":[1,2],\"schema\":1}",
    "{\"x\":{\"temp\":21.5,\"rpm\":900},\"y\":1e-3,\"model\":\"a\",\"other\":[{\"b\":null}]}",
    "{\"op\":\"predict\",\"x\":[1e999,NaN,-0.0],\"label\":3,\"matrix\":[1,2,3,4]}",
    "{\"x\":[[1,2],[3,4],[5,6]],\"y\":[[1],[2],[3]]}",
    "{\"x\":{\"a\":true,\"b\":\"t\",\"c\":[\"u\",\"v\"],\"d\":null},\"label\":\"k\",\"schema\":\"s\"}",
    "{\"x\":[{\"a\":1,\"b\":false},{\"b\":\"t\"},{}],\"y\":[1,2,3],\"ts\":1.79e12,\"weight\":null}",
    "\ufeff{\"x\":[true,2],\"y\":null,\"label\":1.0,\"id\":null}",
    "{\"op\":\"unlearn\",\"x\":[1,2],\"y\":1,\"u\":\"\\u00e9\\ud83d\\ude00 \u00e9\u20ac\"}"
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
    "-0.0",
    "[[1]]",
    "9999999999999999999999",
    "\"x\":",
    "\"y\":[",
    "{\"n\":1,\"i\":[0],\"v\":[1]}",
    "\u0000",
    "\"\\ud800\"",
    "\ufeff",
    "[[[[[[[[[[[[[[[[[[",
    "1.5",
    "true",
    "\"model\":7,",
    "\"schema\":9,",
    "\"label\":\"k\",",
    "{\"a\":[\"t\"]},",
    "false",
    "\u202e\u0007"
  };

  private static final Set<Reason> POSSIBLE =
      EnumSet.of(Reason.MALFORMED, Reason.LIMIT_JSON, Reason.NULL_VALUE, Reason.MODEL_ID);

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decode_mutatedRecord_givesASampleOrARefusal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, "m");
    int decoded = 0;
    int refused = 0;

    for (int i = 0; i < 500; i++) {
      byte[] value = mutated(random);
      try {
        decoded += usable(decoder.decode(new Origin("t", 0, i, 0, null, value))) ? 1 : 0;
      } catch (RejectedException e) {
        boolean shown = e.getMessage().chars().noneMatch(Character::isISOControl);
        refused += POSSIBLE.contains(e.reason()) && shown ? 1 : 0;
      }
    }

    assertThat(decoded).isPositive();
    assertThat(refused).isPositive();
    assertThat(decoded + refused).isEqualTo(500);
  }

  private static boolean usable(Sample sample) {
    boolean usable = true;
    if (sample.fault() != null) {
      usable &= !sample.faultMessage().isEmpty();
      usable &= sample.faultMessage().chars().noneMatch(Character::isISOControl);
      usable &= sample.faultMessage().length() < 1000;
    } else if (sample.rowEnds() != null) {
      usable &= sample.rowEnds().length == sample.rows();
      usable &= sample.rows() == 0 || sample.rowEnds()[sample.rows() - 1] == sample.names().length;
      usable &= named(sample);
    } else if (sample.rows() > 0) {
      usable &= sample.values().length == sample.rows() * sample.size();
    } else if (sample.indices() != null) {
      usable &= sample.indices().length == sample.values().length;
      for (int index : sample.indices()) {
        usable &= index >= 0 && index < sample.size();
      }
    } else if (sample.names() != null) {
      usable &= named(sample);
    }
    return usable;
  }

  /** Each name has a finite or infinite number, or texts. */
  private static boolean named(Sample sample) {
    boolean usable = sample.names().length == sample.values().length;
    usable &= sample.texts() == null || sample.texts().length == sample.names().length;
    for (int k = 0; usable && k < sample.names().length; k++) {
      usable = sample.numeric(k) || sample.texts()[k] != null;
    }
    return usable;
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
