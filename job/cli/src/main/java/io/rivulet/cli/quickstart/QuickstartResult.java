package io.rivulet.cli.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.TextTable;
import io.rivulet.experiment.report.Curves;
import io.rivulet.experiment.report.ResultTable;
import java.net.URI;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param webPage of the Flink cluster
 */
record QuickstartResult(Summary summary, Curves curves, URI webPage) {

  /** The summary on one line, for a program. */
  String json() throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(summary);
  }

  /** The table of errors and the counts, for a person. */
  String text() {
    return """
        %s
        errors in degrees after %d samples

        samples in      %d
        weight records  %d
        dead letters    %d"""
        .formatted(
            table(), summary.steps, summary.samplesIn, summary.weightRecords, summary.deadLetters);
  }

  private String table() {
    TextTable table = TextTable.ofNumbers(ResultTable.TEXTS, ResultTable.header());
    ResultTable.rows(curves).forEach(table::add);
    return String.join("\n", table.lines());
  }

  /**
   * The machine-readable results; names are a contract.
   *
   * @param images {@code drawn}, or the file
   * @param steps samples each model learned
   * @param testErrorDegrees by model
   * @param trainErrorDegrees by model
   * @param samplesIn committed offsets of the job in the samples topic
   * @param weightRecords read from the weights topic
   * @param deadLetters read from the dead-letter topic
   * @param report path of the page
   */
  record Summary(
      String images,
      int steps,
      Map<String, Double> testErrorDegrees,
      Map<String, Double> trainErrorDegrees,
      long samplesIn,
      long weightRecords,
      long deadLetters,
      String report) {}
}
