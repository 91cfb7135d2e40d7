package io.rivulet.benchmark.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.benchmark.BenchRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

  private static final Path PAGE = Path.of("README.md");
  private static final Path RESULTS = Path.of("results.json");

  /** Renew the page with {@code ResultsPage}; the page itself says how. */
  @Test
  void page_showsTheResultsFile() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(ResultsPage.renewed(page, new ResultsFile(RESULTS).read())).isEqualTo(page);
  }

  @Test
  void renewed_report_namesMachineVersionsAndCommand() {
    BenchReport report =
        ResultsFileTest.report(
            "kernels",
            new BenchRow("rls-64/ejml", 12.345, "us", 3.14159, "ejml"),
            BenchRow.alone("rls-16/bytes-per-sample", 0, "bytes"));

    String page =
        ResultsPage.renewed(
            "a\n<!-- results:begin -->\nold\n<!-- results:end -->\nz\n", List.of(report));

    assertThat(page)
        .isEqualTo(
            """
            a
            <!-- results:begin -->

            ### kernels

            Measured with `scripts/rivulet bench kernels` on A CPU, 2 cores, 4096 MiB, Linux 6, A VM 17; flink
            2.3.0. Beside a build.

            | case | value | unit | ratio | of |
            |---|---|---|---|---|
            | `rls-64/ejml` | 12.3 | us | 3.14 | ejml |
            | `rls-16/bytes-per-sample` | 0 | bytes |  |  |

            <!-- results:end -->
            z
            """);
    assertThat(ResultsPage.renewed(page, List.of(report))).isEqualTo(page);
  }

  @Test
  void renewed_pageWithoutMarks_isRefused() {
    assertThatThrownBy(() -> ResultsPage.renewed("a\n", List.of()))
        .hasMessageContaining("results:begin");
  }

  @Test
  void figures_areThreeDigits() {
    assertThat(ResultsPage.figures(48_765.4)).isEqualTo("48765");
    assertThat(ResultsPage.figures(99.96)).isEqualTo("100.0");
    assertThat(ResultsPage.figures(1.234)).isEqualTo("1.23");
    assertThat(ResultsPage.figures(0.01234)).isEqualTo("0.0123");
    assertThat(ResultsPage.figures(0)).isEqualTo("0");
    assertThat(ResultsPage.figures(Double.NaN)).isEqualTo("-");
  }
}
