package io.rivulet.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.rivulet.job.Architecture.PURE;
import static io.rivulet.job.Architecture.assertReports;
import static io.rivulet.job.Architecture.keeps;
import static io.rivulet.job.Calls.calls;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How classes are named and closed, and what their fields and tests may do. */
final class ClassRulesTest {

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

  /** Of this module, and of the others as far as they are built. */
  private static List<Path> testClasses() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent().getParent();
    try (Stream<Path> files =
        Files.find(root, 4, (path, any) -> path.endsWith("target/test-classes"))) {
      return files.toList();
    }
  }
}
