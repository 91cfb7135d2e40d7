package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Decoded;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed but hardly meant is said once for all models of a spec. */
class WarningsTest {

  private static final String BY_MINUTE =
      "{'learner':'laplace','dimension':1,'classes':2,'window':{'seconds':60}}";

  private final Said said = new Said();

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_netOverInputsOfVarianceOne_saysNothing(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int d = draw.between(1, 8);
    String mode = seed % 2 == 0 ? "random" : "observe";
    Model<?> model =
        net(d, Fields.of("hidden", 50).with("seed", seed).with("mode", mode)).newModel("m");

    for (int i = 0; i < 100; i++) {
      model.accept(Decoded.sample(draw.normal(d), draw.normal(1)), Said.NEVER).emit(said);
    }

    assertThat(said.warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'hidden':50", "'hidden':50,'mode':'observe'", "'hidden':5,'horizon':1"})
  void accept_netOverRawUnits_saysOnceThatUnitsAreSaturated(String fields) throws Exception {
    Specs specs = net(2, Fields.read(fields));
    Model<?> one = specs.newModel("one");
    Model<?> other = specs.newModel("other");
    String y = fields.contains("horizon") ? "" : ",'y':1";

    for (int i = 0; i < 40; i++) {
      Sample sample = Decoded.sample("{'x':[" + (1500 + i) + "," + (1013 - i) + "]" + y + "}");
      one.accept(sample, Said.NEVER).emit(said);
      other.accept(sample, Said.NEVER).emit(said);
    }

    assertThat(said.warnings)
        .singleElement()
        .asString()
        .contains("hidden units are saturated")
        .contains("center and scale");
  }

  /** In this mode each feature has a unit of its own. */
  @Test
  void accept_inverseNetWithOneRawFeature_saysThatItsUnitIsSaturated() throws Exception {
    Model<?> model = net(3, Fields.of("hidden", 5).with("mode", "inverse")).newModel("m");
    Draw draw = new Draw(1);

    for (int i = 0; i < 20; i++) {
      double[] x = {0.3 * draw.uniform(-1, 1), 1013, 0.3 * draw.uniform(-1, 1)};
      model.accept(Decoded.sample(x, 0.1 * draw.uniform(-1, 1)), Said.NEVER).emit(said);
    }

    assertThat(said.warnings)
        .singleElement()
        .asString()
        .contains("1 of 5 hidden units is saturated");
  }

  @Test
  void see_fiveOfEightRows_isNotSaturated() {
    Saturation saturation = Saturation.ofSeparate(2);
    double[][] flat = {{0, 1}};
    for (int i = 0; i < 100; i++) {
      saturation.see(i % 8 > 4 ? new double[][] {{0, 0.96}} : flat);
    }
    assertThat(saturation.warnings()).isEmpty();

    for (int i = 0; i < 16; i++) {
      saturation.see(flat);
    }
    assertThat(saturation.warnings()).hasSize(1);
  }

  @Test
  void accept_windowOfSecondsOverTimesInSeconds_saysSoOnce() throws Exception {
    Specs specs = Decoded.specs(BY_MINUTE);
    for (String id : List.of("a", "b")) {
      Model<?> model = specs.newModel(id);
      for (int i = 0; i < 20; i++) {
        model.accept(labelled(1_790_000_000L + 60L * i), Said.NEVER).emit(said);
      }
    }

    assertThat(said.warnings)
        .singleElement()
        .asString()
        .startsWith("a: ts 1790000060 ")
        .contains("1970-01-21", "2026-09-21", "milliseconds");
  }

  @ParameterizedTest
  @CsvSource({"1790000000000, 1000", "0, 1000", "-5000, 7"})
  void accept_windowOfSecondsOverOtherTimes_saysNothing(long start, long step) throws Exception {
    Model<?> model = Decoded.specs(BY_MINUTE).newModel("m");
    for (int i = 0; i < 200; i++) {
      model.accept(labelled(start + step * i), Said.NEVER).emit(said);
    }

    assertThat(said.warnings).isEmpty();
  }

  @Test
  void accept_specWithAWarning_saysItUnlessTheSpecsHaveSaidIt() throws Exception {
    String full = "{'learner':'orfit','dimension':1,'memory':2}";
    Specs silent = Decoded.specs(full);
    assertThat(silent.takeWarnings()).singleElement().asString().startsWith("memory 2 holds");
    assertThat(silent.takeWarnings()).isEmpty();

    for (Specs specs : List.of(silent, Decoded.specs(full))) {
      for (String id : List.of("a", "b")) {
        specs.newModel(id).accept(Decoded.sample(new double[] {1}, 1), Said.NEVER).emit(said);
      }
    }

    assertThat(said.warnings).singleElement().asString().startsWith("a: memory 2 holds");
  }

  private static Sample labelled(long ts) throws Exception {
    return Decoded.sample("{'x':[1],'label':" + (ts & 1) + ",'ts':" + ts + "}");
  }

  private static Specs net(int dimension, Fields fields) {
    return Decoded.specs(fields.with("learner", "online-net").with("dimension", dimension));
  }

  private static final class Said implements Emitter {

    static final PublishPolicy NEVER = new PublishPolicy(Long.MAX_VALUE);

    final List<String> warnings = new ArrayList<>();

    @Override
    public void prediction(Prediction prediction) {}

    @Override
    public void weights(WeightRecord record) {}

    @Override
    public void warning(String model, String warning) {
      warnings.add(model + ": " + warning);
    }
  }
}
