package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No more is unlearned than was learned. */
class UnlearnCountTest {

  private static final PublishPolicy EVERY = new PublishPolicy(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'learner':'ledger','ridge':1",
        "'learner':'ledger','ridge':0",
        "'learner':'ledger','ridge':1,'form':'square-root'",
        "'learner':'rls'",
        "'learner':'online-net','hidden':3"
      })
  void accept_unlearnBelowZero_isRefusedAndLeavesTheModel(String fields) throws Exception {
    Specs specs = Decoded.specs(Fields.read(fields).with("dimension", 2));
    Model<?> model = specs.newModel("m");
    Sample learn = Decoded.sample("{'x':[0.5,0.1],'y':1}");
    Sample unlearn = Decoded.sample("{'op':'unlearn','x':[0.5,0.1],'y':1}");

    assertRefused(model, unlearn, "unlearns 1 and the model has 0");
    assertThat(model.born()).isFalse();

    model.accept(learn, EVERY);
    model.accept(unlearn, EVERY);
    assertRefused(model, unlearn, "unlearns 1 and the model has 0");

    model.accept(learn, EVERY);
    model.accept(learn, EVERY);
    Sample batch =
        Decoded.sample("{'op':'unlearn','x':[[0.5,0.1],[0.5,0.1],[0.5,0.1]],'y':[1,1,1]}");
    Model<?> reloaded = RestoreTest.reloaded(specs, model);
    assertRefused(reloaded, batch, "unlearns 3 and the model has 2");
    reloaded.accept(unlearn, EVERY);
    reloaded.accept(unlearn, EVERY);
    assertRefused(reloaded, unlearn, "nothing is left to unlearn");
  }

  private static void assertRefused(Model<?> model, Sample sample, String message) {
    byte[] before = RestoreTest.stored(model);

    assertThatThrownBy(() -> model.accept(sample, EVERY))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .hasMessageContaining(message);
    assertThat(RestoreTest.stored(model)).isEqualTo(before);
  }
}
