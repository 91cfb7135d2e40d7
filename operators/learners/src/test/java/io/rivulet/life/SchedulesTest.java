package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.ExportedStateJson;
import io.rivulet.wire.control.QualityJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random schedules of everything that can happen to a model. */
class SchedulesTest {

  private static final int LENGTH = 120;
  private static final LifeLimits LIMITS = new LifeLimits(400, 150, 5);

  private static final String LEDGER =
      "{'learner':'ledger','dimension':2,'ridge':0.5,'labels':{'wait':100,'default':0.5},'evaluate':{'every':3}}";

  /** One record of a schedule, a command or a sample. */
  private record Event(boolean command, String text) {}

  @Test
  void accept_randomSchedules_doesWhatAPlainModelDoes() throws IOException {
    int completed = 0;
    int failed = 0;
    int rejected = 0;
    for (long seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long every = random.nextInt(1, 4);
      Plain plain = new Plain();
      PlainLife life =
          new PlainLife(Bench.MODEL, specs(), new PublishPolicy(every), LIMITS, 0.5, plain);
      Tape tape = new Tape();
      Kept lives = new Kept(specs());
      Lifecycle lifecycle =
          new Lifecycle(specs(), new PublishPolicy(every), LIMITS, false, lives, tape);
      int stores = random.nextInt(1, 30);
      long offset = 0;
      for (Event event : schedule(Kind.LEDGER, random)) {
        offset++;
        Origin origin = origin(event, offset);
        feed(event, origin, plain, life);
        feed(event, origin, tape, lifecycle);
        assertThat(tape.lines).as("seed %d, %s", seed, event.text).isEqualTo(plain.lines);
        assertThat(tape.dropped).as("seed %d, %s", seed, event.text).isEqualTo(plain.dropped);
        if (random.nextInt(stores) == 0) {
          lives.store();
        }
        completed += count(tape, "COMPLETED");
        failed += count(tape, "FAILED");
        rejected += count(tape, "rejected ");
        tape.lines.clear();
        plain.lines.clear();
      }
    }
    assertThat(completed).isGreaterThan(10_000);
    assertThat(failed).isGreaterThan(5_000);
    assertThat(rejected).isGreaterThan(10_000);
  }

  private static int count(Plain tape, String text) {
    return (int) tape.lines.stream().filter(line -> line.contains(text)).count();
  }

  private static Specs specs() {
    return Specs.forEveryModel(Bench.json(LEDGER), Limits.DEFAULT);
  }

  private static Origin origin(Event event, long offset) {
    return new Origin(
        event.command ? "control" : "samples",
        0,
        offset,
        -1,
        Bench.MODEL.getBytes(StandardCharsets.UTF_8),
        Bench.json(event.text).getBytes(StandardCharsets.UTF_8));
  }

  private static void feed(Event event, Origin origin, Plain out, PlainLife life) {
    try {
      if (event.command) {
        life.command(new CommandDecoder(null).decode(origin));
      } else {
        life.sample(new SampleDecoder(Limits.DEFAULT, null).decode(origin));
      }
    } catch (RejectedException e) {
      out.rejected(Rejected.of(e, origin));
    }
  }

  private static void feed(Event event, Origin origin, Plain out, Lifecycle lifecycle)
      throws IOException {
    try {
      if (event.command) {
        lifecycle.accept(new CommandDecoder(null).decode(origin));
      } else {
        lifecycle.accept(new SampleDecoder(Limits.DEFAULT, null).decode(origin));
      }
    } catch (RejectedException e) {
      out.rejected(Rejected.of(e, origin));
    }
  }

  /** Restoring a life between any two records changes no bit of what comes out. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void accept_restoredBetweenAnyTwoRecords_emitsTheSameBits(Kind kind) {
    String more = kind.takesTargets() ? ",'labels':{'wait':100}" : "";
    String measured =
        kind.answers()
            ? ",'evaluate':{'every':3},'drift':{'detector':'page-hinkley','threshold':0.3,'then':'reset'}"
            : "";
    for (long seed = 0; seed < 25; seed++) {
      Bench plain = new Bench(kind.spec(more + measured), 2, LIMITS, Limits.DEFAULT);
      Bench restored = new Bench(kind.spec(more + measured), 2, LIMITS, Limits.DEFAULT);
      for (Event event : schedule(kind, new SplittableRandom(seed))) {
        for (Bench bench : List.of(plain, restored)) {
          if (event.command) {
            bench.raw(Bench.MODEL, event.text);
          } else {
            bench.sample(event.text);
          }
        }
        restored.lives().store();
      }
      assertThat(restored.tape).isEqualTo(plain.tape);
      assertThat(restored.lives().bytes(Bench.MODEL)).isEqualTo(plain.lives().bytes(Bench.MODEL));
    }
  }

  private static List<Event> schedule(Kind kind, SplittableRandom random) {
    Bench other = new Bench(kind == Kind.LEDGER ? LEDGER : kind.spec());
    for (int i = 0; i < 4; i++) {
      other.sample(kind.sample(random));
    }
    String state = Bench.state(other.state());
    List<Event> events = new ArrayList<>();
    long time = 1000;
    for (int i = 0; i < LENGTH; i++) {
      time += random.nextInt(60) == 0 ? random.nextInt(1000) : random.nextInt(12);
      events.add(
          random.nextInt(5) < 2
              ? new Event(true, command(i, state, kind, random))
              : new Event(false, sample(kind, time, random)));
    }
    return events;
  }

  private static String sample(Kind kind, long now, SplittableRandom random) {
    String ts = random.nextInt(8) == 0 ? "" : ",'ts':" + (now - random.nextInt(40));
    String name = ",'id':'q" + random.nextInt(8) + "'";
    return switch (random.nextInt(11)) {
      case 0, 1 -> "{'op':'predict'," + kind.input(random) + name + ts + "}";
      case 2, 3 -> "{'op':'label'," + kind.target(random) + name + ts + "}";
      case 4 -> "{'op':'unlearn'," + kind.input(random) + "," + kind.target(random) + ts + "}";
      case 5 -> "{'x':[1]" + ts + "}";
      case 6 ->
          kind.takesTargets() && !kind.takesClasses()
              ? "{'x':[[1,2],[0.5,-1]],'y':[1,0.25]" + ts + "}"
              : kind.sample(random, ts);
      default -> kind.sample(random, name, ts);
    };
  }

  private static String command(int i, String state, Kind kind, SplittableRandom random) {
    CommandType[] types = CommandType.values();
    CommandType type = types[random.nextInt(types.length)];
    if ((type == CommandType.DELETE || type == CommandType.RESET) && random.nextInt(3) > 0) {
      type = CommandType.ANNOUNCE;
    }
    int id = random.nextInt(10) == 0 ? Math.max(0, i - random.nextInt(60)) : i;
    String[] specs = {
      "{}",
      "{'labels':null}",
      "{'labels':{'wait':100,'default':0.5}}",
      "{'evaluate':{'every':2}}",
      "{'ridge':9}",
      "{'odd':1}"
    };
    String fields =
        switch (type) {
          case CONFIGURE -> ",'spec':" + specs[random.nextInt(specs.length)];
          case CREATE, RESET ->
              random.nextInt(3) == 0 && kind == Kind.LEDGER ? ",'spec':" + LEDGER : "";
          case SNAPSHOT, ROLLBACK -> ",'name':'s" + random.nextInt(4) + "'";
          case IMPORT, MERGE -> random.nextInt(5) == 0 ? ",'state':'" + "AAAA" + "'" : state;
          default -> "";
        };
    String when = random.nextInt(3) == 0 ? ",'atVersion':" + random.nextInt(20) : "";
    return "{'commandId':'c" + id + "','type':'" + type.label() + "'" + fields + when + "}";
  }

  /** What came out, with the parts that the contract fixes. */
  private static class Plain implements LifeOutputs {

    final List<String> lines = new ArrayList<>();
    int dropped;

    private void note(String kind, byte[] bytes) {
      lines.add(kind + " " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void prediction(Prediction prediction) {
      note("prediction", PredictionJson.write(prediction));
    }

    @Override
    public void weights(WeightRecord record) {
      note("weights", record.isTombstone() ? new byte[0] : WeightRecordJson.write(record));
    }

    @Override
    public void warning(String model, String warning) {}

    @Override
    public void quality(QualityRecord record) {
      note("quality", QualityJson.write(record));
    }

    @Override
    public void ack(Ack ack) {
      Ack plain =
          new Ack(
              ack.commandId(),
              ack.model(),
              ack.type(),
              ack.status(),
              ack.reason(),
              null,
              ack.incarnation(),
              ack.version());
      note("ack", AckJson.write(plain));
    }

    @Override
    public void exported(ExportedState state) {
      note("state", state.isTombstone() ? new byte[0] : ExportedStateJson.write(state));
    }

    @Override
    public void rejected(Rejected record) {
      lines.add(
          "rejected "
              + record.reason()
              + " "
              + record.origin().topic()
              + " "
              + record.origin().offset());
    }

    @Override
    public void dropped(int inputs) {
      dropped += inputs;
    }
  }

  private static final class Tape extends Plain {}
}
