package io.rivulet.experiment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rooms of the experiments; each rule reports the class planted against it. */
final class RoomsTest {

  private static final String ROOT = "io.rivulet.experiment";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);

  private static final JavaClasses WITH_PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") || location.contains("/planted/"))
          .importPackages(ROOT);

  @Test
  void rooms_pointOneWay() {
    keeps(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("protocols")
            .definedBy(ROOT)
            .layer("report")
            .definedBy(ROOT + ".report..")
            .layer("figure")
            .definedBy(ROOT + ".figure..")
            .layer("canvas")
            .definedBy(ROOT + ".canvas..")
            .layer("digits")
            .definedBy(ROOT + ".digits..")
            .layer("peer")
            .definedBy(ROOT + ".peer..")
            .layer("lesson")
            .definedBy(ROOT + ".lesson..")
            .layer("spec")
            .definedBy(ROOT + ".spec..")
            .whereLayer("protocols")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("protocols")
            .whereLayer("figure")
            .mayOnlyBeAccessedByLayers("protocols", "report")
            .whereLayer("canvas")
            .mayOnlyBeAccessedByLayers("figure")
            .whereLayer("lesson")
            .mayOnlyBeAccessedByLayers("protocols")
            .whereLayer("peer")
            .mayOnlyBeAccessedByLayers("protocols", "lesson")
            .whereLayer("digits")
            .mayOnlyBeAccessedByLayers("protocols", "report", "peer", "lesson")
            .ensureAllClassesAreContainedInArchitecture(),
        "io.rivulet.experiment.digits.planted.Reports");
  }

  @Test
  void pictures_areDrawnOnCanvasesOnly() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".canvas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing.."),
        "io.rivulet.experiment.figure.planted.Paints");
  }

  @Test
  void figures_knowCurvesAndNothingThatIsLearned() {
    keeps(
        classes()
            .that()
            .resideInAnyPackage(ROOT + ".figure..", ROOT + ".canvas..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "javax.imageio..", ROOT + ".figure..", ROOT + ".canvas.."),
        "io.rivulet.experiment.figure.planted.Paints");
  }

  private static void keeps(ArchRule rule, String planted) {
    rule.check(PRODUCTION);
    assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> detail.contains(planted));
  }
}
