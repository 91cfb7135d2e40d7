package io.rivulet.cli.weights;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.file.WholeFile;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WeightTopicReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rivulet weights export}. */
@Command(
    name = "export",
    description = {
      "Write the newest weight record of each model, one a line, byte for byte, by model id.",
      "Reads the weights topic from the beginning, committed records only, and verifies the"
          + " checksums; writes nothing when the newest record of a model is broken."
    })
final class WeightsExportCommand implements Callable<Integer> {

  @Mixin private WeightsOption weights;

  @Option(
      names = {"--out", "--to"},
      paramLabel = "FILE",
      description = "Where the records go (default: standard output).")
  private Path file;

  @Option(
      names = "--json",
      description = "No difference: weight records are JSON with and without this option.")
  @SuppressWarnings("UnusedVariable")
  private boolean json;

  @Override
  public Integer call() {
    Collection<PublishedWeights> newest;
    try (WeightTopicReader reader = weights.readerOfAll()) {
      newest = WeightsOption.newest(reader).all();
    }
    try {
      write(newest);
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the weights cannot be written: " + e, e);
    }
    return Exit.DONE;
  }

  private void write(Collection<PublishedWeights> newest) throws IOException {
    if (file == null) {
      OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
      write(newest, out);
      out.flush();
      return;
    }
    WholeFile.write(file, out -> write(newest, out));
  }

  private static void write(Collection<PublishedWeights> newest, OutputStream out) {
    newest.forEach(each -> JsonOutput.line(out, each.json()));
  }
}
