package io.rivulet.learner;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the learners. Each rule reports the class that is planted against it. */
final class RoomsTest {

  private static final String LEARNER = "io.rivulet.learner";
  private static final int FULL = 30;

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(LEARNER);

  private static final JavaClasses WITH_PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") || location.contains("/planted/"))
          .importPackages(LEARNER);

  /** Each room, and who may know it. */
  private static ArchRule arrows() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("face")
        .definedBy(LEARNER)
        .layer("recursive")
        .definedBy(room("recursive"))
        .layer("sketch")
        .definedBy(room("sketch"))
        .layer("evidence")
        .definedBy(room("evidence"))
        .layer("gradient")
        .definedBy(room("gradient"))
        .layer("ledger")
        .definedBy(room("ledger"))
        .layer("net")
        .definedBy(room("net"))
        .layer("window")
        .definedBy(room("window"))
        .layer("flow")
        .definedBy(room("flow"))
        .layer("quality")
        .definedBy(room("quality"))
        .layer("step")
        .definedBy(room("step"))
        .layer("spec")
        .definedBy(room("spec"))
        .layer("spectral")
        .definedBy(room("spectral"))
        .whereLayer("face")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("recursive")
        .mayOnlyBeAccessedByLayers("face", "net")
        .whereLayer("sketch")
        .mayOnlyBeAccessedByLayers("face", "evidence", "window")
        .whereLayer("evidence")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("gradient")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("ledger")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("net")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("window")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("flow")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("quality")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("quality")
        .mayOnlyAccessLayers("step", "spec")
        .whereLayer("step")
        .mayOnlyAccessLayers("spec")
        .whereLayer("spec")
        .mayNotAccessAnyLayer()
        .whereLayer("spectral")
        .mayNotAccessAnyLayer()
        .ensureAllClassesAreContainedInArchitecture();
  }

  @Test
  void rooms_pointOneWay() {
    arrows().check(PRODUCTION);

    assertReports(arrows(), "io.rivulet.learner.spec.planted.KnowsALearner");
  }

  @Test
  void rooms_formNoCycle() {
    ArchRule rule = slices().matching(LEARNER + ".(*)..").should().beFreeOfCycles();

    rule.check(PRODUCTION);
    assertReports(rule, "Slice spec");
  }

  @Test
  void rooms_holdFewTypes() {
    Map<String, Long> types = types(PRODUCTION);
    String largest = Collections.max(types.entrySet(), Map.Entry.comparingByValue()).getKey();

    assertThat(full(types, FULL)).isEmpty();
    assertThat(full(types, types.get(largest))).contains(largest);
    assertThat(types).hasSizeGreaterThan(5);
  }

  /** Rooms with as many types as that, or more. */
  private static List<String> full(Map<String, Long> types, long most) {
    return types.keySet().stream().filter(room -> types.get(room) >= most).toList();
  }

  /** Top-level types of each package. */
  private static Map<String, Long> types(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .collect(
            Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
  }

  private static String room(String name) {
    return LEARNER + "." + name + "..";
  }

  private static void assertReports(ArchRule rule, String violation) {
    assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> detail.contains(violation));
  }
}
