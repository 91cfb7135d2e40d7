package io.rivulet.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What the client may know: it runs in other people's programs. */
final class ClientArchitectureTest {

  private static final ArchRule KNOWS_LITTLE =
      classes()
          .that()
          .resideInAPackage("io.rivulet.client..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.rivulet.answer..",
              "io.rivulet.client..",
              "io.rivulet.model..",
              "io.rivulet.record..",
              "io.rivulet.wire..",
              "com.fasterxml.jackson.core..",
              "org.apache.kafka.clients..",
              "org.apache.kafka.common..")
          .because("programs that follow models want neither Flink nor a command line");

  private static final JavaClasses PRODUCTION = read("/classes/");

  @Test
  void client_knowsStateAndKafkaOnly() {
    KNOWS_LITTLE.check(PRODUCTION);

    assertThat(PRODUCTION).isNotEmpty();
    assertThat(KNOWS_LITTLE.evaluate(read("/planted/")).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("io.rivulet.client.planted.KnowsABroker"));
  }

  @Test
  void topic_knowsNothingOfTheFace() {
    slices().matching("io.rivulet.(**)").should().beFreeOfCycles().check(PRODUCTION);
  }

  private static JavaClasses read(String part) {
    return new ClassFileImporter()
        .withImportOption(location -> location.contains(part))
        .importPackages("io.rivulet.client");
  }
}
