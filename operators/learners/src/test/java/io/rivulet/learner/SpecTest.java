package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.SplitMix;
import io.rivulet.learner.net.OnlineNetSpec;
import io.rivulet.learner.spec.SpecNames;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Limits;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.StateFrame;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs: their canonical text, their defaults and ranges, and the ids they match. */
class SpecTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @Test
  void canonical_defaults_areFilledInAndKeysSorted() {
    assertThat(canonical("{'memory':10,'learner':'orfit','dimension':784}"))
        .isEqualTo(
            json(
                "{'bias':false,'dimension':784,'learner':'orfit','memory':10,'memoryDecay':1.0,"
                    + "'model':{'kind':'linear'},'noise':0.0,'outputs':1,'priorPrecision':1.0,"
                    + "'seed':0,'summary':'ipca','tolerance':1.0E-9}"));
    assertThat(canonical("{'learner':'rls','dimension':16}"))
        .isEqualTo(
            json(
                "{'bias':false,'dimension':16,'forgetting':1.0,'forgettingMode':'exponential',"
                    + "'learner':'rls','model':{'kind':'linear'},'outputs':1,"
                    + "'priorPrecision':1.0}"));
  }

  @Test
  void canonical_onlineNet_describesWhatItsModeReads() {
    assertThat(canonical("{'learner':'online-net','dimension':3}"))
        .isEqualTo(
            json(
                "{'bias':false,'dimension':3,'direct':true,'hidden':200,'horizon':0,"
                    + "'learner':'online-net','mode':'random','model':{'kind':'linear'},"
                    + "'outputs':1,'ridge':0.01,'scale':0.5,'seed':0}"));
    assertThat(
            canonical(
                "{'learner':'online-net','dimension':3,'mode':'inverse','hidden':4,'horizon':2,"
                    + "'seed':9,'scale':2}"))
        .isEqualTo(
            json(
                "{'bias':false,'dimension':3,'direct':false,'hidden':4,'horizon':2,"
                    + "'learner':'online-net','mode':'inverse','model':{'kind':'linear'},"
                    + "'outputs':3,'ridge':0.01}"));
  }

  @Test
  void maximumStateBytes_onlineNets_areWhatTheirLargestStateTakes() throws Exception {
    for (String fields :
        new String[] {
          "'hidden':7",
          "'hidden':7,'outputs':2,'direct':false",
          "'hidden':7,'mode':'observe'",
          "'hidden':7,'mode':'inverse'",
          "'hidden':7,'mode':'inverse','horizon':3"
        }) {
      LearnerSpec<?> spec =
          Trial.spec("online-net", Fields.of("dimension", 3).with(Fields.read(fields)));
      Trial<OnlineNetState> net = Trial.net(Fields.of("dimension", 3).with(Fields.read(fields)));
      net.state().past(new double[((OnlineNetSpec) spec).horizon()][3]);

      assertThat(spec.maximumStateBytes() + StateFrame.OVERHEAD)
          .as(fields)
          .isEqualTo(net.bytes().length);
      assertThat(spec.weights())
          .as(fields)
          .isEqualTo(
              net.published().details().hidden().w().length
                  + (long) net.weights(0).length * spec.model().response().outputs());
    }
  }

  @Test
  void warnings_unitsThatStayZero_areCounted() {
    String spec = "{'learner':'online-net','dimension':4,'mode':'inverse','hidden':%d}";

    assertThat(Catalogue.read(SpecJson.read(json(spec.formatted(6)))).warnings()).isEmpty();
    assertThat(Catalogue.read(SpecJson.read(json(spec.formatted(9)))).warnings())
        .singleElement()
        .asString()
        .contains("3 units that stay 0")
        .endsWith("set hidden to 6");
  }

  @Test
  void canonical_otherSpellings_areTheSame() {
    String one = canonical("{'learner':'rls','dimension':2,'forgetting':1,'priorPrecision':2}");

    assertThat(
            canonical(
                " { 'priorPrecision' : [2, 2.0] , 'forgetting' : 1.0 , 'dimension' : 2.0 ,"
                    + " 'learner' : 'rls', 'bias': null }"))
        .isEqualTo(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void canonical_readAgain_isTheSameText(long seed) {
    String first = canonical(new RestoreTest.RandomSpec(seed).json());

    assertThat(canonical(first)).isEqualTo(first);
    assertThat(Catalogue.read(SpecJson.read(first)).format()).isNotNull();
  }

  @Test
  void fingerprint_canonicalText_isTheHeadOfItsSha256() throws Exception {
    CompiledSpec<?> spec =
        CompiledSpec.of(
            Catalogue.read(SpecJson.read(json("{'learner':'rls','dimension':3}"))), Limits.DEFAULT);

    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(spec.canonical().getBytes(StandardCharsets.UTF_8));
    assertThat(spec.fingerprint()).isEqualTo(HexFormat.of().formatHex(digest).substring(0, 16));
  }

  @Test
  void startingWeights_uniform_areTheSeedsNumbersRowMajor() {
    LearnerSpec<?> spec =
        Trial.spec(
            "sgd",
            Fields.of("rate", 1)
                .with("dimension", 3)
                .with("outputs", 2)
                .with("initialWeights", Map.of("uniform", 0.5, "seed", 9)));
    SplitMix numbers = new SplitMix(9);

    double[][] columns = spec.model().startingWeights();

    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        assertThat(columns[j][i]).isEqualTo(numbers.uniform(0.5));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void names_ofEverySpec_areListed(long seed) {
    String json = canonical(new RestoreTest.RandomSpec(seed).json());

    assertListed(SpecJson.read(json));
  }

  private static void assertListed(Map<?, ?> fields) {
    fields.forEach(
        (name, value) -> {
          assertThat(SpecNames.ALL_FIELDS).contains(name.toString());
          if (value instanceof Map<?, ?> nested) {
            assertListed(nested);
          }
        });
  }

  @Test
  void names_thatSpecsTake_areNoForeignWords() {
    for (String learner : Catalogue.names()) {
      assertThat(SpecNames.LEARNERS.meant(learner, Catalogue.names())).contains(learner);
    }
    for (String field : SpecNames.ALL_FIELDS) {
      assertThat(SpecNames.FIELDS.meant(field, SpecNames.ALL_FIELDS)).contains(field);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*,a,true",
    "*,'',true",
    "a,a,true",
    "a,b,false",
    "a,ab,false",
    "pump-*,pump-7,true",
    "pump-*,pump-,true",
    "pump-*,pum,false",
    "*-7,pump-7,true",
    "*-7,pump-77,false",
    "p*7,pump-7,true",
    "*u*p*,pump-7,true",
    "a*b*c,abbcbc,true",
    "a*b*c,abbcb,false",
    "**,x,true",
    "a**b,ab,true",
    ".*,x,false",
    "a.c,abc,false"
  })
  void matches_starStandsForAnyCharacters(String match, String id, boolean expected) {
    assertThat(new SpecPattern(match, "{}").matches(id)).isEqualTo(expected);
  }

  @Test
  void warnings_memoryForEveryWeight_saysWhatHappens() {
    String spec = "{'learner':'orfit','dimension':4,'memory':%d}";

    assertThat(Catalogue.read(SpecJson.read(json(spec.formatted(3)))).warnings()).isEmpty();
    assertThat(Catalogue.read(SpecJson.read(json(spec.formatted(4)))).warnings())
        .singleElement()
        .asString()
        .startsWith("memory 4 holds every direction of 4 weights");
    String noisy = "{'learner':'orfit','dimension':4,'memory':9,'noise':0.1}";
    assertThat(Catalogue.read(SpecJson.read(json(noisy))).warnings()).isEmpty();
  }

  /** This summary keeps every direction, as memory for every weight does. */
  @Test
  void warnings_summaryFullWithoutNoise_saysWhatHappens() {
    String full = "{'learner':'orfit','dimension':4,'summary':'full','noise':%s}";

    assertThat(Catalogue.read(SpecJson.read(json(full.formatted("0")))).warnings())
        .singleElement()
        .asString()
        .startsWith("summary 'full' holds every direction of 4 weights: once they are seen");
    assertThat(Catalogue.read(SpecJson.read(json(full.formatted("0.1")))).warnings()).isEmpty();
  }

  private static String canonical(String spec) {
    return CompiledSpec.of(Catalogue.read(SpecJson.read(json(spec))), Limits.DEFAULT).canonical();
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rls           | 'forgetting':0.9                          | use forgetting 1",
        "rls           | 'model':{'kind':'mlp','hidden':[1]}       | of other weights",
        "orfit         | 'memory':2                                | holds directions, not samples",
        "orfit         | 'memory':2,'noise':'auto'                 | holds directions, not samples",
        "ekf           | 'noise':1                                 | depends on those before",
        "lofi-diagonal | 'noise':1,'memory':2                      | depends on those before",
        "ogd           | 'rate':1,'steps':1                        | depends on those before",
        "sgd           | 'rate':1                                  | depends on those before",
        "one-step-sgd  | 'outputs':1                               | depends on those before",
        "greedy        | 'outputs':1                               | depends on those before",
        "laplace       | 'classes':2,'window':3                    | closed window",
        "distillation  | 'classes':2,'window':3                    | closed window",
        "online-net    | 'hidden':3,'mode':'observe'               | use mode random",
        "online-net    | 'hidden':3,'outputs':2,'horizon':1        | a later one",
        "ledger        | 'ridge':1,'decay':0.9                     | use decay 1",
        "matrix-flow   | 'time':1,'initialScale':1                 | of their own"
      })
  void unlearnObstacle_whatIsNotAdditive_saysWhy(String learner, String fields, String reason) {
    assertThat(
            Trial.spec(learner, Fields.of("dimension", 2).with(Fields.read(fields)))
                .unlearnObstacle())
        .startsWith(learner)
        .contains("cannot unlearn")
        .contains(reason);
  }

  @Test
  void unlearnObstacle_whatIsAdditive_isNone() {
    assertThat(Trial.spec("rls", Fields.of("dimension", 1)).unlearnObstacle()).isNull();
    assertThat(
            Trial.spec("rls", Fields.of("dimension", 1).with("model", Map.of("kind", "shared")))
                .unlearnObstacle())
        .isNull();
    assertThat(Trial.spec("ledger", Fields.of("dimension", 1).with("ridge", 1)).unlearnObstacle())
        .isNull();
    assertThat(
            Trial.spec("online-net", Fields.of("dimension", 1).with("hidden", 2)).unlearnObstacle())
        .isNull();
  }
}
