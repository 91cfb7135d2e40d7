package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several faults of one spec, told at once. */
class SpecFaultsTest {

  /** Single faults that say nothing of each other, of fields that must be given and others. */
  private static final List<Map<String, Object>> SGD_FAULTS =
      List.of(
          Map.of("rate", -1),
          Map.of("dimension", 0),
          Map.of("outputs", 1.5),
          Map.of("bias", "yes"),
          Map.of("initialWeights", "none"),
          Map.of("foo", 1),
          Map.of("raet", 2));

  private static final List<Map<String, Object>> ORFIT_FAULTS =
      List.of(
          Map.of("memory", "ten"),
          Map.of("noise", -0.5),
          Map.of("priorPrecision", 0),
          Map.of("memoryDecay", 2),
          Map.of("seed", 0.5),
          Map.of("bias", 1),
          Map.of("memry", 3));

  @Test
  void faults_anySetOfSingleOnes_areThoseOfEach() {
    assertEachIsTold(Map.of("learner", "sgd", "rate", 0.1, "dimension", 3), SGD_FAULTS);
    assertEachIsTold(Map.of("learner", "orfit", "memory", 2, "dimension", 3), ORFIT_FAULTS);
  }

  private static void assertEachIsTold(
      Map<String, Object> sound, List<Map<String, Object>> single) {
    assertThat(Catalogue.faults(sound)).isEmpty();
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<String, Object> spec = new LinkedHashMap<>(sound);
      List<String> expected = new ArrayList<>();
      for (Map<String, Object> fault : single) {
        if (random.nextBoolean()) {
          spec.putAll(fault);
          Map<String, Object> alone = new LinkedHashMap<>(sound);
          alone.putAll(fault);
          expected.add(firstOf(alone));
        }
      }
      assertThat(Catalogue.faults(spec))
          .as(spec.toString())
          .containsExactlyInAnyOrderElementsOf(expected);
      if (!expected.isEmpty()) {
        assertThat(Catalogue.faults(spec).get(0)).isEqualTo(firstOf(spec));
      }
    }
  }

  private static String firstOf(Map<String, Object> spec) {
    List<String> message = new ArrayList<>();
    assertThatThrownBy(() -> Catalogue.read(spec))
        .isInstanceOfSatisfying(
            IllegalArgumentException.class, refused -> message.add(refused.getMessage()));
    return message.get(0);
  }

  /** A missing field and the one that was meant are one fault. */
  @Test
  void faults_misspeltFieldThatMustBeGiven_isToldOnce() {
    assertThat(Catalogue.faults(read("{'learner':'sgd','dimension':3,'raet':0.1,'outputs':0}")))
        .hasSize(2)
        .anyMatch(fault -> fault.contains("'rate' is missing, did you mean it by 'raet'?"))
        .anyMatch(fault -> fault.contains("'outputs' must be an integer from 1, got 0"));
  }

  @Test
  void faults_severalMissing_tellEach() {
    assertThat(Catalogue.faults(read("{'learner':'ogd'}")))
        .containsExactlyInAnyOrder(
            "spec field 'rate' is missing",
            "spec field 'dimension' is missing",
            "spec field 'steps' is missing");
  }

  /** What does not fit other fields hides nothing of what is wrong with each alone. */
  @Test
  void faults_behindOneThatDoesNotFitOthers_areToldToo() {
    assertThat(
            Catalogue.faults(
                read(
                    "{'learner':'ledger','dimension':2,'initialWeights':[1,2,3],'ridge':-1,"
                        + "'foo':2}")))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).contains("'initialWeights' must have 2 numbers"),
            fault -> assertThat(fault).contains("'ridge'"),
            fault -> assertThat(fault).contains("'foo'"));
  }

  @Test
  void faults_ofOwnRanges_areToldWhateverTheLearner() {
    assertThat(
            Catalogue.faults(
                read(
                    "{'learner':'distillation','dimension':2,'classes':1,'window':3,'strength':-1,"
                        + "'reservoir':0,'ridge':0}")))
        .hasSize(4);
    assertThat(
            Catalogue.faults(
                read("{'learner':'orfit','dimension':3,'memory':-2,'noise':'x','tolerance':3}")))
        .hasSize(3);
    assertThat(
            Catalogue.faults(
                read("{'learner':'online-net','dimension':2,'scale':0,'ridge':-1,'horizon':-1}")))
        .hasSize(3);
  }

  /** Nothing is told that may only follow from a fault told before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'learner':'ledger','dimension':2,'ridge':0,'decay':0.5}",
        "{'learner':'laplace','dimension':2,'classes':3,'window':4,'memory':2,'model':{'kind':'mlp','hidden':[0]}}",
        "{'learner':'online-net','dimension':2,'mode':'invers','hidden':9,'noise':1}",
        "{'learner':'rls','dimension':2,'outputs':'two','initialWeights':[1,2,3,4]}",
        "{'learner':'nothing','dimension':0}"
      })
  void faults_ofAFieldThatDecidesOthers_areTheFirstAlone(String spec) {
    Map<String, Object> read = read(spec);

    assertThat(Catalogue.faults(read)).containsExactly(firstOf(read));
  }

  private static Map<String, Object> read(String spec) {
    return SpecJson.read(spec.replace('\'', '"'));
  }
}
