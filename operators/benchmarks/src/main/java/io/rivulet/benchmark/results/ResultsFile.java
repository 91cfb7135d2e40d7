package io.rivulet.benchmark.results;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A file of reports, one a bench, as a JSON array in the order of the names. */
public final class ResultsFile {

  private final Path file;

  public ResultsFile(Path file) {
    this.file = file;
  }

  /** Empty when the file is not there. */
  List<BenchReport> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<BenchReport> reports = new ArrayList<>();
    try {
      RowJson.JSON.readTree(file.toFile()).forEach(node -> reports.add(BenchReport.read(node)));
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          file + " holds no results of benchmarks (" + e.getMessage() + "); choose another file",
          e);
    }
    return List.copyOf(reports);
  }

  /** Adds a report, in the place of the one of the same bench. */
  public void put(BenchReport report) throws IOException {
    List<BenchReport> reports = new ArrayList<>(read());
    reports.removeIf(each -> each.bench().equals(report.bench()));
    reports.add(report);
    reports.sort(Comparator.comparing(BenchReport::bench));
    ArrayNode all = RowJson.JSON.createArrayNode();
    reports.forEach(each -> all.add(each.json()));
    String text = RowJson.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
    Files.writeString(file, text + "\n");
  }
}
