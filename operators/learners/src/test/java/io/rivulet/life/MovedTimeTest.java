package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Command;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.StoredLife;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.control.CommandDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A life of which only the time is said to have moved differs in nothing else from its bytes. */
class MovedTimeTest {

  private static final String MODEL = "m";

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_anyRecords_tellsEveryChangeAndOnlyTheTimeAsMoved(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Told told = new Told(specs(seed));
    Lifecycle lifecycle =
        new Lifecycle(
            specs(seed),
            new PublishPolicy(2),
            new LifeLimits(150, 50, 3),
            false,
            told,
            new Bench(SpecJson.canonical(Map.of("learner", "greedy", "dimension", 1))));
    long now = 1_000;
    lifecycle.accept(sample(0, Op.LEARN, now, 0.5));
    lifecycle.accept(sample(0, Op.PREDICT, now + 1, 0.5));
    // the input of a question is kept where its target may come later
    assertThat(told.moved).isEqualTo(seed % 2 == 0 ? 1 : 0);
    assertThat(told.changed).isEqualTo(seed % 2 == 0 ? 1 : 2);
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(30) == 0 ? random.nextInt(300) : random.nextInt(-2, 6);
      if (random.nextInt(8) == 0) {
        lifecycle.accept(command(i, random));
      } else {
        accept(lifecycle, sample(i, now, random));
      }
      assertThat(told.stored()).isEqualTo(told.live());
    }
  }

  private static void accept(Lifecycle lifecycle, Sample sample) throws Exception {
    try {
      lifecycle.accept(sample);
    } catch (RejectedException e) {
      // what was refused may have moved the time
    }
  }

  private static Specs specs(long seed) {
    Map<String, Object> plain = Map.of("learner", "rls", "dimension", 1);
    Map<String, Object> labelled =
        Map.of("learner", "rls", "dimension", 1, "labels", Map.of("wait", 20), "drift", Map.of());
    return Specs.forEveryModel(
        SpecJson.canonical(seed % 2 == 0 ? plain : labelled), Limits.DEFAULT);
  }

  private static Sample sample(int number, long now, SplittableRandom random) {
    int draw = random.nextInt(10);
    Op op = draw < 3 ? Op.LEARN : draw < 8 ? Op.PREDICT : draw == 8 ? Op.LABEL : Op.UNLEARN;
    return sample(
        op == Op.LABEL ? random.nextInt(number + 1) : number,
        op,
        random.nextInt(10) == 0 ? Sample.NO_TIME : now,
        random.nextInt(12) == 0 ? 1e300 : random.nextDouble());
  }

  private static Sample sample(int number, Op op, long now, double value) {
    double[] input = {value};
    double[] target = {1 - value};
    double[] x = op == Op.LABEL ? null : input;
    double[] y = op == Op.PREDICT ? null : target;
    return Sample.of(MODEL)
        .id("s-" + number)
        .op(op)
        .values(x)
        .size(op == Op.LABEL ? 0 : 1)
        .y(y)
        .ts(now)
        .origin(new Origin("t", 0, number, 1_000, null, new byte[] {'{', '}'}))
        .build();
  }

  private static Command command(int number, SplittableRandom random) throws RejectedException {
    List<String> types = List.of("freeze", "resume", "resume", "reset", "delete", "announce");
    Map<String, Object> record =
        Map.of("commandId", "c-" + number, "type", types.get(random.nextInt(types.size())));
    byte[] value = SpecJson.canonical(record).getBytes(StandardCharsets.UTF_8);
    byte[] key = MODEL.getBytes(StandardCharsets.UTF_8);
    return new CommandDecoder(null).decode(new Origin("control", 0, number, 1_000, key, value));
  }

  /** Lives that are stored as they are told to differ. */
  private static final class Told implements Lives {

    private final Kept lives;
    private StoredLife stored = Life.unknown(MODEL).store();
    private int moved;
    private int changed;

    Told(Specs specs) {
      this.lives = new Kept(specs);
    }

    @Override
    public Life find(String id) {
      return lives.find(id);
    }

    @Override
    public Life find(String id, int partition) {
      return lives.find(id);
    }

    @Override
    public void changed(Life life) {
      changed++;
      lives.changed(life);
      stored = life.store();
    }

    @Override
    public void moved(Life life) {
      moved++;
      stored = stored.at(life.time());
    }

    @Override
    public Shelf shelf(String id) {
      return lives.shelf(id);
    }

    String stored() {
      return HexFormat.of().formatHex(StateFrame.write(StoredLife.FORMAT, stored));
    }

    String live() {
      return HexFormat.of().formatHex(lives.bytes(MODEL));
    }
  }
}
