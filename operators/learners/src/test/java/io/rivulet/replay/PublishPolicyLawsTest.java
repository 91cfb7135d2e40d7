package io.rivulet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.life.LifeLimits;
import io.rivulet.life.LifeOutputs;
import io.rivulet.life.Lifecycle;
import io.rivulet.life.Lives;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.control.CommandDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy leaves out, and that it changes nothing else. */
final class PublishPolicyLawsTest {

  private static final String SPEC =
      "{\"learner\": \"rls\", \"dimension\": 2, \"labels\": {\"wait\": \"2s\", \"default\": 1}}";

  private static final Specs SPECS = Specs.forEveryModel(SPEC, Limits.DEFAULT);

  static LongStream seeds() {
    return Seeds.first(200);
  }

  /** A line and what it does to the time of its model. */
  private record Line(String model, Long ts, String text) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_atMost_publishesDueVersionsThatFarApart(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Line> lines = lines(random, "learn", "predict");
    int every = 1 + random.nextInt(3);
    long atMost = 100 * random.nextLong(1, 30);

    Run held = new Run(new PublishPolicy(every, atMost, PredictionPolicy.ALL));
    Run stored =
        new Run(new PublishPolicy(every, atMost, PredictionPolicy.ALL), new StoredLives(SPECS));
    Run all = new Run(new PublishPolicy(1));
    Map<String, Long> times = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    Map<String, Long> previous = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (Line line : lines) {
      held.accept(line);
      stored.accept(line);
      all.accept(line);
      if (line.ts != null) {
        times.merge(line.model, line.ts, Math::max);
      }
      Long time = times.get(line.model);
      for (WeightRecord record : all.takeWeights()) {
        Long since = last.get(line.model);
        boolean apart = since == null || time == null || time - since >= atMost;
        if (record.version() % every == 0 && apart) {
          expected.add(shown(record, previous.getOrDefault(line.model, WeightRecord.NONE)));
          previous.put(line.model, record.version());
          if (time != null) {
            last.put(line.model, time);
          }
        }
      }
    }

    assertThat(stored.everything()).isEqualTo(held.everything());
    assertThat(held.takeWeights())
        .extracting(each -> shown(each, each.previous()))
        .isEqualTo(expected);
    assertThat(held.predictions).isEqualTo(all.predictions);
    assertThat(held.refusals).isEqualTo(all.refusals);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_fewerPredictions_changesNothingElse(long seed) {
    List<Line> lines =
        lines(new SplittableRandom(seed), "learn", "predict", "label", "unlearn", "control");
    Run all = new Run(policy(PredictionPolicy.ALL));
    Run asked = new Run(policy(PredictionPolicy.ASKED));
    Run none = new Run(policy(PredictionPolicy.NONE));
    for (Line line : lines) {
      List.of(all, asked, none).forEach(run -> run.accept(line));
    }

    assertThat(asked.predictions)
        .isEqualTo(
            all.predictions.stream().filter(each -> each.startsWith(Op.PREDICT + " ")).toList())
        .hasSizeLessThan(all.predictions.size());
    assertThat(none.predictions).isEmpty();
    assertThat(asked.everything()).isEqualTo(all.everything());
    assertThat(none.everything()).isEqualTo(all.everything());
  }

  @Test
  void accept_atMost_countsFromWhatACommandPublished() {
    Run run = new Run(new PublishPolicy(1, 1000, PredictionPolicy.ALL));
    run.accept(learned(0));
    run.accept(learned(900));
    run.accept(command("announce"));
    run.accept(learned(1000));
    run.accept(learned(1899));
    run.accept(learned(1900));
    run.accept(command("reset"));
    run.accept(learned(2899));
    run.accept(learned(2900));

    assertThat(run.takeWeights())
        .extracting(record -> record.incarnation() + "/" + record.version())
        .containsExactly("1/1", "1/2", "1/5", "2/0", "2/2");
  }

  @Test
  void accept_atMostAcrossADeletion_publishesTheFirstDueVersionOfTheNextIncarnation() {
    Run run = new Run(new PublishPolicy(2, 1000, PredictionPolicy.ALL));
    run.accept(learned(0));
    run.accept(learned(LifeLimits.DEFAULT.deletedFor()));
    run.accept(command("delete"));
    run.accept(learned(2 * LifeLimits.DEFAULT.deletedFor() + 1));
    run.accept(learned(2 * LifeLimits.DEFAULT.deletedFor() + 2));

    assertThat(run.takeWeights())
        .extracting(record -> record.incarnation() + "/" + record.version())
        .containsExactly("1/2", "1/0", "2/2");
  }

  @Test
  void accept_atMostOverTheWholeRangeOfTime_publishes() {
    Run run = new Run(new PublishPolicy(1, 1000, PredictionPolicy.ALL));
    run.accept(learned(-9_000_000_000_000_000_000L));
    run.accept(learned(9_000_000_000_000_000_000L));

    assertThat(run.takeWeights()).hasSize(2);
  }

  private static PublishPolicy policy(PredictionPolicy predictions) {
    return new PublishPolicy(2, 300, predictions);
  }

  private static Line learned(long ts) {
    return new Line("m", ts, "{'model':'m','x':[1,2],'y':1,'ts':" + ts + "}");
  }

  private static Line command(String type) {
    return new Line("m", null, "{'model':'m','commandId':'%s','type':'%s'}".formatted(type, type));
  }

  private static List<Line> lines(SplittableRandom random, String... kinds) {
    List<Line> lines = new ArrayList<>();
    long now = 1_790_000_000_000L;
    for (int at = 0; at < 60; at++) {
      String model = "m-" + random.nextInt(2);
      now += 100 * random.nextLong(-2, 7);
      Long ts = random.nextInt(5) == 0 ? null : (Long) now;
      String kind = kinds[random.nextInt(kinds.length)];
      String time = ts == null ? "" : ",'ts':" + ts;
      String x = ",'x':[" + random.nextInt(-3, 4) + (random.nextInt(9) == 0 ? "" : ",1") + "]";
      String id = ",'id':'s-" + random.nextInt(30) + "'";
      String fields =
          switch (kind) {
            case "learn", "unlearn" -> ",'op':'%s'".formatted(kind) + x + ",'y':" + at + time;
            case "predict" -> (random.nextBoolean() ? x + id : ",'x':[1e300,1e300]") + time;
            case "label" -> ",'op':'label','y':" + at + id + time;
            default -> ",'commandId':'c-%d','type':'%s'".formatted(at, type(random));
          };
      if (kind.equals("predict") && kinds.length == 2) {
        fields = x + time;
      }
      lines.add(new Line(model, ts, "{'model':'" + model + "'" + fields + "}"));
    }
    return lines;
  }

  private static String type(SplittableRandom random) {
    return List.of("freeze", "resume", "reset", "announce").get(random.nextInt(4));
  }

  private static String shown(WeightRecord record, long previous) {
    return "%s %d %d %s"
        .formatted(record.model(), record.version(), previous, Arrays.toString(record.w()));
  }

  /** A replay that remembers what it gave. */
  private static final class Run implements LifeOutputs {

    private final Lifecycle lifecycle;
    private final SampleDecoder samples = new SampleDecoder(Limits.DEFAULT, null);
    private final CommandDecoder commands = new CommandDecoder("m");
    private final List<WeightRecord> weights = new ArrayList<>();
    private final List<String> predictions = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Ack> acks = new ArrayList<>();

    Run(PublishPolicy policy) {
      this(policy, new MemoryLives());
    }

    Run(PublishPolicy policy, Lives lives) {
      lifecycle = new Lifecycle(SPECS, policy, LifeLimits.DEFAULT, false, lives, this);
    }

    void accept(Line line) {
      byte[] bytes = line.text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      Origin origin = new Origin("file", 0, 1, Sample.NO_TIME, null, bytes);
      try {
        if (CommandDecoder.isCommand(bytes)) {
          lifecycle.accept(commands.decode(origin));
        } else {
          lifecycle.accept(samples.decode(origin));
        }
      } catch (RejectedException e) {
        refusals.add(e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<WeightRecord> takeWeights() {
      List<WeightRecord> taken = List.copyOf(weights);
      weights.clear();
      return taken;
    }

    List<Object> everything() {
      List<Object> all = new ArrayList<>(refusals);
      all.addAll(acks);
      weights.forEach(record -> all.add(shown(record, record.previous())));
      return all;
    }

    @Override
    public void prediction(Prediction prediction) {
      predictions.add(
          "%s %s %d %s"
              .formatted(
                  prediction.op(),
                  prediction.model(),
                  prediction.version(),
                  Arrays.toString(prediction.y())));
    }

    @Override
    public void weights(WeightRecord record) {
      weights.add(record);
    }

    @Override
    public void ack(Ack ack) {
      acks.add(ack);
    }

    @Override
    public void exported(ExportedState state) {}

    @Override
    public void rejected(Rejected rejected) {
      refusals.add(rejected.message());
    }
  }
}
