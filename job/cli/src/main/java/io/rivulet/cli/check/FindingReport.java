package io.rivulet.cli.check;

import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.job.kafka.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What checks found, for people or for programs. */
public record FindingReport(List<Finding> findings) {

  /** How many findings keep the job from running. */
  public long errors() {
    return findings.stream().filter(Finding::isError).count();
  }

  /** One row for each finding, without a verdict. */
  public void printRows(PrintWriter out) {
    var table = new TextTable("severity", "subject", "what is, and what to do");
    rows().forEach(row -> table.add(row.severity(), row.subject(), row.message()));
    table.print(out);
  }

  public void print(PrintWriter out) {
    printRows(out);
    out.println(verdict());
    out.flush();
  }

  public void printJson(PrintWriter out) {
    JsonOutput.print(out, new Document(errors(), rows()));
  }

  /** The same for a refusal under {@code --json}. */
  public Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("errors", errors());
    details.put("findings", rows());
    return details;
  }

  public String verdict() {
    return errors() == 0 ? "the job can run" : errors() + " error(s) keep the job from running";
  }

  private List<Row> rows() {
    return findings.stream().map(Row::of).toList();
  }

  private record Document(long errors, List<Row> findings) {}

  private record Row(String severity, String subject, String message) {

    static Row of(Finding finding) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      return new Row(severity, finding.subject(), finding.message());
    }
  }
}
