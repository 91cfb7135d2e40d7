package io.rivulet.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.equalTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that no compiler keeps. Each is checked twice: production code obeys it,
 * and it reports the class planted against it in a package {@code planted}, so that no rule can
 * pass because it looks at nothing.
 */
final class ArchitectureTest {

  private static final String ANSWER = "io.rivulet.answer..";
  private static final String KERNEL = "io.rivulet.kernel..";
  private static final String FEATURE = "io.rivulet.feature..";
  private static final String MODEL = "io.rivulet.model..";
  private static final String RECORD = "io.rivulet.record..";
  private static final String STATE = "io.rivulet.state..";
  private static final String WIRE = "io.rivulet.wire..";
  private static final String LEARNER = "io.rivulet.learner..";
  private static final String REPLAY = "io.rivulet.replay..";
  private static final String OPERATOR = "io.rivulet.operator..";
  private static final String JOB = "io.rivulet.job..";

  /** Where everything that reaches weights is computed, written or read. */
  private static final String[] PURE = {
    ANSWER, KERNEL, FEATURE, MODEL, RECORD, STATE, WIRE, LEARNER, REPLAY
  };

  /** Those of {@code Math} whose last bit may differ between machines, or that cost a thousand. */
  private static final Set<String> INEXACT =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "fma", "hypot",
          "log", "log10", "log1p", "pow", "sin", "sinh", "tan", "tanh");

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("/io/rivulet/testing/"))
          .importPackages("io.rivulet");

  private static final JavaClasses WITH_PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") || location.contains("/planted/"))
          .withImportOption(location -> !location.contains("/io/rivulet/testing/"))
          .importPackages("io.rivulet");

  @Test
  void layers_pointOneWay() {
    keeps(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("state")
            .definedBy(ANSWER, KERNEL, FEATURE, MODEL, RECORD, STATE, WIRE)
            .layer("learner")
            .definedBy(LEARNER, REPLAY)
            .layer("operator")
            .definedBy(OPERATOR)
            .layer("job")
            .definedBy(JOB)
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
  void state_isPlainJava() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(ANSWER, KERNEL, FEATURE, MODEL, RECORD, STATE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ANSWER, KERNEL, FEATURE, MODEL, RECORD, STATE, WIRE)
            .because("a consumer, a benchmark and an experiment run learners without Flink"),
        "com.fasterxml.jackson.core.JsonFactory");
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
                "java..", "com.fasterxml.jackson.core..", KERNEL, MODEL, RECORD, STATE, WIRE),
        "io.rivulet.wire.planted.BindsObjects");
  }

  @Test
  void learners_areEnteredByTheirFace() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage(LEARNER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rivulet.learner.*..")
            .because("what is public in a room is public for its neighbours"),
        "io.rivulet.job.planted.EntersARoom.learner");
  }

  @Test
  void learner_addsCommonsMathOnly() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(LEARNER, REPLAY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "org.apache.commons.math3..",
                KERNEL,
                FEATURE,
                MODEL,
                RECORD,
                STATE,
                WIRE,
                LEARNER,
                REPLAY),
        "io.rivulet.learner.planted.Logs");
  }

  @Test
  void pure_readsNoClock() {
    keeps(
        pureNeverCalls(
                "a clock",
                access ->
                    calls(access, "java.lang.System", "currentTimeMillis", "nanoTime")
                        || (owner(access).startsWith("java.time.")
                            && access.getName().equals("now"))
                        || constructsBare(access, "java.util.Date"))
            .because("replay must give the same weights"),
        "ReadsTheClock.instant",
        "ReadsTheClock.millis",
        "ReadsTheClock.nanos",
        "ReadsTheClock.date");
  }

  @Test
  void pure_drawsFromNoGlobalRandomness() {
    keeps(
        pureNeverCalls(
                "randomness without a seed",
                access ->
                    calls(access, "java.lang.Math", "random")
                        || calls(access, "java.lang.StrictMath", "random")
                        || calls(access, "java.util.UUID", "randomUUID")
                        || calls(access, "java.util.Collections", "shuffle")
                        || owner(access).equals("java.util.concurrent.ThreadLocalRandom")
                        || owner(access).equals("java.security.SecureRandom")
                        || constructsBare(access, "java.util.Random")
                        || constructsBare(access, "java.util.SplittableRandom"))
            .because("seeds are settings, and replay must give the same weights"),
        "DrawsAnything.math",
        "DrawsAnything.random",
        "DrawsAnything.local",
        "DrawsAnything.splittable");
  }

  @Test
  void pure_computesTheSameBitsEverywhere() {
    keeps(
        pureNeverCalls(
                "inexact Math, fma or parallel streams",
                access ->
                    calls(access, "java.lang.Math", INEXACT.toArray(String[]::new))
                        || calls(access, "java.lang.StrictMath", "fma")
                        || (owner(access).startsWith("java.util.")
                            && access.getName().startsWith("parallel")))
            .because("StrictMath gives one answer on every machine, and sums have one order"),
        "DependsOnTheMachine.exponential",
        "DependsOnTheMachine.fused",
        "DependsOnTheMachine.reference",
        "DependsOnTheMachine.sum",
        "DependsOnTheMachine.prefix");
  }

  @Test
  void serializer_isOneAndLiesWithTheOperators() {
    keeps(
        classes().that().areAssignableTo(TypeSerializer.class).should().resideInAPackage(OPERATOR),
        "io.rivulet.job.planted.SecondSerializer");
    keeps(
        classes()
            .that()
            .areAssignableTo(TypeSerializer.class)
            .should()
            .containNumberOfElements(equalTo(1)),
        "there is/are 2 element(s)");
  }

  @Test
  void packages_formNoCycle() {
    keeps(
        slices().matching("io.rivulet.(**)").should().beFreeOfCycles(),
        "Slice model.planted -> \n",
        "Slice wire.planted -> \n");
  }

  @Test
  void staticFields_areFinal() {
    keeps(
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("slots of a task manager share them"),
        "io.rivulet.job.planted.SharedUtils.counter");
  }

  @Test
  void names_haveASubject() {
    keeps(
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Misc)(\\$.*)?"),
        "io.rivulet.job.planted.SharedUtils");
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

  @Test
  void pure_logsNothing() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "java.util.logging.."),
        "io.rivulet.learner.planted.Logs");
  }

  @Test
  void publicTypes_ofPurePackages_areClosed() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(PURE)
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should(beFinalOrSealed())
            .because("a subclass elsewhere would be a promise"),
        "io.rivulet.learner.planted.LooksUp");
  }

  @Test
  void tests_neverSleep() throws IOException {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("..planted..")
            .should(sleep())
            .because("a test that sleeps is slow or flaky; wait on what is waited for");
    ArchRule planted = noClasses().that().resideInAPackage("..planted..").should(sleep());

    rule.check(new ClassFileImporter().importPaths(testClasses()));
    assertReports(planted, "io.rivulet.job.planted.Sleeps.thread");
    assertReports(planted, "io.rivulet.job.planted.Sleeps.unit");
  }

  private static void keeps(ArchRule rule, String... planted) {
    rule.check(PRODUCTION);
    Stream.of(planted).forEach(violation -> assertReports(rule, violation));
  }

  private static void assertReports(ArchRule rule, String violation) {
    assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> (detail + "\n").contains(violation));
  }

  private static ArchRule pureNeverCalls(String what, Predicate<JavaAccess<?>> forbidden) {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .accessTargetWhere(describe("the target is " + what, forbidden));
  }

  private static ArchCondition<JavaClass> sleep() {
    return new ArchCondition<>("sleep") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          boolean sleeps =
              calls(access, "java.lang.Thread", "sleep")
                  || calls(access, "java.util.concurrent.TimeUnit", "sleep");
          events.add(new SimpleConditionEvent(type, sleeps, access.getDescription()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beFinalOrSealed() {
    return new ArchCondition<>("be final or sealed") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed();
        events.add(
            new SimpleConditionEvent(
                type, closed, type.getName() + " is neither final nor sealed"));
      }
    };
  }

  private static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getName();
  }

  private static boolean calls(JavaAccess<?> access, String owner, String... names) {
    return owner(access).equals(owner) && List.of(names).contains(access.getName());
  }

  /** Whether an object is made without arguments, so from the clock or from entropy. */
  private static boolean constructsBare(JavaAccess<?> access, String type) {
    return calls(access, type, "<init>")
        && access.getTarget() instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().isEmpty();
  }

  /** Of this module, and of the others as far as they are built. */
  private static List<Path> testClasses() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent().getParent();
    try (Stream<Path> files =
        Files.find(root, 4, (path, any) -> path.endsWith("target/test-classes"))) {
      return files.toList();
    }
  }
}
