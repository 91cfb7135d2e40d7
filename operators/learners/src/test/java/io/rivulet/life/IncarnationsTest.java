package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Incarnations only rise, and each begins with a record that names none before it. */
class IncarnationsTest {

  private static Bench learned(Kind kind, int samples, long every) {
    Bench bench = new Bench(kind.spec(), every, LifeLimits.DEFAULT, Limits.DEFAULT);
    SplittableRandom random = new SplittableRandom(kind.seed());
    for (int i = 0; i < samples; i++) {
      bench.sample(kind.sample(random));
    }
    return bench;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void accept_turnovers_raiseTheIncarnationByOneAndPublishAtOnce(Kind kind) {
    Bench bench = learned(kind, 6, 1);
    bench.command("snapshot", ",'name':'a'");
    final byte[] six = bench.state();
    final double[] learned = bench.life().model().announce().w();
    bench.sample(kind.sample(new SplittableRandom(5)));

    check(bench, "reset", "", 2, 0, 0, null);
    check(bench, "rollback", ",'name':'a'", 3, 6, 6, learned);
    check(bench, "import", Bench.state(six), 4, 6, 6, learned);
    if (kind.merges()) {
      check(bench, "merge", Bench.state(six), 5, 12, 12, null);
      check(bench, "import", Bench.state(six), 6, 6, 6, learned);
    } else {
      bench.command("reset");
      bench.command("reset");
    }
    bench.command("delete");
    assertThat(bench.lastAck().incarnation()).isEqualTo(6);
    check(bench, "create", "", 7, 0, 0, null);
    bench.command("delete");
    check(bench, "import", Bench.state(six), 8, 6, 6, learned);
    bench.sample(kind.sample(new SplittableRandom(6)));
    assertThat(bench.life().version()).isEqualTo(7);
  }

  private static void check(
      Bench bench,
      String type,
      String fields,
      long incarnation,
      long version,
      long samples,
      double[] w) {
    bench.lives().store();
    final int before = bench.weights.size();
    Ack ack = bench.command(type, fields);

    assertThat(ack.status()).as("%s", ack).isEqualTo(AckStatus.COMPLETED);
    assertThat(ack.incarnation()).isEqualTo(incarnation);
    assertThat(ack.version()).isEqualTo(version);
    assertThat(bench.weights).hasSize(before + 1);
    WeightRecord record = bench.lastWeights();
    assertThat(record.incarnation()).isEqualTo(incarnation);
    assertThat(record.version()).isEqualTo(version);
    assertThat(record.samples()).isEqualTo(samples);
    assertThat(record.previous()).isEqualTo(WeightRecord.NONE);
    assertThat(text(record)).contains("\"previous\":null").doesNotContain("\"id\":", "\"ts\":");
    if (w != null) {
      assertThat(record.w()).isEqualTo(w);
    }
  }

  private static String text(WeightRecord record) {
    return new String(WeightRecordJson.write(record), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 10})
  void accept_anyCommands_eachRecordNamesTheOneBefore(long every) {
    Bench bench = learned(Kind.LEDGER, 7, every);
    SplittableRandom random = new SplittableRandom(every);
    bench.command("announce");
    bench.command("announce");
    String[] types = {
      "announce", "reset", "freeze", "resume", "snapshot", "rollback", "configure", "export"
    };
    for (int i = 0; i < 400; i++) {
      if (random.nextInt(4) == 0) {
        String type = types[random.nextInt(types.length)];
        bench.command(type, ",'name':'a','spec':" + (type.equals("reset") ? "null" : "{}"));
      } else {
        bench.sample(Kind.LEDGER.sample(random, ",'id':'s" + i + "'"));
      }
      if (random.nextInt(10) == 0) {
        bench.lives().store();
      }
    }
    WeightRecord last = null;
    for (WeightRecord record : bench.weights) {
      boolean first = last == null || last.incarnation() != record.incarnation();
      long before = first ? WeightRecord.NONE : last.version();
      assertThat(record.previous())
          .as("%d.%d", record.incarnation(), record.version())
          .isEqualTo(before);
      assertThat(record.incarnation())
          .isGreaterThanOrEqualTo(first && last != null ? last.incarnation() + 1 : 1);
      assertThat(record.id() == null || record.version() % every == 0).isTrue();
      last = record;
    }
    assertThat(last.incarnation()).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void announce_publishedVersion_repeatsItsBytes(Kind kind) {
    Bench bench = learned(kind, 6, 1);
    bench.sample(kind.sample(new SplittableRandom(1), ",'id':'last','ts':77"));
    bench.command("announce");
    if (kind.takesClasses()) {
      // the version was not published before, because no window closed with it
      assertThat(bench.lastWeights().previous()).isEqualTo(6);
      bench.command("announce");
    }
    bench.lives().store();
    bench.command("announce");
    int size = bench.weights.size();
    WeightRecord first = bench.weights.get(size - 2);
    WeightRecord second = bench.weights.get(size - 1);
    assertThat(text(second)).isEqualTo(text(first));
    assertThat(second.previous()).isEqualTo(second.version());
    assertThat(second.version()).isEqualTo(7);
    if (!kind.takesClasses()) {
      WeightRecord learned = bench.weights.get(size - 3);
      assertThat(text(second))
          .isEqualTo(
              text(learned)
                  .replace("\"previous\":6", "\"previous\":7")
                  .replace(",\"id\":\"last\"", "")
                  .replace(",\"ts\":77", ""));
    }
  }

  @Test
  void export_model_goesOnElsewhereAsItIs() {
    for (Kind kind : Kind.values()) {
      Bench bench = learned(kind, 7, 1);
      bench.command("export");
      ExportedState state = bench.exports.get(0);
      StoredModel stored = StateFrame.read(StoredModel.FORMAT, state.state());
      assertThat(state.model()).isEqualTo(Bench.MODEL);
      assertThat(state.spec())
          .isEqualTo(bench.life().model().spec().canonical())
          .isEqualTo(stored.spec());
      assertThat(List.of(state.incarnation(), state.version(), state.samples(), state.previous()))
          .containsExactly(1L, 7L, 7L, kind.takesClasses() ? 6L : 7L);

      Bench other = new Bench(kind.spec());
      assertThat(other.command("import", Bench.state(state.state())).status())
          .isEqualTo(AckStatus.COMPLETED);
      SplittableRandom random = new SplittableRandom(8);
      for (int i = 0; i < 9; i++) {
        String sample = kind.sample(random);
        bench.sample(sample);
        other.sample(sample);
      }
      assertThat(other.lastWeights().w()).isEqualTo(bench.lastWeights().w());
      assertThat(other.life().model().store().state())
          .isEqualTo(bench.life().model().store().state());
    }
  }

  @Test
  void restart_withABase_goesOnAboveIt() {
    Bench bench = learned(Kind.RLS, 3, 1);
    bench.command("delete");
    bench.restart(
        new Specs(
            List.of(
                io.rivulet.learner.SpecPattern.of("*", SpecJson.read(Bench.json(Kind.RLS.spec())))),
            Limits.DEFAULT,
            40));
    bench.command("create");
    assertThat(bench.lastWeights().incarnation()).isEqualTo(41);
    bench.command("reset");
    assertThat(bench.lastWeights().incarnation()).isEqualTo(42);
  }

  @Test
  void reset_withASpec_takesItAndWithoutOneKeepsTheConfiguredOne() {
    Bench bench = learned(Kind.RLS, 3, 1);
    bench.command("configure", ",'spec':{'forgetting':0.5}");
    bench.command("reset");
    assertThat(bench.life().model().spec().canonical()).contains("\"forgetting\":0.5");
    assertThat(bench.life().configured()).isTrue();
    bench.command("reset", ",'spec':" + Kind.LAPLACE.spec());
    assertThat(bench.lastWeights().learner()).isEqualTo("laplace");
    assertThat(bench.lastWeights().incarnation()).isEqualTo(3);
    assertThat(bench.command("reset", ",'spec':{'learner':'rls'}").message()).contains("dimension");
    assertThat(bench.life().incarnation()).isEqualTo(3);
  }

  @Test
  void rollback_model_takesEvaluationBackAndKeepsQuestions() {
    Bench bench = new Bench(Kind.RLS.spec(",'evaluate':{'every':3},'labels':{'wait':'1h'}"));
    bench.sample("{'x':[1,2],'y':3}");
    bench.command("snapshot", ",'name':'a'");
    for (int i = 0; i < 3; i++) {
      bench.sample("{'x':[1,2],'y':3}");
    }
    bench.sample("{'id':'q','x':[1,1],'ts':5}");
    bench.command("rollback", ",'name':'a'");
    bench.sample("{'op':'label','id':'q','y':3}");
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.figures).hasSize(2);
    assertThat(bench.figures.get(0).version()).isEqualTo(3);
    assertThat(bench.figures.get(1).version()).isEqualTo(3);
    assertThat(bench.figures.get(1).window()).isEqualTo(1);
    assertThat(bench.figures.get(1).incarnation()).isEqualTo(2);
  }

  @Test
  void merge_model_dropsOpenWindowEvaluationAndQuestions() {
    Bench bench = new Bench(Kind.LEDGER.spec(",'evaluate':{'every':3},'labels':{'wait':'1h'}"));
    bench.sample("{'x':[1,2],'y':3}");
    bench.sample("{'x':[1,3],'y':3}");
    bench.sample("{'id':'q','x':[1,1],'ts':5}");
    bench.command("merge", Bench.state(bench.state()));
    assertThat(bench.lastAck().status()).isEqualTo(AckStatus.COMPLETED);
    assertThat(bench.reason("{'op':'label','id':'q','y':3}")).hasToString("LABEL");
    bench.sample("{'x':[1,2],'y':3}");
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.figures).isEmpty();
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.figures).singleElement().matches(f -> f.window() == 1 && f.n() == 3);

    bench.command("import", Bench.state(bench.state()));
    bench.sample("{'x':[1,2],'y':3}");
    byte[] open = bench.state();
    bench.command("reset");
    bench.sample("{'x':[1,2],'y':3}");
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.figures).hasSize(1);
    bench.command("import", Bench.state(open));
    bench.sample("{'x':[1,2],'y':3}");
    bench.sample("{'x':[1,2],'y':3}");
    assertThat(bench.figures).hasSize(2);
    assertThat(bench.figures.get(1).window()).isEqualTo(2);
  }
}
