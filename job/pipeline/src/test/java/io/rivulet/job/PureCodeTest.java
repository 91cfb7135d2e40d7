package io.rivulet.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.rivulet.job.Architecture.PURE;
import static io.rivulet.job.Architecture.keeps;
import static io.rivulet.job.Calls.calls;
import static io.rivulet.job.Calls.constructsBare;
import static io.rivulet.job.Calls.owner;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What is never called where weights are computed: samples that are replayed give the same bits.
 */
final class PureCodeTest {

  /**
   * Methods whose last bit may differ between machines, or that some run a thousand times slower.
   */
  private static final Set<String> INEXACT =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "fma", "hypot",
          "log", "log10", "log1p", "pow", "sin", "sinh", "tan", "tanh");

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

  private static ArchRule pureNeverCalls(String what, Predicate<JavaAccess<?>> forbidden) {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .accessTargetWhere(describe("the target is " + what, forbidden));
  }
}
