package io.rivulet.cli.samples;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.client.topic.TopicException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.RecordFormat;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.replay.Replay;
import io.rivulet.wire.SampleDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet produce}. */
@Command(
    name = "produce",
    description = {
      "Send a file of samples to Kafka, one JSON object a line, in the order of the file.",
      "The key of a record is the model field of its line, and the value is the line, byte for"
          + " byte; blank lines are skipped. A line whose model is not a string is sent without a"
          + " key: the job puts it into the dead letters. The command stops at the first line"
          + " that is not a JSON object, unless --raw is given, and at the first sample that the"
          + " cluster does not take.",
      "When the configuration has format: raw, a line is sent as the numbers of its x and its target,"
          + " with its other fields in headers.",
      "When it stops or is interrupted it says how many samples are acknowledged, and with which"
          + " --skip to go on."
    },
    exitCodeList = {
      "0:the cluster acknowledged every sample; with --check: no line is refused",
      "1:the file could not be read, or a sample was not acknowledged",
      "2:refused: wrong use, or a line that is not a JSON object",
      "130:interrupted"
    })
public final class ProduceCommand implements Callable<Integer> {

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "Samples, one a line; '-' reads standard input.")
  private Path file;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Send at most N samples a second (default: as fast as the cluster takes them).")
  private Double rate;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = Replay.DEFAULT_MODEL,
      description = "Key of lines without a model field (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--skip",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out the first N lines of the file, to go on after an interruption.")
  private long skip;

  @Option(
      names = "--check",
      description =
          "Send nothing and ask no cluster; count the samples, and name the lines that would be"
              + " refused.")
  private boolean check;

  @Option(
      names = "--raw",
      description =
          "Also send lines that are not JSON objects, under the key of lines without a model"
              + " field: the job puts them into the dead letters.")
  private boolean raw;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"topic\": .., \"acknowledged\": ..}; with --check {\"lines\":"
              + " .., \"samples\": .., \"refused\": .., \"findings\": [{\"line\": .., \"message\":"
              + " ..}]}, at most 100 findings.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (skip < 0) {
      throw Failure.refused("--skip must be at least 0, got " + skip);
    }
    try {
      return check ? check() : produce();
    } catch (IOException e) {
      throw Failure.failed("the samples cannot be read: " + e, e);
    }
  }

  private int check() throws IOException {
    boolean numbers = kafka.format() == RecordFormat.RAW;
    requireOneForm(numbers);
    var found =
        numbers
            ? SampleCheck.ofNumbers(RawRecord.decoder(model))
            : SampleCheck.ofLines(new SampleKey(model), raw);
    try (SampleLines lines = new SampleLines(file, skip)) {
      found.read(lines);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      found.printJson(out);
    } else {
      found.print(out, spec.commandLine().getErr());
    }
    return found.exitCode();
  }

  private int produce() throws IOException {
    Pace pace = new Pace(rate == null ? Double.POSITIVE_INFINITY : rate);
    JobConfiguration configuration = kafka.configuration();
    var report = new ProduceReport(configuration.topics().samples(), json, spec.commandLine());
    try (SampleLines lines = new SampleLines(file, skip);
        SampleProducer producer = new SampleProducer(kafka.access(configuration), report.topic())) {
      var production = new Production(producer, skip, report::interrupted);
      try (production) {
        send(lines, pace, production, configuration);
      } catch (Failure stopped) {
        throw report.stopped(stopped, production.acknowledged());
      } catch (TopicException e) {
        throw report.stopped(Failure.failed(e.getMessage(), e), production.acknowledged());
      } catch (IOException e) {
        Failure unreadable = Failure.failed("the samples cannot be read: " + e, e);
        throw report.stopped(unreadable, production.acknowledged());
      }
      report.done(production.acknowledged());
    }
    return Exit.DONE;
  }

  private void send(
      SampleLines lines, Pace pace, Production production, JobConfiguration configuration)
      throws IOException {
    boolean numbers = configuration.format() == RecordFormat.RAW;
    SampleKey keys = new SampleKey(model);
    SampleDecoder decoder = RawRecord.decoder(model);
    requireOneForm(numbers);
    Function<Sample, Op> ops = numbers ? new ConfiguredSpecs(configuration)::op : Sample::op;
    try (PatientProgress progress = new PatientProgress("sending " + file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (Lines.blank(line)) {
          production.blank(lines.number());
        } else if (numbers) {
          RawRecord record = numbers(decoder, ops, lines.number(), line);
          pace.await();
          production.send(lines.number(), record);
        } else {
          byte[] key = key(keys, lines.number(), line);
          pace.await();
          production.send(lines.number(), key, line);
        }
        lines.show(progress);
      }
    }
  }

  private void requireOneForm(boolean numbers) {
    if (numbers && raw) {
      throw Failure.refused("--raw sends lines as they are, but format is raw; leave one out");
    }
  }

  private static RawRecord numbers(
      SampleDecoder decoder, Function<Sample, Op> ops, long number, byte[] line) {
    requireShort(number, line);
    try {
      return RawRecord.of(decoder, ops, line);
    } catch (RejectedException refused) {
      throw Failure.refused(
          "line %d %s; --check names all such lines".formatted(number, refused.getMessage()));
    }
  }

  private static void requireShort(long number, byte[] line) {
    if (line.length > SampleLines.LONGEST) {
      throw Failure.failed("line " + number + " " + SampleCheck.tooLong());
    }
  }

  private byte[] key(SampleKey keys, long number, byte[] line) {
    requireShort(number, line);
    if (raw) {
      return keys.of(line);
    }
    try {
      return keys.ofObject(line);
    } catch (IOException noObject) {
      throw Failure.refused(
          "line %d %s; mend it, or send it as it is with --raw; --check names all such lines"
              .formatted(number, SampleKey.defect(noObject)));
    }
  }
}
