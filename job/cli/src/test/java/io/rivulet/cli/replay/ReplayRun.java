package io.rivulet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs of {@code replay} in a folder, each with all of its outputs in files of its own name. */
final class ReplayRun {

  private static final List<String> OUTPUTS =
      List.of("weights", "predictions", "acks", "metrics", "states-out");

  private final Path folder;
  private final String name;
  private final StringWriter err = new StringWriter();

  ReplayRun(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Runs over lines in which apostrophes stand for quotation marks, and requires exit code 0. */
  ReplayRun over(String spec, List<String> lines, String... options) {
    assertThat(exit(spec, lines, options)).as(() -> err.toString()).isZero();
    return this;
  }

  int exit(String spec, List<String> lines, String... options) {
    List<String> args = new ArrayList<>(List.of("replay"));
    args.add("--spec=" + write("spec.json", List.of(spec)));
    args.add("--samples=" + write("samples.jsonl", lines));
    OUTPUTS.forEach(output -> args.add("--" + output + "=" + file(output)));
    args.addAll(List.of(options));
    CommandLine line = Rivulet.commandLine().setErr(new PrintWriter(err, true));
    return line.execute(args.toArray(new String[0]));
  }

  private Path write(String suffix, List<String> lines) {
    try {
      return Files.write(
          folder.resolve(name + "-" + suffix),
          lines.stream().map(line -> line.replace('\'', '"')).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String output) {
    return folder.resolve(name + "-" + output);
  }

  List<String> lines(String output) {
    try {
      return Files.readAllLines(file(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> complaints() {
    return err.toString().lines().toList();
  }
}
