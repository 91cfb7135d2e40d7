package io.rivulet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of all modules together: this one sees the others. Each is checked twice: production
 * code obeys it, and it reports the class planted against it.
 */
final class HouseTest {

  private static final int FULL = 30;

  /** What a job may do with numbers: count, compare and round. */
  private static final Set<String> COUNTING =
      Set.of("abs", "addExact", "ceil", "floorDiv", "max", "min", "round", "toIntExact");

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.rivulet");

  private static final JavaClasses WITH_PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") || location.contains("/planted/"))
          .importPackages("io.rivulet");

  @Test
  void house_isSeenWhole() {
    Stream.of(
            "answer",
            "client.topic",
            "testing",
            "vector",
            "replay",
            "operator",
            "experiment",
            "job",
            "cli")
        .forEach(room -> assertThat(PRODUCTION.containPackage("io.rivulet." + room)).isTrue());
  }

  @Test
  void modules_pointOneWay() {
    keeps(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("state")
            .definedBy(
                "io.rivulet.answer..",
                "io.rivulet.bytes..",
                "io.rivulet.control..",
                "io.rivulet.feature..",
                "io.rivulet.kernel..",
                "io.rivulet.model..",
                "io.rivulet.quality..",
                "io.rivulet.record..",
                "io.rivulet.state..",
                "io.rivulet.wire..")
            .layer("vector")
            .definedBy("io.rivulet.vector..")
            .layer("client")
            .definedBy("io.rivulet.client..")
            .layer("testing")
            .definedBy("io.rivulet.testing..")
            .layer("learners")
            .definedBy("io.rivulet.learner..", "io.rivulet.life..", "io.rivulet.replay..")
            .layer("operators")
            .definedBy("io.rivulet.operator..")
            .layer("experiments")
            .definedBy("io.rivulet.experiment..")
            .layer("job")
            .definedBy("io.rivulet.job..")
            .layer("cli")
            .definedBy("io.rivulet.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("testing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("vector")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("experiments")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("operators")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("learners")
            .mayOnlyBeAccessedByLayers("operators", "experiments", "job", "cli")
            .ensureAllClassesAreContainedInArchitecture(),
        "io.rivulet.experiment.planted.KnowsTheLine");
  }

  @Test
  void packages_formNoCycle() {
    keeps(
        slices().matching("io.rivulet.(**)").should().beFreeOfCycles(),
        "Slice cli.console.planted -> \n");
  }

  @Test
  void packages_holdFewTypes() {
    keeps(classes().should(shareAPackageWithFew()), "io.rivulet.cli.planted.full.Full ");
  }

  @Test
  void names_meanOneClass() {
    keeps(
        classes().should(haveANameOfTheirOwn()),
        "io.rivulet.cli.planted.Failure ",
        "io.rivulet.cli.planted.Failure$Progress ");
  }

  @Test
  void job_leavesPicturesToTheExperiments() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage("io.rivulet.job..", "io.rivulet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.awt..", "javax.imageio..", "javax.swing..", "io.rivulet.experiment.canvas.."),
        "io.rivulet.cli.planted.Paints.ink()");
  }

  @Test
  void job_leavesArithmeticToTheOthers() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage("io.rivulet.job..", "io.rivulet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rivulet.kernel..", "org.apache.commons.math3.."),
        "io.rivulet.cli.planted.Paints.sum(");
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage("io.rivulet.job..", "io.rivulet.cli..")
            .should()
            .accessTargetWhere(describe("the target is a function of analysis", HouseTest::isMath)),
        "io.rivulet.cli.planted.Paints.curve(");
  }

  private static boolean isMath(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath"))
        && !COUNTING.contains(access.getName());
  }

  private static ArchCondition<JavaClass> shareAPackageWithFew() {
    return new ArchCondition<>("share a package with fewer than " + FULL + " types") {
      private Map<String, Long> types = Map.of();

      @Override
      public void init(Collection<JavaClass> all) {
        types =
            all.stream()
                .filter(HouseTest::standsAlone)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long count = types.getOrDefault(type.getPackageName(), 0L);
        String said = "%s is one of %d types of its package".formatted(type.getName(), count);
        events.add(new SimpleConditionEvent(type, count < FULL, said));
      }
    };
  }

  private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
    return new ArchCondition<>("have a name of their own") {
      private Map<String, Long> named = Map.of();

      @Override
      public void init(Collection<JavaClass> all) {
        named =
            all.stream()
                .filter(HouseTest::standsAlone)
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long others = named.getOrDefault(type.getSimpleName(), 0L) - (standsAlone(type) ? 1 : 0);
        boolean seen = standsAlone(type) || isShown(type);
        String said = "%s shares its name with %d others".formatted(type.getName(), others);
        events.add(new SimpleConditionEvent(type, !seen || others == 0, said));
      }
    };
  }

  private static boolean standsAlone(JavaClass type) {
    return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
  }

  private static boolean isShown(JavaClass type) {
    return type.isMemberClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static void keeps(ArchRule rule, String... planted) {
    rule.check(PRODUCTION);
    assertThat(planted).isNotEmpty();
    for (String violation : planted) {
      assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
          .as(rule.getDescription())
          .anyMatch(detail -> (detail + "\n").contains(violation));
    }
  }
}
