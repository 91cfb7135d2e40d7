package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.record.Reason;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Commands of any content end in an ack or a dead letter, and change nothing that they must not.
 */
class CommandFuzzTest {

  private static final int COMMANDS = 100_000;

  private static final String[] VALUES = {
    "null",
    "0",
    "-1",
    "1e999",
    "0.5",
    "2147483647",
    "9007199254740993",
    "1e308",
    "-0.0",
    "true",
    "'x'",
    "''",
    "[]",
    "{}",
    "[1,2]",
    "[[1]]",
    "{'a':1}",
    "'samples'",
    "{'seconds':1}",
    "['a','b']",
    "{'kind':'mlp','hidden':[3]}",
    "{'kind':'shared'}",
    "{'wait':'1d','default':1}",
    "{'every':1}",
    "{'detector':'page-hinkley','then':'reset'}",
    "[{'name':'a'},{'name':'b','hash':20}]",
    "{'uniform':1,'seed':3}",
    "1000000",
    "64"
  };

  private static final String[] FIELDS = {
    "learner",
    "dimension",
    "outputs",
    "bias",
    "initialWeights",
    "model",
    "forgetting",
    "forgettingMode",
    "priorPrecision",
    "memory",
    "noise",
    "summary",
    "memoryDecay",
    "tolerance",
    "seed",
    "processNoise",
    "rate",
    "steps",
    "hidden",
    "mode",
    "scale",
    "ridge",
    "direct",
    "horizon",
    "classes",
    "window",
    "decay",
    "strength",
    "reservoir",
    "time",
    "initialScale",
    "initialFactor",
    "centered",
    "form",
    "labels",
    "evaluate",
    "drift",
    "features",
    "standardize",
    "biasPrecision"
  };

  private final SplittableRandom random = new SplittableRandom(20);
  private final Kind[] kinds = Kind.values();
  private final CommandType[] types = CommandType.values();

  @Test
  void accept_anyCommands_answersAndChangesOnlyWhatItSays() {
    Bench bench = new Bench(Kind.RLS.spec());
    Map<String, Kind> models = new TreeMap<>();
    for (Kind kind : kinds) {
      String model = "m-" + kind;
      models.put(model, kind);
      birth(bench, model, kind);
    }
    List<String> ids = new ArrayList<>(models.keySet());
    List<byte[]> frames = new ArrayList<>();
    for (String id : ids) {
      frames.add(Frames.write(bench.lives().find(id).model().store()));
    }
    int completed = 0;
    int unanswered = 0;
    for (int i = 0; i < COMMANDS; i++) {
      String model = ids.get(random.nextInt(ids.size()));
      String other = ids.get(random.nextInt(ids.size()));
      byte[] before = bench.lives().bytes(model);
      byte[] untouched = bench.lives().bytes(other);
      bench.acks.clear();
      bench.rejected.clear();

      Ack ack = bench.raw(model, command(i, frames));

      if (ack == null) {
        unanswered++;
        boolean waits =
            bench.lives().find(model).store().waiting().size()
                > StoredLife.read(before).waiting().size();
        assertThat(bench.rejected).hasSize(waits ? 0 : 1);
        assertThat(bench.rejected).allMatch(r -> r.reason() == Reason.CONTROL);
        assertThat(waits || Arrays.equals(before, bench.lives().bytes(model))).isTrue();
      } else if (ack.status() == AckStatus.COMPLETED) {
        completed++;
        live(bench, model, models.get(model), i);
      } else {
        assertThat(bare(bench.lives().bytes(model))).isEqualTo(bare(before));
        assertThat(bench.rejected.size()).isEqualTo(ack.status() == AckStatus.FAILED ? 1 : 0);
        assertThat(ack.message()).isNotEmpty();
      }
      if (!other.equals(model)) {
        assertThat(bench.lives().bytes(other)).isEqualTo(untouched);
      }
      forget(bench);
    }
    assertThat(completed).isGreaterThan(COMMANDS / 10);
    assertThat(unanswered).isGreaterThan(COMMANDS / 100);
  }

  /** Whatever a command made of a model, samples are learned or refused. */
  private void live(Bench bench, String model, Kind kind, int i) {
    for (int k = 0; k < 4; k++) {
      bench.sample(model, kinds[random.nextInt(kinds.length)].sample(random), -1);
      bench.sample(model, kind.sample(random), -1);
    }
    if (i % 7 == 0) {
      bench.lives().store();
    }
  }

  private void birth(Bench bench, String model, Kind kind) {
    bench.raw(model, "{'commandId':'birth','type':'create','spec':" + kind.spec() + "}");
    for (int i = 0; i < 5; i++) {
      bench.sample(model, kind.sample(random), -1);
    }
  }

  private static void forget(Bench bench) {
    bench.weights.clear();
    bench.predictions.clear();
    bench.exports.clear();
    bench.figures.clear();
    bench.tape.clear();
  }

  private static List<Object> bare(byte[] bytes) {
    StoredLife life = StoredLife.read(bytes);
    String model =
        life.model() == null ? "" : Base64.getEncoder().encodeToString(Frames.write(life.model()));
    return List.of(
        life.phase(),
        life.incarnation(),
        life.time(),
        life.configured(),
        life.waiting().size(),
        model);
  }

  private String command(int i, List<byte[]> frames) {
    CommandType type = types[random.nextInt(types.length)];
    StringBuilder text =
        new StringBuilder("{'commandId':'f" + (random.nextInt(50) == 0 ? i - 1 : i) + "'");
    text.append(",'type':'").append(type.label()).append('\'');
    if (random.nextInt(4) == 0 || type == CommandType.CONFIGURE) {
      text.append(",'spec':").append(spec());
    }
    if (type == CommandType.IMPORT || type == CommandType.MERGE || random.nextInt(20) == 0) {
      text.append(Bench.state(frame(frames)));
    }
    if (type == CommandType.SNAPSHOT || type == CommandType.ROLLBACK || random.nextInt(20) == 0) {
      text.append(",'name':'").append((char) ('a' + random.nextInt(5))).append('\'');
    }
    if (random.nextInt(12) == 0) {
      text.append(",'atVersion':")
          .append(random.nextInt(3) == 0 ? any(VALUES) : "" + random.nextInt(20));
    }
    text.append('}');
    return random.nextInt(4) == 0 ? broken(text) : text.toString();
  }

  private String any(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String spec() {
    if (random.nextInt(20) == 0) {
      return any(VALUES);
    }
    String base = random.nextInt(3) == 0 ? "{" : kinds[random.nextInt(kinds.length)].spec(",");
    StringBuilder text =
        new StringBuilder(base.endsWith("}") ? base.substring(0, base.length() - 1) : base);
    int fields = random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      text.append('\'').append(any(FIELDS)).append("':").append(any(VALUES)).append(',');
    }
    return text.append("'bias':false}").toString();
  }

  /** A command with a few characters changed, left out or doubled. */
  private String broken(StringBuilder text) {
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(Math.min(text.length(), 300));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(place, (char) (' ' + random.nextInt(95)));
        case 1 -> text.deleteCharAt(place);
        default -> text.insert(place, text.charAt(random.nextInt(text.length())));
      }
    }
    return text.toString();
  }

  /** A frame as it was exported, or with bits flipped where no checksum shows it. */
  private byte[] frame(List<byte[]> frames) {
    byte[] frame = frames.get(random.nextInt(frames.size()));
    StoredModel stored = Frames.read(frame);
    return switch (random.nextInt(6)) {
      case 0 -> frame;
      case 1 -> flipped(frame, false);
      case 2 -> flipped(frame, true);
      case 3 -> Arrays.copyOf(frame, random.nextInt(frame.length));
      default -> Frames.withState(stored, flipped(stored.state(), true));
    };
  }

  private byte[] flipped(byte[] frame, boolean sealed) {
    byte[] changed = frame.clone();
    int flips = 1 + random.nextInt(3);
    for (int i = 0; i < flips; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return sealed ? Frames.sealed(changed) : changed;
  }
}
