package io.rivulet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Fields of a spec that do not change while the model lives, and changes that are wrong. */
class ConfigureRefusalsTest {

  private static final List<SpecChange> REFUSED =
      List.of(
          SpecChange.of("'learner':'orfit','memory':2", "noise", "0", "0.7"),
          SpecChange.of("'learner':'orfit','memory':2", "noise", "0.1", "0"),
          SpecChange.of("'learner':'orfit','memory':2", "noise", "0.1", "null"),
          SpecChange.of("'learner':'orfit','memory':2", "noise", "0.1", "'auto'"),
          SpecChange.of("'learner':'orfit','memory':2", "noise", "'auto'", "0.1"),
          SpecChange.of(
              "'learner':'orfit','memory':2,'noise':'auto'", "mergeable", "false", "true"),
          SpecChange.of("'learner':'orfit'", "memory", "2", "3"),
          SpecChange.of("'learner':'orfit','memory':2", "summary", "'ipca'", "'fd'"),
          SpecChange.of("'learner':'orfit','memory':2", "priorPrecision", "1", "2"),
          SpecChange.of("'learner':'orfit','memory':2", "tolerance", "1e-9", "1e-3"),
          SpecChange.of(
              "'learner':'orfit','memory':2,'objective':'track'", "decays", "[1,0.9]", "[1,0.8]"),
          SpecChange.of("'learner':'orfit','memory':2,'objective':'track'", "noise", "1", "2"),
          SpecChange.of("'learner':'rls'", "priorPrecision", "1", "2"),
          SpecChange.of("'learner':'rls'", "priorPrecision", "[1,2,3]", "[1,2,4]"),
          SpecChange.of("'learner':'rls'", "bias", "false", "true"),
          SpecChange.of("'learner':'rls'", "outputs", "1", "2"),
          SpecChange.of("'learner':'rls'", "initialWeights", "[1,2,3]", "[1,2,4]"),
          SpecChange.of(
              "'learner':'rls'", "model", "{'kind':'linear'}", "{'kind':'mlp','hidden':[2]}"),
          SpecChange.of("'learner':'ekf','noise':1", "processNoise", "0", "0.7"),
          SpecChange.of("'learner':'ekf','noise':1", "processNoise", "0.7", "0"),
          SpecChange.of("'learner':'ekf','noise':1", "processNoise", "0.7", "null"),
          SpecChange.of("'learner':'ekf','noise':1", "priorPrecision", "1", "2"),
          SpecChange.of("'learner':'lofi-diagonal','noise':1", "memory", "2", "3"),
          SpecChange.of(
              "'learner':'lofi-diagonal','noise':1,'memory':2", "priorPrecision", "1", "3"),
          SpecChange.of("'learner':'sgd','rate':0.1,'bias':true", "standardize", "false", "true"),
          new SpecChange("'learner':'laplace','classes':3,'window':2", true, "decay", "1", "0.5"),
          new SpecChange("'learner':'laplace','classes':3,'window':2", true, "decay", "0.5", "1"),
          new SpecChange(
              "'learner':'laplace','classes':3,'window':2", true, "decay", "0.5", "null"),
          new SpecChange("'learner':'laplace','classes':3", true, "window", "2", "3"),
          new SpecChange("'learner':'laplace','window':2", true, "classes", "3", "4"),
          new SpecChange("'learner':'laplace','window':2", true, "classes", "3", "['a','b','c']"),
          new SpecChange(
              "'learner':'distillation','classes':3,'window':2,'seed':1",
              true,
              "ridge",
              "0.1",
              "0.2"),
          new SpecChange(
              "'learner':'distillation','classes':3,'window':2,'seed':1",
              true,
              "reservoir",
              "null",
              "2"),
          new SpecChange("'learner':'distillation','classes':3,'window':2", true, "seed", "1", "2"),
          SpecChange.of("'learner':'ledger','ridge':0.1", "decay", "1", "0.5"),
          SpecChange.of("'learner':'ledger','ridge':0.1", "decay", "0.5", "null"),
          SpecChange.of("'learner':'ledger'", "ridge", "0.1", "0.2"),
          SpecChange.of("'learner':'ledger','ridge':0.1", "form", "'normal'", "'square-root'"),
          SpecChange.of(
              "'learner':'matrix-flow','time':1.0,'initialScale':0.5", "decay", "1", "0.5"),
          SpecChange.of("'learner':'matrix-flow','initialScale':0.5", "time", "1", "2"),
          SpecChange.of(
              "'learner':'matrix-flow','time':1,'initialScale':0.5", "centered", "false", "true"),
          SpecChange.of("'learner':'online-net','seed':1", "hidden", "2", "3"),
          SpecChange.of("'learner':'online-net','seed':1,'hidden':2", "scale", "0.5", "1"),
          SpecChange.of(
              "'learner':'online-net','seed':1,'hidden':2", "mode", "'random'", "'observe'"),
          SpecChange.of("'learner':'online-net','seed':1,'hidden':2", "ridge", "0.1", "0.2"));

  @TestFactory
  Stream<DynamicTest> accept_otherField_failsNamingItAndReset() {
    return REFUSED.stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> checkRefused(c)));
  }

  private static void checkRefused(SpecChange change) {
    SplittableRandom random = new SplittableRandom(3);
    Bench bench = new Bench(change.before());
    for (int i = 0; i < 3; i++) {
      bench.sample(change.sample(random));
    }
    assertThat(bench.rejected).isEmpty();
    final byte[] before = bench.state();

    Ack ack = bench.command("configure", ",'spec':{'" + change.field() + "':" + change.to() + "}");

    assertThat(ack.status()).isEqualTo(AckStatus.FAILED);
    assertThat(ack.reason()).isEqualTo("CONTROL");
    assertThat(ack.message()).contains("'" + change.field() + "'", "reset");
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.life().configured()).isFalse();
  }

  @Test
  void accept_wrongSpecs_failWithTheNearestName() {
    Bench bench = new Bench("{'learner':'rls','dimension':1,'forgetting':0.9}");
    bench.sample("{'x':[1],'y':1}");
    final byte[] before = bench.state();
    assertThat(bench.command("configure", ",'spec':{'forgeting':0.8}").message())
        .contains("'forgetting'");
    assertThat(bench.command("configure", ",'spec':{'rate':0.8}").status())
        .isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure", ",'spec':{'forgetting':2}").message()).contains("(0, 1]");
    assertThat(bench.command("configure", ",'spec':{'forgetting':'a'}").status())
        .isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure", ",'spec':{'forgetting':0.8,'dimension':2}").message())
        .contains("'dimension'", "reset");
    assertThat(bench.command("configure", ",'spec':{'learner':'sgd'}").status())
        .isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure", ",'spec':{'dimension':null}").status())
        .isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure", ",'spec':[1]").status()).isEqualTo(AckStatus.FAILED);
    assertThat(bench.command("configure").status()).isEqualTo(AckStatus.FAILED);
    assertThat(bench.state()).isEqualTo(before);
    assertThat(bench.command("configure", ",'spec':{'dimension':1,'learner':'rls'}").status())
        .isEqualTo(AckStatus.COMPLETED);
    assertThat(bench.life().configured()).isFalse();
  }

  /** Of an object and of an array it says what is in them, as both counts are the same. */
  @Test
  void accept_nestedFieldsChange_showsWhatWasAndWouldBe() {
    Bench bench = new Bench("{'learner':'rls','dimension':1,'recall':{'bound':true,'meter':8}}");
    bench.sample("{'x':[1],'y':1}");
    assertThat(bench.command("configure", ",'spec':{'recall':{'meter':16}}").message())
        .contains("'recall' is {\"bound\":true,\"meter\":8} and would be")
        .contains(" {\"bound\":false,\"meter\":16}: it cannot change");

    bench =
        new Bench(
            "{'learner':'orfit','dimension':1,'memory':1,'objective':'track','decays':[1,0.9]}");
    bench.sample("{'x':[1],'y':1}");
    assertThat(bench.command("configure", ",'spec':{'decays':[1,0.8]}").message())
        .contains("'decays' is [1.0,0.9] and would be [1.0,0.8]: it cannot change");
  }
}
