package io.rivulet.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet replay}: scores a learner on a file of samples. */
@Command(
    name = "replay",
    description = {
      "Learn from a file of samples, one JSON object a line, without Kafka and Flink.",
      "Publishes what the job would publish for the same order, bit for bit. Rejected lines and"
          + " warnings are written to standard error as JSON; the exit code is still 0."
    },
    exitCodeList = {
      "0:done, even if lines were rejected",
      "1:a file could not be read or written",
      "2:refused: wrong use, or a spec that is not allowed"
    })
public final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "FILE",
      description = "JSON of the learner spec that every model gets.")
  private Path spec;

  @Option(
      names = "--samples",
      required = true,
      paramLabel = "FILE",
      description = "Samples, one a line; '-' reads standard input.")
  private Path samples;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Publish versions that are a multiple of N (default: ${DEFAULT-VALUE}).")
  private long every;

  @Option(names = "--initial", description = "Also write version 0 of each model.")
  private boolean initial;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Where weight records go (default: standard output).")
  private Path weights;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Where predictions go (default: nowhere).")
  private Path predictions;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    Specs specs = specs();
    PublishPolicy policy = policy();
    try (InputStream in = input();
        OutputStream weightLines = output(weights);
        OutputStream predictionLines =
            predictions == null ? OutputStream.nullOutputStream() : output(predictions)) {
      Emitter out = emitter(weightLines, predictionLines);
      specs.takeWarnings().forEach(warning -> out.warning(null, warning));
      run(in, new Replay(specs, policy, initial, out));
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the replay stopped: " + e);
    }
    return Exit.DONE;
  }

  private void run(InputStream in, Replay replay) throws IOException {
    PrintWriter rejects = command.commandLine().getErr();
    Lines lines = new Lines(in, Limits.DEFAULT.recordBytes());
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      number++;
      if (!Lines.blank(line)) {
        for (Replay.Rejection refusal : replay.accept(samples.toString(), number, line)) {
          rejects.println(json(refusal));
        }
      }
    }
    rejects.flush();
  }

  private Specs specs() {
    String text;
    try {
      text = Files.readString(spec);
    } catch (IOException e) {
      throw Failure.failed("the spec cannot be read: " + e);
    }
    try {
      return Specs.forEveryModel(text, Limits.DEFAULT);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Failure.refused(spec + ": " + faults(text, e));
    }
  }

  /** All that is wrong with a spec, one a line. */
  private static String faults(String text, RuntimeException first) {
    try {
      List<String> all = Catalogue.faults(SpecJson.read(text));
      return all.size() > 1
          ? all.size() + " faults\n  " + String.join("\n  ", all)
          : first.getMessage();
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      return first.getMessage();
    }
  }

  private PublishPolicy policy() {
    if (every < 1) {
      throw Failure.refused("--every must be at least 1, got " + every);
    }
    return new PublishPolicy(every);
  }

  private InputStream input() throws IOException {
    InputStream in = samples.toString().equals("-") ? System.in : Files.newInputStream(samples);
    return new BufferedInputStream(in, 1 << 16);
  }

  private static OutputStream output(Path file) throws IOException {
    return file == null
        ? new StandardOutput()
        : new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  /** Standard output stays open when the command is done with it. */
  private static final class StandardOutput extends BufferedOutputStream {

    StandardOutput() {
      super(System.out, 1 << 16);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private Emitter emitter(OutputStream weightLines, OutputStream predictionLines) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {
        writeLine(predictionLines, PredictionJson.write(prediction));
      }

      @Override
      public void weights(WeightRecord record) {
        writeLine(weightLines, WeightRecordJson.write(record));
      }

      @Override
      public void warning(String model, String warning) {
        command.commandLine().getErr().println(json(model, warning));
      }
    };
  }

  private static void writeLine(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Replay.Rejection refusal) {
    return json(
        json -> {
          json.writeNumberField("line", refusal.line());
          json.writeStringField("model", refusal.model());
          json.writeStringField("reason", refusal.reason().name());
          json.writeStringField("message", refusal.message());
        });
  }

  private static String json(String model, String warning) {
    return json(
        json -> {
          json.writeStringField("warning", warning);
          if (model != null) {
            json.writeStringField("model", model);
          }
        });
  }

  private static String json(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return text.toString();
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
