package io.rivulet.cli.line;

import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded control records: sound ones, and ones that are wrong in every way that comes to mind. */
final class FuzzedControl {

  /** Ids of the models that the records are for. */
  static final int MODELS = 64;

  private static final String[] SPECS = {
    "{'learner':'rls','dimension':3}",
    "{'learner':'rls','dimension':4000}",
    "{'learner':'rls','dimension':3,'forgetting':0.9,'labels':{'wait':'1min','default':0}}",
    "{'learner':'orfit','dimension':3,'memory':2}",
    "{'learner':'orfit','dimension':1000000,'memory':1000000}",
    "{'learner':'ekf','dimension':2,'noise':1,'model':{'kind':'mlp','hidden':[3]}}",
    "{'learner':'lofi-diagonal','dimension':3,'memory':2,'noise':0.1}",
    "{'learner':'ogd','dimension':3,'rate':0.1,'steps':2}",
    "{'learner':'sgd','dimension':3,'rate':0.1,'evaluate':{'every':2}}",
    "{'learner':'one-step-sgd','dimension':3}",
    "{'learner':'greedy','dimension':3}",
    "{'learner':'online-net','dimension':3,'hidden':5}",
    "{'learner':'online-net','dimension':3,'hidden':2147483647}",
    "{'learner':'laplace','dimension':3,'classes':3,'window':4}",
    "{'learner':'distillation','dimension':3,'classes':3,'window':4}",
    "{'learner':'matrix-flow','dimension':3,'time':1,'initialScale':0.1}",
    "{'learner':'ledger','dimension':3,'ridge':0.5}",
    "{'learner':'rls','dimension':3,'drift':{'detector':'page-hinkley','then':'reset'}}",
    "{'evaluate':{'every':3},'drift':null,'labels':null}",
    "{'noise':0.5,'rate':1e300,'decay':0.5,'forgetting':1}",
    "{}"
  };

  private static final String[] NUMBERS = {
    "0",
    "-1",
    "1",
    "1.5",
    "1e308",
    "-1e308",
    "5e-324",
    "1e999",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "2147483648",
    "1e-400",
    "NaN",
    "null",
    "true",
    "\"1\"",
    "[]",
    "{}",
    "123456789012345678901234567890123456789012345678901234567890123456789"
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
    "\u0000",
    "\\ud800",
    "\ufeff",
    "[[[[[[[[[[[[[[[[[[",
    "\"type\":7,",
    "\"state\":\"====\",",
    "\"name\":\"a/b\",",
    "freeze",
    "="
  };

  private static final CommandType[] TYPES = CommandType.values();

  private final SplittableRandom random;
  private final String topic;
  private final List<ExportedState> states;
  private int count;

  /**
   * @param states of models of many learners, to be spoilt
   */
  FuzzedControl(long seed, String topic, List<ExportedState> states) {
    this.random = new SplittableRandom(seed);
    this.topic = topic;
    this.states = List.copyOf(states);
  }

  LifeTopics.Line next() {
    String model = "w-" + random.nextInt(MODELS);
    byte[] value =
        switch (random.nextInt(8)) {
          case 0 -> bytes(random.nextInt(60));
          case 1, 2 -> mutated(command(model));
          case 3 -> spoiltNumber(command(model));
          default -> command(model).getBytes(StandardCharsets.UTF_8);
        };
    return new LifeTopics.Line(topic, key(model), random.nextInt(500) == 0 ? null : value);
  }

  /** A sound sample of one of the models. */
  static byte[] sample(SplittableRandom random) {
    String json =
        "{\"model\":\"w-%d\",\"x\":[%s,%s,1],\"y\":%s,\"ts\":%d}"
            .formatted(
                random.nextInt(MODELS),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                1_790_000_000_000L);
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] key(String model) {
    return switch (random.nextInt(60)) {
      case 0 -> null;
      case 1 -> bytes(random.nextInt(9));
      case 2 -> "w".repeat(129).getBytes(StandardCharsets.UTF_8);
      case 3 -> "no-pattern".getBytes(StandardCharsets.UTF_8);
      default -> model.getBytes(StandardCharsets.UTF_8);
    };
  }

  private String command(String model) {
    CommandType type = TYPES[random.nextInt(TYPES.length)];
    StringBuilder json = new StringBuilder(200);
    json.append("{\"model\":\"").append(model).append("\",\"commandId\":\"c-");
    json.append(random.nextInt(20) == 0 ? random.nextInt(1 + count) : count++);
    json.append("\",\"type\":\"").append(type.label()).append('"');
    if (random.nextInt(3) == 0) {
      json.append(",\"atVersion\":").append(random.nextInt(4));
    }
    if (type == CommandType.CONFIGURE || random.nextInt(3) == 0) {
      json.append(",\"spec\":").append(pick(SPECS).replace('\'', '"'));
    }
    if (type == CommandType.SNAPSHOT || type == CommandType.ROLLBACK || random.nextInt(9) == 0) {
      json.append(",\"name\":\"n").append(random.nextInt(5)).append('"');
    }
    if (type == CommandType.IMPORT || type == CommandType.MERGE || random.nextInt(9) == 0) {
      json.append(",\"state\":\"");
      json.append(Base64.getEncoder().encodeToString(state())).append('"');
    }
    return json.append('}').toString();
  }

  /** A state that is whole, or that has a sound frame around what no learner has written. */
  private byte[] state() {
    ExportedState one = states.get(random.nextInt(states.size()));
    if (random.nextInt(3) == 0) {
      return one.state();
    }
    StoredModel stored = StateFrame.read(StoredModel.FORMAT, one.state());
    byte[] learned = stored.state().clone();
    for (int i = random.nextInt(4); i > 0 && learned.length > 0; i--) {
      learned[random.nextInt(learned.length)] = (byte) random.nextInt();
    }
    learned =
        switch (random.nextInt(8)) {
          case 0 -> Arrays.copyOf(learned, random.nextInt(learned.length + 1));
          case 1 -> Arrays.copyOf(learned, learned.length + random.nextInt(9));
          case 2 -> bytes(random.nextInt(100));
          default -> learned;
        };
    String spec = random.nextInt(6) == 0 ? pick(SPECS).replace('\'', '"') : stored.spec();
    return StateFrame.write(
        StoredModel.FORMAT,
        new StoredModel(
            spec,
            number(stored.incarnation()),
            number(stored.version()),
            number(stored.samples()),
            number(stored.previous()),
            learned,
            quality(stored.quality())));
  }

  private byte[] quality(byte[] sound) {
    byte[] frame = sound.clone();
    if (frame.length > 0 && random.nextInt(5) == 0) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    }
    return random.nextInt(10) == 0 ? bytes(random.nextInt(40)) : frame;
  }

  private long number(long sound) {
    return switch (random.nextInt(20)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> random.nextLong();
      case 2 -> -1;
      default -> sound;
    };
  }

  private byte[] spoiltNumber(String json) {
    int at = json.indexOf(':', random.nextInt(json.length()));
    if (at < 0) {
      return json.getBytes(StandardCharsets.UTF_8);
    }
    int end = at + 1;
    while (end < json.length() && ",}".indexOf(json.charAt(end)) < 0) {
      end++;
    }
    return (json.substring(0, at + 1) + pick(NUMBERS) + json.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mutated(String json) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(1, 4); n > 0 && value.length > 0; n--) {
      int at = random.nextInt(value.length);
      switch (random.nextInt(4)) {
        case 0 -> value[at] = (byte) random.nextInt();
        case 1 -> value[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> value = Arrays.copyOf(value, at);
        default -> value = spliced(value, at, pick(FRAGMENTS).getBytes(StandardCharsets.UTF_8));
      }
    }
    return value;
  }

  private static byte[] spliced(byte[] value, int at, byte[] between) {
    List<byte[]> parts =
        new ArrayList<>(
            List.of(
                Arrays.copyOf(value, at), between, Arrays.copyOfRange(value, at, value.length)));
    byte[] whole = new byte[value.length + between.length];
    int end = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, end, part.length);
      end += part.length;
    }
    return whole;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String pick(String[] among) {
    return among[random.nextInt(among.length)];
  }
}
