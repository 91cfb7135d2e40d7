package io.rivulet.cli.samples;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.file.WholeFile;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.cli.kafka.SinceConverter;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.RecordFormat;
import io.rivulet.record.Glob;
import io.rivulet.record.Limits;
import io.rivulet.wire.raw.RecordDecoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet samples export}. */
@Command(
    name = "export",
    description = {
      "Write the samples of the topic to a file that 'replay --samples' reads, one a line.",
      "A sample gets the model of its record's key, and Kafka's timestamp as 'ts' when it has"
          + " none; everything else stays as it was. The order of each partition, and so of each"
          + " model, is kept. Records that the job cannot read as samples are left out, and"
          + " counted on standard error.",
      "The job refuses samples without 'ts' for learners with windows in seconds; replay takes the"
          + " exported ones, which have it.",
      "With format: raw the lines are JSON too: --config must give the job's models, whose specs say"
          + " which of the numbers are x. Samples that fit no such spec are left out, and counted."
    },
    exitCodeList = {
      "0:done, even if records were left out",
      "1:Kafka could not be read, or the file could not be written",
      "2:refused: wrong use"
    })
final class SamplesExportCommand implements Callable<Integer> {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:*-]{1,128}");

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = SinceConverter.class,
      description =
          "Begin each partition at its first record whose Kafka timestamp is T or later (default:"
              + " the oldest that is kept). T is "
              + SinceConverter.FORMS
              + ".")
  private Instant since;

  @Option(
      names = "--models",
      paramLabel = "GLOB",
      defaultValue = "*",
      description = "Only models whose id matches; '*' stands for any characters (default: all).")
  private String models;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "Where the samples go; '-' writes to standard output.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!ALLOWED.matcher(models).matches()) {
      throw Failure.refused(
          "--models must be 1 to 128 letters, digits, '.', '_', ':', '-' or '*', got '"
              + TextTable.printable(models)
              + "'");
    }
    JobConfiguration configuration = kafka.configuration();
    Limits limits = configuration.limits().limits();
    boolean raw = configuration.format() == RecordFormat.RAW;
    SampleExport export =
        new SampleExport(
            new RecordDecoder(limits), raw ? RawLine.of(configuration) : null, new Glob(models));
    String topic = configuration.topics().samples();
    try (TopicReader reader = TopicReader.ofAll(kafka.access(configuration), topic)) {
      if (since != null) {
        reader.seekToTime(since.toEpochMilli());
      }
      write(reader, export);
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the samples cannot be written: " + e, e);
    }
    export.report(spec.commandLine().getErr());
    return Exit.DONE;
  }

  private void write(TopicReader reader, SampleExport export) throws IOException {
    if (file.toString().equals("-")) {
      OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
      write(reader, export, out);
      out.flush();
      return;
    }
    WholeFile.write(file, out -> write(reader, export, out));
  }

  private static void write(TopicReader reader, SampleExport export, OutputStream out) {
    try (PatientProgress progress = PatientProgress.reading(reader.topic())) {
      reader.readToEnd(
          record -> export.line(record).ifPresent(line -> JsonOutput.line(out, line)),
          progress::advanceTo);
    }
  }
}
