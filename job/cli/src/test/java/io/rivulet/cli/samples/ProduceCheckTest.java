package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code produce --check}: what it says of a file without sending it. */
final class ProduceCheckTest extends ProducingTest {

  @Test
  void check_goodFile_countsAndAsksNoCluster() throws IOException {
    Run run = runBare("produce", "--check", "--file", file("{\"y\":NaN}\n\n{}\n"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("3 lines: 2 samples, 0 refused\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void check_linesThatAreNoJson_areRefusedWithTheirNumbers() throws IOException {
    String lines = "{}\nnot json\n[1]\n{\"a\":1\n{\"a\":1} x\n{\"a\":1}\n";

    Run run = runBare("produce", "--check", "--file", file(lines));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("6 lines: 2 samples, 4 refused\n");
    assertThat(run.err().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains(" is not a JSON object: "))
        .extracting(line -> line.replaceAll("line (\\d+) .*", "$1"))
        .containsExactly("2", "3", "4", "5");
  }

  @Test
  void check_afterSkip_keepsTheNumbersOfTheFile() throws IOException {
    Run run = runBare("produce", "--check", "--skip", "1", "--file", file("no\n{}\nno\n"));

    assertThat(run.err()).startsWith("line 3 is").doesNotContain("line 1 ");
  }

  @Test
  void check_asJson_isOneDocument() throws IOException {
    Run run = runBare("produce", "--check", "--json", "--file", file("{}\nno\n"));

    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.path("lines").asLong()).isEqualTo(2);
    assertThat(answer.path("samples").asLong()).isEqualTo(1);
    assertThat(answer.path("refused").asLong()).isEqualTo(1);
    assertThat(answer.at("/findings/0/line").asLong()).isEqualTo(2);
  }

  @Test
  void check_manyBadLines_namesTheFirstHundred() throws IOException {
    Run run = runBare("produce", "--check", "--file", file("no\n".repeat(103)));

    assertThat(run.out()).isEqualTo("103 lines: 0 samples, 103 refused\n");
    assertThat(run.err().lines()).hasSize(101).endsWith("and 3 more lines");
  }

  @Test
  void check_raw_refusesNothing() throws IOException {
    Run run = runBare("produce", "--check", "--raw", "--file", file("no\n"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("1 lines: 1 samples, 0 refused\n");
  }
}
