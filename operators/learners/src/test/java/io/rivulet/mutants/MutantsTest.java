package io.rivulet.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
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
    Path root = root();
    return lists().stream()
        .flatMap(list -> Mutant.read(list).stream())
        .map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> kill(mutant, root)));
  }

  /** What turns red must have been green in the same place. */
  @TestFactory
  Stream<DynamicTest> law_ofTheFormulaAsItIs_isGreen() throws Exception {
    return lists().stream()
        .flatMap(list -> Mutant.read(list).stream())
        .map(Mutant::law)
        .distinct()
        .map(law -> DynamicTest.dynamicTest(law, () -> pass(law)));
  }

  private void pass(String law) throws Exception {
    TestExecutionSummary summary = run(law, Files.createTempDirectory(folder, "unbroken"));

    assertThat(summary.getTestsSucceededCount()).isPositive();
    assertThat(summary.getTotalFailureCount()).as("failures of " + law).isZero();
  }

  private void kill(Mutant mutant, Path root) throws Exception {
    Path classes = Files.createTempDirectory(folder, "mutant");
    compile(mutant, root, classes);

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

  private static void compile(Mutant mutant, Path root, Path classes) throws IOException {
    Path source = Path.of(mutant.file()).getFileName();
    Path written = Files.writeString(classes.resolve(source), mutant.source(root));
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
    Class<?> tests = loader.loadClass("io.rivulet." + names[0]);
    return names.length == 1
        ? DiscoverySelectors.selectClass(tests)
        : Arrays.stream(tests.getDeclaredMethods())
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

  private static List<Path> lists() throws IOException, URISyntaxException {
    Path folder = Path.of(MutantsTest.class.getResource("/mutants").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** The folder that has the module of the states. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("state/core"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
