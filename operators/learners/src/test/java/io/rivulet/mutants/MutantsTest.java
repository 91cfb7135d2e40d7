package io.rivulet.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Breaks one line of a formula at a time and runs the law that guards it, which must turn red.
 * Takes minutes, so it runs only by {@code mvn -Pmutants test}.
 */
@Tag("mutants")
class MutantsTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> law_ofABrokenFormula_turnsRed() throws Exception {
    return chosen().map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> kill(mutant)));
  }

  /** What turns red must have been green in the same place. */
  @TestFactory
  Stream<DynamicTest> law_ofTheFormulaAsItIs_isGreen() throws Exception {
    return chosen()
        .map(Mutant::law)
        .distinct()
        .map(law -> DynamicTest.dynamicTest(law, () -> pass(law)));
  }

  /** All, or those whose method or law contains {@code -Dmutants.of}. */
  private static Stream<Mutant> chosen() throws Exception {
    String part = System.getProperty("mutants.of", "");
    return Mutant.listed().stream().filter(mutant -> (mutant + " " + mutant.law()).contains(part));
  }

  private void pass(String law) throws Exception {
    TestExecutionSummary summary = run(law, Files.createTempDirectory(folder, "unbroken"));

    assertThat(summary.getTestsSucceededCount()).isPositive();
    assertThat(summary.getTotalFailureCount()).as("failures of " + law).isZero();
  }

  private void kill(Mutant mutant) throws Exception {
    Path classes = Files.createTempDirectory(folder, "mutant");
    compile(mutant, classes);

    TestExecutionSummary summary = run(mutant.law(), classes);

    assertThat(summary.getTestsFoundCount()).isPositive();
    assertThat(summary.getTotalFailureCount()).as("failures of " + mutant.law()).isPositive();
  }

  /** Runs a law over the classes of a folder and, behind them, those of the build. */
  private static TestExecutionSummary run(String law, Path classes) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (MutatedClasses loader = MutatedClasses.over(classes)) {
      Thread.currentThread().setContextClassLoader(loader);
      return run(selected(law, loader));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static void compile(Mutant mutant, Path classes) throws IOException {
    String type = mutant.type();
    Path written =
        Files.writeString(classes.resolve(type + ".java"), mutant.in(Sources.broken().read(type)));
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(written);
      List<String> options =
          List.of(
              "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      assertThat(compiler.getTask(null, files, null, options, null, units).call())
          .as("the mutant compiles")
          .isTrue();
    }
  }

  private static DiscoverySelector selected(String law, ClassLoader loader)
      throws ClassNotFoundException {
    String[] names = law.split("#", 2);
    Class<?> tests = loader.loadClass(Sources.laws().qualified(names[0]));
    return Arrays.stream(tests.getDeclaredMethods())
        .filter(method -> method.getName().equals(names[1]))
        .map(method -> DiscoverySelectors.selectMethod(tests, method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no law " + law));
  }

  private static TestExecutionSummary run(DiscoverySelector law) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(law).build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    return summary.getSummary();
  }
}
