package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Model;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger with a bias that was stored before there was a {@code biasPrecision}. */
class StoredLedgerTest {

  /** As the build before wrote them, after the first three samples below. */
  static Stream<Stored> stored() {
    return Stream.of(
        Stored.of(
            "normal",
            "38e8b9a30d7adecd",
            new double[] {2.201490220428438, -0.5066749456690468, 0.035392735175412075},
            "52564c540a000100b00000000300000001000000000000000000104000000000"
                + "00004e40000000000000374000000000008028c0000000000000204000000000"
                + "0000254000000000000006400000000000084240000000000000144000000000"
                + "000019400000000000001040bca199e7a69c01407b3c2b60ae36e0bf0f533020"
                + "ff1ea23f7c9d77e30adbec3f0c459498398d01409a487b98546be9bf56862b4e"
                + "101f1540805cbfaa2edb0240a1336f55fa910740d96cdfcc76f8004015be21e4"),
        Stored.of(
            "square-root",
            "77e225156e2551a1",
            new double[] {2.2014902204284383, -0.5066749456690466, 0.035392735175411236},
            "52564c540b00010080000000030000000100000000000000000010407c9d77e3"
                + "0adbec3f7204a846ab0107406e35f23ae5511340b051100c5ab211c067fafedd"
                + "7d2b0e40bda199e7a69c0140793c2b60ae36e0bf96523020ff1ea23f0c459498"
                + "398d01409a487b98546be9bf56862b4e101f1540805cbfaa2edb0240a1336f55"
                + "fa910740d96cdfcc76f800409d4c35d0"));
  }

  record Stored(String spec, String fingerprint, double[] weights, byte[] state) {

    static Stored of(String form, String fingerprint, double[] weights, String state) {
      String fields =
          "{'bias':true,'decay':1.0,'dimension':2,'form':'%s','learner':'ledger',"
              + "'model':{'kind':'linear'},'outputs':1,'ridge':0.5}";
      String spec = fields.replace('\'', '"').replace("%s", form);
      return new Stored(spec, fingerprint, weights, HexFormat.of().parseHex(state));
    }
  }

  private static final double[][] X = {{1, -2, 1}, {0.5, 4, 1}, {3, 0.25, 1}, {-1, 2, 1}};
  private static final double[] Y = {3, -1, 7, 2};
  private static final double[] WEIGHT = {1, 2, 1, 1};

  @ParameterizedTest
  @MethodSource("stored")
  void restore_ofTheBuildBefore_hasTheSameSpecAndWeights(Stored stored) throws Exception {
    Model<?> model = restored(stored);

    WeightRecord published = model.announce();

    assertThat(model.spec().canonical()).isEqualTo(stored.spec);
    assertThat(published.spec()).isEqualTo(stored.fingerprint);
    assertThat(published.w()).containsExactly(stored.weights);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void accept_afterTheRestore_keepsTheCommonRidge(Stored stored) throws Exception {
    Model<?> model = restored(stored);
    byte[] sample = "{\"x\":[-1,2],\"y\":2}".getBytes(StandardCharsets.UTF_8);

    Outcome outcome =
        model.accept(
            new SampleDecoder(Limits.DEFAULT, "m").decode(new Origin("t", 0, 0, 0, null, sample)),
            new PublishPolicy(1));

    double[] prior = {0.5, 0.5, 0.5};
    double[] expected = Oracle.ridge(X, Y, WEIGHT, prior, new double[3]);
    assertThat(outcome.weights().w()).containsExactly(expected, within(1e-13));
  }

  private static Model<?> restored(Stored stored) {
    StoredModel model = new StoredModel(stored.spec, 1, 3, 3, 3, stored.state);
    return new Specs(List.of(), Limits.DEFAULT).restore("m", model);
  }
}
