package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * The packages of the first layers, and the check of a rule over them. It is made twice: production
 * code obeys the rule, and the rule reports the class planted against it in a package {@code
 * planted}, so that no rule can pass because it looks at nothing.
 */
final class Architecture {

  static final String ANSWER = "io.rivulet.answer..";
  static final String CONTROL = "io.rivulet.control..";
  static final String QUALITY = "io.rivulet.quality..";
  static final String LIFE = "io.rivulet.life..";
  static final String BYTES = "io.rivulet.bytes..";
  static final String KERNEL = "io.rivulet.kernel..";
  static final String FEATURE = "io.rivulet.feature..";
  static final String MODEL = "io.rivulet.model..";
  static final String RECORD = "io.rivulet.record..";
  static final String STATE = "io.rivulet.state..";
  static final String VECTOR = "io.rivulet.vector..";
  static final String WIRE = "io.rivulet.wire..";
  static final String LEARNER = "io.rivulet.learner..";
  static final String REPLAY = "io.rivulet.replay..";
  static final String OPERATOR = "io.rivulet.operator..";
  static final String JOB = "io.rivulet.job..";

  /** Where everything that reaches weights is computed, written or read. */
  static final String[] PURE = {
    ANSWER, BYTES, CONTROL, KERNEL, FEATURE, MODEL, QUALITY, RECORD, STATE, VECTOR, WIRE, LEARNER,
    LIFE, REPLAY
  };

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

  private Architecture() {}

  /** Checks a rule, and that it reports each of the planted violations. */
  static void keeps(ArchRule rule, String... planted) {
    rule.check(PRODUCTION);
    Stream.of(planted).forEach(violation -> assertReports(rule, violation));
  }

  static void assertReports(ArchRule rule, String violation) {
    assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> (detail + "\n").contains(violation));
  }
}
