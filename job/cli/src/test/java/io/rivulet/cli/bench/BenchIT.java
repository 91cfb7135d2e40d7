package io.rivulet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.local.Home;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with the benchmarks as they are built; what they measure is not looked at. */
class BenchIT {

  @TempDir private Path folder;

  @Test
  void bench_oneGrowth_printsItsRowsAndKeepsThem() throws Exception {
    assumeTrue(
        Files.exists(Home.find().checkout().resolve("operators/benchmarks/target/benchmarks.jar")),
        "a build of this module alone has no benchmarks");
    Path file = folder.resolve("results.json");
    StringWriter out = new StringWriter();

    int code =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "bench", "growth", "--case", "sgd-p", "--quick", "--json", "--to", file.toString());

    assertThat(code).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertThat(result.path("bench").asText()).isEqualTo("growth");
    assertThat(result.path("rows").findValuesAsText("case"))
        .contains("sgd/time-p-1024", "sgd/time-p/exponent", "sgd/heap-p/exponent");
    JsonNode kept = new ObjectMapper().readTree(file.toFile()).path(0);
    assertThat(kept.path("command").asText())
        .isEqualTo("scripts/rivulet bench growth --case 'sgd-p' --quick");
    assertThat(kept.path("machine").path("cores").asInt()).isPositive();
    assertThat(kept.path("rows")).isEqualTo(result.path("rows"));
  }
}
