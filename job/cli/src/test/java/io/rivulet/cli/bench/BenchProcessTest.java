package io.rivulet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchProcessTest {

  @TempDir private Path checkout;

  @Test
  void run_notBuilt_saysWhatToDo() {
    assertThatThrownBy(() -> run("kernels"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "%s is missing; benchmarks run from a checkout: build it with 'mvn package' in %s"
                .formatted(jar(), checkout));
  }

  @Test
  void run_rows_becomeTableAndJson() throws Exception {
    build(
        """
        System.out.println("{\\"stage\\": \\"a-1\\"}");
        System.out.println("{\\"case\\": \\"a-1/b\\", \\"value\\": 1234.5, \\"unit\\": \\"us\\", \\"ratio\\": 0.75, \\"of\\": \\"b\\"}");
        System.out.println("{\\"case\\": \\"" + args[0] + "\\", \\"value\\": 0.0123, \\"unit\\": \\"us\\", \\"ratio\\": null, \\"of\\": null}");
        """);

    BenchResult result = run("growth");

    assertThat(result.table().lines())
        .containsExactly(
            "case    unit  of   value  ratio",
            "------  ----  --  ------  -----",
            "a-1/b   us    b     1234   0.75",
            "growth  us        0.0123       ");
    assertThat(new ObjectMapper().writeValueAsString(result))
        .isEqualTo(
            "{\"bench\":\"growth\",\"rows\":["
                + "{\"case\":\"a-1/b\",\"value\":1234.5,\"unit\":\"us\",\"ratio\":0.75,\"of\":\"b\"},"
                + "{\"case\":\"growth\",\"value\":0.0123,\"unit\":\"us\",\"ratio\":null,\"of\":null}]}");
  }

  @Test
  void run_failure_saysWhatTheBenchmarksSaid() throws Exception {
    build(
        """
        System.out.println("{\\"error\\": \\"no case is named x\\"}");
        System.exit(1);
        """);

    assertThatThrownBy(() -> run("pipeline"))
        .isInstanceOf(Failure.class)
        .hasMessage("no case is named x");
  }

  private BenchResult run(String bench) {
    try (Progress progress = Progress.silent()) {
      return new BenchProcess(new Home(checkout), bench).run(List.of(), progress);
    }
  }

  private Path jar() {
    return checkout.resolve("operators/benchmarks/target/benchmarks.jar");
  }

  /** A jar with a main that does this. */
  private void build(String statements) throws Exception {
    Path source =
        Files.writeString(
            checkout.resolve("BenchMain.java"),
            "package io.rivulet.benchmark.run; public class BenchMain {"
                + " public static void main(String[] args) {"
                + statements
                + "} }");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", checkout.toString(), source.toString());
    String main = "io/rivulet/benchmark/run/BenchMain.class";
    Files.createDirectories(jar().getParent());
    try (OutputStream file = Files.newOutputStream(jar());
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(main));
      Files.copy(checkout.resolve(main), jar);
    }
  }
}
