package io.rivulet.benchmark.run;

import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.BenchProgress;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.benchmark.growth.GrowthBenches;
import io.rivulet.benchmark.kernel.KernelBenches;
import io.rivulet.benchmark.pipeline.LineGrowth;
import io.rivulet.benchmark.pipeline.PipelineBenches;
import io.rivulet.benchmark.results.BenchMachine;
import io.rivulet.benchmark.results.BenchReport;
import io.rivulet.benchmark.results.ResultsFile;
import io.rivulet.benchmark.results.RowJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What {@code rivulet bench} starts. Writes one JSON object a line on standard output: {@code
 * {"stage": ..}} for what is being done, a row as soon as it is measured, and {@code {"error": ..}}
 * when it fails.
 */
public final class BenchMain {

  /** Runs one kernel bench in this JVM. */
  private static final String ONE = "one";

  private final PrintStream out;
  private final List<BenchRow> rows = new ArrayList<>();

  private BenchMain(PrintStream out) {
    this.out = out;
  }

  /** {@code NAME [OPTION ..]}, or {@code one NAME BENCH [--quick]}. */
  public static void main(String[] args) {
    BenchMain main = new BenchMain(System.out);
    try {
      List<String> words = List.of(args);
      if (words.get(0).equals(ONE)) {
        main.one(words.get(1), words.get(2), words.contains("--quick"));
      } else {
        main.run(words.get(0), BenchOptions.of(words.subList(1, words.size())));
      }
      System.exit(0);
    } catch (Exception e) {
      main.say("error", e.getMessage() == null ? e.toString() : e.getMessage());
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void one(String group, String name, boolean quick) throws Exception {
    for (Bench bench : inJvmsOfTheirOwn(group, quick)) {
      if (bench.name().equals(name)) {
        bench.run(this::add);
      }
    }
  }

  private static List<Bench> inJvmsOfTheirOwn(String group, boolean quick) {
    return switch (group) {
      case "kernels" -> KernelBenches.all();
      case "growth" -> GrowthBenches.ofKernels(quick);
      default -> List.of();
    };
  }

  private void run(String group, BenchOptions options) throws Exception {
    List<Bench> line = onTheLine(group, options);
    List<Bench> all = new ArrayList<>(inJvmsOfTheirOwn(group, options.quick()));
    all.addAll(line);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nothing to measure under '" + group + "'; kernels, pipeline and growth");
    }
    for (Bench bench : options.chosen(all)) {
      say("stage", bench.name());
      if (line.contains(bench)) {
        bench.run(this::add);
      } else {
        new KernelRun(group, bench, options.quick()).run(this::add);
      }
    }
    if (options.to().isPresent()) {
      new ResultsFile(options.to().get()).put(report(group, options));
    }
  }

  private List<Bench> onTheLine(String group, BenchOptions options) {
    BenchProgress progress = text -> say("stage", text);
    return switch (group) {
      case "pipeline" -> PipelineBenches.all(options, progress);
      case "growth" -> LineGrowth.all(options, progress);
      default -> List.of();
    };
  }

  private BenchReport report(String group, BenchOptions options) {
    return new BenchReport(
        group,
        options.command(group),
        options.note(),
        BenchMachine.ofThisJvm(),
        versions(),
        List.copyOf(rows));
  }

  private static Map<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream in =
        BenchMain.class.getResourceAsStream("/io/rivulet/benchmark/versions.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.forEach((name, version) -> versions.put((String) name, (String) version));
    return versions;
  }

  private void add(BenchRow row) {
    rows.add(row);
    write(RowJson.write(row).toString());
  }

  private void say(String field, String text) {
    write(RowJson.JSON.createObjectNode().put(field, text).toString());
  }

  private void write(String line) {
    out.println(line);
    out.flush();
  }
}
