package io.rivulet.job;

import static com.tngtech.archunit.base.DescribedPredicate.equalTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.rivulet.job.Architecture.ANSWER;
import static io.rivulet.job.Architecture.BYTES;
import static io.rivulet.job.Architecture.CONTROL;
import static io.rivulet.job.Architecture.FEATURE;
import static io.rivulet.job.Architecture.JOB;
import static io.rivulet.job.Architecture.KERNEL;
import static io.rivulet.job.Architecture.LEARNER;
import static io.rivulet.job.Architecture.LIFE;
import static io.rivulet.job.Architecture.MODEL;
import static io.rivulet.job.Architecture.OPERATOR;
import static io.rivulet.job.Architecture.QUALITY;
import static io.rivulet.job.Architecture.RECORD;
import static io.rivulet.job.Architecture.REPLAY;
import static io.rivulet.job.Architecture.STATE;
import static io.rivulet.job.Architecture.VECTOR;
import static io.rivulet.job.Architecture.WIRE;
import static io.rivulet.job.Architecture.keeps;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;

/** Which package may know which other, and which library. */
final class ArchitectureTest {

  @Test
  void layers_pointOneWay() {
    keeps(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("state")
            .definedBy(ANSWER, BYTES, CONTROL, KERNEL, FEATURE, MODEL, QUALITY, RECORD, STATE, WIRE)
            .layer("learner")
            .definedBy(LEARNER, LIFE, REPLAY)
            .layer("operator")
            .definedBy(OPERATOR)
            .layer("job")
            .definedBy(JOB)
            .layer("twin")
            .definedBy(VECTOR)
            .whereLayer("twin")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("job")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operator")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("learner")
            .mayOnlyBeAccessedByLayers("operator", "job")
            .ensureAllClassesAreContainedInArchitecture()
            .because("what outlives a process must not know what may be rewritten"),
        "io.rivulet.record.planted.LooksUp",
        "io.rivulet.learner.planted.LooksUp",
        "io.rivulet.planted.OutsideLayers");
  }

  @Test
  void packages_formNoCycle() {
    keeps(
        slices().matching("io.rivulet.(**)").should().beFreeOfCycles(),
        "Slice model.planted -> \n",
        "Slice wire.planted -> \n");
  }

  @Test
  void state_isPlainJava() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(
                ANSWER, BYTES, CONTROL, KERNEL, FEATURE, MODEL, QUALITY, RECORD, STATE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", ANSWER, BYTES, CONTROL, KERNEL, FEATURE, MODEL, QUALITY, RECORD, STATE,
                WIRE)
            .because("a consumer, a benchmark and an experiment run learners without Flink"),
        "com.fasterxml.jackson.core.JsonFactory");
  }

  @Test
  void vector_addsTheIncubatorToTheKernels() {
    keeps(
        classes()
            .that()
            .resideInAPackage(VECTOR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jdk.incubator.vector..", BYTES, KERNEL, VECTOR),
        "io.rivulet.vector.planted.KnowsRecords");
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage(VECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.incubator..", VECTOR)
            .because("a JVM without the module loads all others"),
        "io.rivulet.kernel.planted.NeedsTheTwin");
  }

  @Test
  void wire_addsJacksonStreamingOnly() {
    keeps(
        classes()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "ch.randelshofer.fastdoubleparser..",
                "com.fasterxml.jackson.core..",
                CONTROL,
                BYTES,
                KERNEL,
                MODEL,
                QUALITY,
                RECORD,
                STATE,
                WIRE),
        "io.rivulet.wire.planted.BindsObjects");
  }

  @Test
  void learner_addsCommonsMathOnly() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(LEARNER, LIFE, REPLAY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "org.apache.commons.math3..",
                CONTROL,
                BYTES,
                KERNEL,
                FEATURE,
                MODEL,
                QUALITY,
                RECORD,
                STATE,
                WIRE,
                LEARNER,
                LIFE,
                REPLAY),
        "io.rivulet.learner.planted.Logs");
  }

  @Test
  void learners_areEnteredByTheirFace() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackages(LEARNER, LIFE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rivulet.learner.*..")
            .because("what is public in a room is public for its neighbours"),
        "io.rivulet.job.planted.EntersARoom.learner");
  }

  /** Those of records between operators are in no savepoint, and lie apart. */
  @Test
  void serializerOfState_isOneAndLiesWithTheOperators() {
    keeps(
        classes().that().areAssignableTo(TypeSerializer.class).should().resideInAPackage(OPERATOR),
        "io.rivulet.job.planted.SecondSerializer");
    keeps(
        classes()
            .that()
            .areAssignableTo(TypeSerializer.class)
            .and()
            .resideOutsideOfPackage("io.rivulet.operator.type")
            .should()
            .containNumberOfElements(equalTo(1)),
        "there is/are 2 element(s)");
  }

  @Test
  void kafkaConnector_isKnownToTheWiringOnly() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.rivulet.job")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.connector.kafka..")
            .because("tests and other programs swap both ends of the line"),
        "io.rivulet.job.config.planted.KnowsFlink");
  }

  @Test
  void configuration_knowsNoFlink() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.rivulet.job.config..", "io.rivulet.job.kafka..", "io.rivulet.job.lease..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..")
            .because("the command line reads and checks a configuration without Flink"),
        "io.rivulet.job.config.planted.KnowsFlink");
  }
}
