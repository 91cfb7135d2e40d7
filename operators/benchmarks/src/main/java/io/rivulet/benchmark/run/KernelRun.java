package io.rivulet.benchmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.benchmark.Bench;
import io.rivulet.benchmark.BenchRow;
import io.rivulet.benchmark.results.RowJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs one bench in a fresh JVM, with the options that it asks for. */
final class KernelRun {

  private final String group;
  private final Bench bench;
  private final boolean quick;

  KernelRun(String group, Bench bench, boolean quick) {
    this.group = group;
    this.bench = bench;
    this.quick = quick;
  }

  void run(Consumer<BenchRow> rows) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    String error = "it ended early";
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = RowJson.JSON.readTree(line);
        if (node.has("case")) {
          rows.accept(RowJson.read(node));
        } else if (node.has("error")) {
          error = node.path("error").asText();
        }
      }
    }
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    if (code != 0) {
      throw new IOException(bench.name() + " failed: " + error);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx2g");
    command.addAll(bench.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BenchMain.class.getName(), "one", group, bench.name()));
    if (quick) {
      command.add("--quick");
    }
    return command;
  }
}
