package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Fields of a spec that change while the model lives. */
class ConfigureTest {

  private static final List<SpecChange> ALLOWED =
      List.of(
          SpecChange.of("'learner':'rls'", "forgetting", "1", "0.9"),
          SpecChange.of("'learner':'rls'", "forgetting", "0.9", "1"),
          SpecChange.of("'learner':'rls'", "forgetting", "0.99", "0.9"),
          SpecChange.of(
              "'learner':'rls','forgetting':0.9",
              "forgettingMode",
              "'exponential'",
              "'directional'"),
          SpecChange.of(
              "'learner':'rls','forgetting':0.9",
              "forgettingMode",
              "'directional'",
              "'exponential'"),
          SpecChange.of("'learner':'orfit','memory':2", "noise", "0.1", "0.7"),
          SpecChange.of("'learner':'orfit','memory':2", "memoryDecay", "1", "0.8"),
          SpecChange.of("'learner':'orfit','memory':2,'noise':0.3", "memoryDecay", "0.8", "1"),
          SpecChange.of("'learner':'ekf','processNoise':0.1", "noise", "0.1", "0.7"),
          SpecChange.of("'learner':'ekf','noise':0.1", "processNoise", "0.2", "0.7"),
          SpecChange.of("'learner':'lofi-diagonal','memory':2", "noise", "0.2", "0.7"),
          SpecChange.of("'learner':'sgd'", "rate", "0.1", "0.2"),
          SpecChange.of("'learner':'sgd','bias':true,'standardize':true", "rate", "0.1", "0.2"),
          SpecChange.of(
              "'learner':'ogd','steps':2,'model':{'kind':'mlp','hidden':[5],'seed':1}",
              "rate",
              "0.1",
              "0.2"),
          SpecChange.of(
              "'learner':'ogd','rate':0.1,'model':{'kind':'mlp','hidden':[5],'seed':1}",
              "steps",
              "1",
              "3"),
          new SpecChange("'learner':'laplace','classes':3,'window':2", true, "decay", "0.9", "0.5"),
          new SpecChange(
              "'learner':'distillation','classes':3,'window':2,'seed':1",
              true,
              "strength",
              "2",
              "0.5"),
          new SpecChange(
              "'learner':'distillation','classes':3,'window':2,'seed':1",
              true,
              "strength",
              "'samples'",
              "0.5"),
          SpecChange.of("'learner':'ledger','ridge':0.1,'form':'normal'", "decay", "0.9", "0.5"),
          SpecChange.of(
              "'learner':'ledger','ridge':0.1,'form':'square-root'", "decay", "0.9", "0.5"),
          SpecChange.of(
              "'learner':'matrix-flow','time':1.0,'initialScale':0.5", "decay", "0.9", "0.5"));

  @TestFactory
  Stream<DynamicTest> accept_fieldThatMayChange_countsFromTheNextSampleOn() {
    return ALLOWED.stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> checkAllowed(c)));
  }

  private static void checkAllowed(SpecChange change) {
    final SplittableRandom random = new SplittableRandom(3);
    final Bench changed = new Bench(change.before());
    final Bench plain = new Bench(change.before());
    for (int i = 0; i < 7; i++) {
      String sample = change.sample(random);
      changed.sample(sample);
      plain.sample(sample);
    }
    final Bench other = new Bench(change.after());
    String canonical = other.lives().find("none").exists() ? "" : canonical(change);
    byte[] moved = StateFrame.write(StoredModel.FORMAT, plain.life().model().store().of(canonical));
    assertThat(other.command("import", Bench.state(moved)).status()).isEqualTo(AckStatus.COMPLETED);
    final int published = changed.weights.size();

    Ack ack =
        changed.command("configure", ",'spec':{'" + change.field() + "':" + change.to() + "}");

    assertThat(ack.status()).as("%s", ack).isEqualTo(AckStatus.COMPLETED);
    assertThat(ack.incarnation()).isEqualTo(1);
    assertThat(ack.version()).isEqualTo(7);
    assertThat(changed.weights).hasSize(published);
    assertThat(changed.life().configured()).isTrue();
    assertThat(changed.life().model().spec().canonical()).isEqualTo(canonical);
    boolean differs = false;
    for (int i = 0; i < 9; i++) {
      String sample = change.sample(random);
      changed.sample(sample);
      plain.sample(sample);
      other.sample(sample);
      assertThat(changed.life().model().announce().w())
          .isEqualTo(other.life().model().announce().w());
      differs |=
          !Arrays.equals(
              changed.life().model().announce().w(), plain.life().model().announce().w());
      if (i == 4) {
        changed.lives().store();
      }
    }
    assertThat(differs).isTrue();
    assertThat(changed.rejected).isEmpty();
    assertThat(changed.life().version()).isEqualTo(16);
  }

  private static String canonical(SpecChange change) {
    Bench bench = new Bench(change.after());
    bench.command("create");
    return bench.life().model().spec().canonical();
  }

  @Test
  void accept_null_restoresTheDefault() {
    Bench bench =
        new Bench("{'learner':'rls','dimension':1,'forgetting':0.9,'evaluate':{'every':2}}");
    bench.sample("{'x':[1],'y':1}");
    bench.command("configure", ",'spec':{'forgetting':null,'evaluate':null}");
    assertThat(bench.life().model().spec().canonical())
        .isEqualTo(
            canonical(SpecChange.of("'learner':'rls'", "forgetting", "1", "1"))
                .replace("\"dimension\":3", "\"dimension\":1"));
  }

  @Test
  void accept_rate_isThatOfTheNextStep() {
    Bench bench = new Bench("{'learner':'sgd','dimension':1,'rate':0.5}");
    bench.sample("{'x':[1],'y':1}");
    bench.command("configure", ",'spec':{'rate':0.25}");
    bench.sample("{'x':[1],'y':1.5}");
    assertThat(bench.lastWeights().w()).containsExactly(0.5 + 0.25 * (1.5 - 0.5));
  }

  /** Plain recursive least squares of one input: a = forgetting a + x^2, b = forgetting b + x y. */
  @Test
  void accept_forgettingThereAndBack_staysFiniteAndSound() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Bench bench = new Bench("{'learner':'rls','dimension':1}");
      double forgetting = 1;
      double[] shares = {0.99, 1, 0.5, 1, 0.999};
      double a = 1;
      double b = 0;
      for (int i = 0; i < 60; i++) {
        if (i % 10 == 9) {
          forgetting = shares[i / 10 % shares.length];
          bench.command("configure", ",'spec':{'forgetting':" + forgetting + "}");
        }
        double x = random.nextDouble(-2, 2);
        double y = 3 * x + random.nextDouble(-0.1, 0.1);
        bench.sample("{'x':[" + x + "],'y':" + y + "}");
        a = forgetting * a + x * x;
        b = forgetting * b + x * y;
        assertThat(bench.lastWeights().w()[0]).isCloseTo(b / a, Offset.offset(1e-10));
      }
      assertThat(bench.rejected).isEmpty();
    }
  }

  @Test
  void accept_evaluationAndDrift_comeAndGo() {
    Bench bench = new Bench("{'learner':'sgd','dimension':1,'rate':0.1}");
    bench.sample("{'x':[1],'y':1}");
    bench.command("configure", ",'spec':{'evaluate':{'every':2}}");
    bench.sample("{'x':[1],'y':1}");
    assertThat(bench.figures).isEmpty();
    bench.sample("{'x':[1],'y':1}");
    assertThat(bench.figures).singleElement().matches(f -> f.n() == 2 && f.version() == 3);
    bench.command("configure", ",'spec':{'evaluate':null}");
    bench.sample("{'x':[1],'y':1}");
    bench.sample("{'x':[1],'y':1}");
    assertThat(bench.figures).hasSize(1);
    bench.command(
        "configure", ",'spec':{'drift':{'detector':'page-hinkley','threshold':1,'then':'alert'}}");
    for (int i = 0; i < 80; i++) {
      bench.sample("{'x':[0],'y':" + (i < 40 ? 0 : 9) + "}");
    }
    assertThat(bench.figures.get(1).drift()).isTrue();
    assertThat(bench.acks).hasSize(3);
    assertThat(bench.command("configure", ",'spec':{'drift':{'detector':'none'}}").status())
        .isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure", ",'spec':{'evaluate':{'every':0}}").status())
        .isEqualTo(AckStatus.FAILED);
  }

  @Test
  void accept_labels_comeAndGo() {
    Bench bench = new Bench("{'learner':'sgd','dimension':1,'rate':0.1}");
    bench.sample("{'x':[1],'y':1}");
    bench.sample("{'id':'a','x':[1],'ts':1}");
    assertThat(bench.reason("{'op':'label','id':'a','y':1}")).isEqualTo(Reason.UNSUPPORTED);
    bench.command("configure", ",'spec':{'labels':{'wait':'1s'}}");
    assertThat(bench.reason("{'op':'label','id':'a','y':1}")).isEqualTo(Reason.LABEL);
    bench.sample("{'id':'b','x':[1],'ts':1}");
    bench.sample("{'id':'c','x':[1],'ts':1}");
    bench.command("configure", ",'spec':{'labels':{'wait':'2s','default':4}}");
    bench.sample("{'op':'label','id':'b','y':1}");
    Prediction answered = bench.lastPrediction();
    assertThat(answered.answered()).isEqualTo(1);
    bench.command("configure", ",'spec':{'labels':null}");
    bench.command("configure", ",'spec':{'labels':{'wait':'1s'}}");
    assertThat(bench.reason("{'op':'label','id':'c','y':1}")).isEqualTo(Reason.LABEL);
    assertThat(bench.dropped).isEqualTo(1);
    assertThat(
            bench.command("configure", ",'spec':{'labels':{'wait':'1s','default':[1,2]}}").status())
        .isEqualTo(AckStatus.FAILED);
  }
}
