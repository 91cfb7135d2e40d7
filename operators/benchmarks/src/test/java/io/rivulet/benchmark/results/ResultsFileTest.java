package io.rivulet.benchmark.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.benchmark.BenchRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

  @TempDir private Path folder;

  @Test
  void put_reports_areReadAgain_oneForEachBench() throws Exception {
    ResultsFile file = new ResultsFile(folder.resolve("results.json"));
    BenchReport pipeline = report("pipeline", new BenchRow("a/b", 2, "us", 0.5, "b"));
    BenchReport first = report("kernels", BenchRow.alone("c", 1e-9, "bytes"));
    BenchReport second = report("kernels", BenchRow.alone("d", 1e12, "bytes"));

    assertThat(file.read()).isEmpty();
    file.put(pipeline);
    file.put(first);
    assertThat(file.read()).containsExactly(first, pipeline);
    file.put(second);
    assertThat(file.read()).containsExactly(second, pipeline);
  }

  @Test
  void row_json_hasTheFieldsInOrder_andNullWhereNothingIsCompared() {
    assertThat(RowJson.write(new BenchRow("a/b", 2.5, "us", 0.5, "b")))
        .hasToString("{\"case\":\"a/b\",\"value\":2.5,\"unit\":\"us\",\"ratio\":0.5,\"of\":\"b\"}");
    assertThat(RowJson.write(BenchRow.alone("c", 0, "bytes")))
        .hasToString(
            "{\"case\":\"c\",\"value\":0.0,\"unit\":\"bytes\",\"ratio\":null,\"of\":null}");
    BenchRow alone = BenchRow.alone("c", Double.NaN, "bytes");
    assertThat(RowJson.read(RowJson.write(alone))).isEqualTo(alone);
  }

  @Test
  void put_otherFile_isLeftAlone() throws Exception {
    Path other = Files.writeString(folder.resolve("other.json"), "[{\"a\": 1}]");

    assertThatThrownBy(() -> new ResultsFile(other).put(report("kernels")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(other + " holds no results of benchmarks");
    assertThat(other).hasContent("[{\"a\": 1}]");
  }

  static BenchReport report(String bench, BenchRow... rows) {
    return new BenchReport(
        bench,
        "scripts/rivulet bench " + bench,
        "Beside a build.",
        new BenchMachine("A CPU", 2, 4096, "Linux 6", "A VM 17"),
        Map.of("flink", "2.3.0"),
        List.of(rows));
  }
}
