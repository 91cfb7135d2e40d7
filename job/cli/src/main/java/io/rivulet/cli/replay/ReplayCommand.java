package io.rivulet.cli.replay;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.file.InputFile;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.config.TimeSpan;
import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.replay.Replay;
import io.rivulet.wire.control.CommandDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet replay}: scores a learner on a file of samples and commands. */
@Command(
    name = "replay",
    description = {
      "Learn from a file of samples, one JSON object a line, without Kafka and Flink.",
      "Publishes what the job would publish for the same order, bit for bit. Rejected lines and"
          + " warnings are written to standard error as JSON; the exit code is still 0.",
      "A line with the texts commandId and type and without x is a command, for the model that its"
          + " field model names; 'atVersion' carries it out right after that version."
    },
    exitCodeList = {
      "0:done, even if lines were rejected",
      "1:a file could not be read or written",
      "2:refused: wrong use, or a spec or a state that is not allowed"
    })
public final class ReplayCommand implements Callable<Integer> {

  private static final Duration LONGEST = Duration.ofDays(36_500);

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "FILE",
      description =
          "JSON of the learner spec that every model gets, unless a command or a state has its own.")
  private Path spec;

  @Option(
      names = "--samples",
      required = true,
      paramLabel = "FILE",
      description = "Samples and commands, one a line; '-' reads standard input.")
  private Path samples;

  @Option(
      names = "--states-in",
      paramLabel = "FILE",
      description = {
        "Begin with the models of this file, which --states-out wrote: each goes on with its"
            + " incarnation, version, samples and previous as they are. The last line of a model"
            + " counts.",
        "A state holds what the model has learned, with open windows, evaluation and drift. It does"
            + " not hold inputs that wait for a late target, snapshots, commands that wait, the ids"
            + " of past commands, the model's time, or that the model is frozen."
      })
  private Path statesIn;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Publish versions that are a multiple of N (default: ${DEFAULT-VALUE}).")
  private long every;

  @Option(
      names = "--at-most",
      paramLabel = "DURATION",
      defaultValue = "off",
      description =
          "Skip a version that is due when the last one was published less than this before it, by"
              + " the times of the samples (default: ${DEFAULT-VALUE}).")
  private String atMost;

  @Option(names = "--initial", description = "Also write version 0 of each model.")
  private boolean initial;

  @Mixin private OutputOptions outputs;
  @Mixin private LimitOptions limits;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    LimitSettings settings = limits.read();
    Specs specs = ReplaySpec.read(spec, settings.limits());
    PublishPolicy policy = policy();
    outputs.requireApart(inputs());
    PatientProgress progress = progress();
    Complaints complaints = new Complaints(command.commandLine().getErr(), progress);
    try (progress;
        InputStream in = input()) {
      outputs.during(
          complaints,
          out -> {
            specs.takeWarnings().forEach(warning -> out.warning(null, warning));
            Replay replay = new Replay(specs, policy, initial, settings.life(), out);
            if (statesIn != null) {
              StateLines.read(statesIn, replay);
            }
            Lines lines =
                new Lines(in, Math.max(settings.recordBytes(), CommandDecoder.MAXIMUM_BYTES));
            run(lines, replay, complaints, progress);
            out.end(replay);
          });
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the replay stopped: " + e);
    } finally {
      complaints.flush();
    }
    return Exit.DONE;
  }

  private void run(Lines lines, Replay replay, Complaints complaints, PatientProgress progress)
      throws IOException {
    String file = samples.toString();
    long size = readsStandardInput() ? 0 : Files.size(samples);
    long read = 0;
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      number++;
      read += line.length + 1;
      progress.advanceTo(read, size);
      if (!Lines.blank(line)) {
        replay.accept(file, number, line).forEach(complaints::rejected);
      }
    }
  }

  /** Among records on standard output a bar would be in the way. */
  private PatientProgress progress() {
    return outputs.leaveStandardOutput()
        ? PatientProgress.onTerminal("replaying " + samples)
        : PatientProgress.none();
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(List.of(spec, samples));
    if (statesIn != null) {
      inputs.add(statesIn);
    }
    return inputs;
  }

  private PublishPolicy policy() {
    if (every < 1) {
      throw Failure.refused("--every must be at least 1, got " + every);
    }
    return new PublishPolicy(every, atMost(), PredictionPolicy.ALL);
  }

  private long atMost() {
    if (atMost.equals("off")) {
      return 0;
    }
    return TimeSpan.parse(atMost)
        .filter(span -> !span.isZero() && span.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                Failure.refused(
                    "--at-most must be off or a duration such as 100ms or 1s, up to "
                        + LONGEST.toDays()
                        + "d, got '"
                        + atMost
                        + "'"))
        .toMillis();
  }

  private boolean readsStandardInput() {
    return samples.toString().equals("-");
  }

  private InputStream input() throws IOException {
    InputStream in =
        readsStandardInput()
            ? System.in
            : new InputFile(samples, "samples and commands, one a line").open();
    return new BufferedInputStream(in, 1 << 16);
  }
}
