package io.rivulet.learner.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Limits;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SpecJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The field {@code recall} of specs. */
class RecallSettingsTest {

  private static final Fields RLS = Fields.of("learner", "rls").with("dimension", 3);

  @ParameterizedTest
  @ValueSource(strings = {"'bias':false", "'recall':null", "'recall':{}", "'recall':{'meter':0}"})
  void canonical_off_isThatWithoutTheField(String fields) throws Exception {
    Specs specs = specs(RLS.with(Fields.read(fields)));

    assertThat(canonical(specs)).isEqualTo(canonical(specs(RLS))).doesNotContain("recall");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'recall':{'bound':true}              | 'recall':{'bound':true,'meter':0}",
        "'recall':{'meter':16}                | 'recall':{'bound':false,'meter':16}",
        "'recall':{'meter':64.0,'bound':true} | 'recall':{'bound':true,'meter':64}",
      })
  void canonical_on_hasTheDefaultsAndReadsBack(String fields, String described) throws Exception {
    String canonical = canonical(specs(RLS.with(Fields.read(fields))));

    assertThat(canonical).contains(described.replace('\'', '"'));
    assertThat(canonical(Specs.forEveryModel(canonical, Limits.DEFAULT))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'recall':true           | 'recall' must be an object, got true",
        "'recall':{'bound':1}    | 'recall.bound' must be true or false",
        "'recall':{'meter':3}    | 'recall.meter' must be 0, or an integer from 4 to 64, got 3",
        "'recall':{'meter':65}   | 'recall.meter' must be 0, or an integer from 4 to 64, got 65",
        "'recall':{'meter':-4}   | 'recall.meter' must be 0, or an integer from 4 to 64",
        "'recall':{'meter':4.5}  | 'recall.meter' must be an integer, got 4.5",
        "'recall':{'metre':16}   | did you mean 'recall.meter'",
        "'recall':{'vectors':16} | unknown spec field 'recall.vectors'",
      })
  void read_wrongField_namesIt(String fields, String message) {
    assertThatThrownBy(() -> specs(RLS.with(Fields.read(fields)))).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'learner':'ledger','ridge':1                                           | not for ledger: it is for",
        "'learner':'ogd','rate':0.1,'steps':1                                   | not for ogd: it is for",
        "'learner':'greedy'                                           | not for greedy",
        "'learner':'one-step-sgd'                                     | not for one-step-sgd",
        "'learner':'matrix-flow','time':1,'initialScale':0.1          | not for matrix-flow",
        "'learner':'rls','model':{'kind':'mlp','hidden':[2]}          | not for rls of an mlp",
        "'learner':'orfit','memory':2,'model':{'kind':'mlp','hidden':[2]} | not for orfit of an mlp",
        "'learner':'online-net','hidden':4,'mode':'observe'           | not for online-net of mode observe",
        "'learner':'online-net','hidden':9,'mode':'inverse'           | not for online-net of mode inverse",
        "'learner':'online-net','hidden':4,'horizon':2                | not for online-net with a horizon",
      })
  void read_learnerThatCannotBeFollowed_saysWhy(String fields, String message) {
    Fields spec = Fields.read(fields).with("dimension", 2);

    for (String recall : new String[] {"'bound':true", "'meter':4"}) {
      Fields with = spec.with(Fields.read("'recall':{" + recall + "}"));
      assertThatThrownBy(() -> specs(with))
          .hasMessageStartingWith("spec field 'recall' is ")
          .hasMessageContaining(message)
          .hasMessageEndingWith("; leave it out");
    }
    assertThat(specs(spec.with("recall", Map.of("bound", false, "meter", 0)))).isNotNull();
  }

  @Test
  void configured_recall_isRefused() throws Exception {
    Specs specs = specs(RLS.with("recall", Map.of("meter", 8)));
    Model<?> model = specs.newModel("m");
    model.accept(FollowedStream.sample(new double[3], new double[1], 1), new PublishPolicy(1));

    assertThatThrownBy(() -> specs.configured(model, "{\"recall\":{\"meter\":16}}"))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("spec field 'recall'")
        .hasMessageContaining("cannot change while the model lives");
    assertThat(specs.configured(model, "{\"forgetting\":0.9}").announce().details().recall())
        .isNotNull();
  }

  @Test
  void newModel_recallBeyondTheLimit_isRefused() {
    Fields wide = Fields.of("learner", "sgd").with("dimension", 1000).with("rate", 0.1);
    Limits limits = new Limits(1 << 20, 1000, 100_000, 1 << 20);

    assertThat(catchSize(wide, limits)).isNull();
    assertThat(catchSize(wide.with("recall", Map.of("meter", 64)), limits))
        .contains("limits.model-bytes is 100000");
    assertThat(catchSize(wide.with("recall", Map.of("bound", true)), limits))
        .contains("limits.model-bytes is 100000");
  }

  /** The state of a model is never longer than what was counted for it. */
  @Test
  void stateBytes_ofAModelThatHasLearned_areEnough() throws Exception {
    Fields spec = RLS.with("recall", Map.of("meter", 8, "bound", true));
    LearnerSpec<?> read = Catalogue.read(spec.spec());
    Model<?> model = specs(spec).newModel("m");
    for (int i = 0; i < 9; i++) {
      double[] x = {i % 2, i % 3, i % 5};
      model.accept(FollowedStream.sample(x, new double[1], 1), new PublishPolicy(1));
    }
    long most =
        Recollection.stateBytes(new RecallSettings(true, 8), read) + read.maximumStateBytes();

    assertThat(model.store().state().length).isEqualTo(Math.toIntExact(most + 16));
  }

  @Test
  void merged_otherRecall_isRefused() throws Exception {
    Model<?> bound = learned(specs(RLS.with("recall", Map.of("bound", true))));
    Model<?> metered = learned(specs(RLS.with("recall", Map.of("meter", 8))));
    Model<?> none = learned(specs(RLS));
    Specs specs = specs(RLS);

    for (Model<?> other : new Model<?>[] {metered, none}) {
      assertThatThrownBy(() -> specs.merged(bound, frame(other), 1))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("only models of one recall merge");
    }
    assertThat(specs.merged(none, frame(bound), 1).announce().details().recall()).isNull();
  }

  private static byte[] frame(Model<?> model) {
    return StateFrame.write(StoredModel.FORMAT, model.store());
  }

  private static Model<?> learned(Specs specs) throws RejectedException {
    Model<?> model = specs.newModel("m");
    model.accept(FollowedStream.sample(new double[3], new double[1], 1), new PublishPolicy(1));
    return model;
  }

  private static String catchSize(Fields fields, Limits limits) {
    try {
      Specs.forEveryModel(SpecJson.canonical(fields.spec()), limits).newModel("m");
      return null;
    } catch (RejectedException e) {
      return e.getMessage();
    }
  }

  private static Specs specs(Fields fields) {
    return Specs.forEveryModel(SpecJson.canonical(fields.spec()), Limits.DEFAULT);
  }

  private static String canonical(Specs specs) throws RejectedException {
    return specs.newModel("m").spec().canonical();
  }
}
