package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.cli.replay.Lines;
import io.rivulet.cli.replay.Replay;
import io.rivulet.job.config.JobConfiguration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "The key of a line is its model field, its value the bytes of the line unchanged; blank lines"
          + " are skipped. A line that is no JSON object is sent too, under the key of lines"
          + " without a model field, and a line whose model is no string is sent without a key: the"
          + " job puts both into the dead letters.",
      "Stops at the first sample that the cluster does not take."
    },
    exitCodeList = {
      "0:the cluster acknowledged every sample",
      "1:the file could not be read, or a sample was not acknowledged",
      "2:refused: wrong use"
    })
public final class ProduceCommand implements Callable<Integer> {

  /** The largest record that a job can be set to read. */
  private static final int LONGEST_LINE = 64 << 20;

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
      names = "--json",
      description = "Print one JSON document: {\"topic\": .., \"acknowledged\": ..}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Pace pace = new Pace(rate == null ? Double.POSITIVE_INFINITY : rate);
    JobConfiguration configuration = kafka.configuration();
    String topic = configuration.topics().samples();
    try (InputStream in = input();
        SampleProducer producer = new SampleProducer(kafka.access(configuration), topic)) {
      try {
        send(in, pace, producer);
      } finally {
        settle(topic, producer);
      }
    } catch (IOException e) {
      throw Failure.failed("the samples cannot be read: " + e, e);
    }
    return 0;
  }

  private void send(InputStream in, Pace pace, SampleProducer producer) throws IOException {
    SampleKey keys = new SampleKey(model);
    Lines lines = new Lines(in, LONGEST_LINE);
    long size = isStandardInput() ? 0 : Files.size(file);
    long read = 0;
    long number = 0;
    try (PatientProgress progress = new PatientProgress("sending " + file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        read += line.length + 1;
        if (!Lines.blank(line)) {
          requireLength(number, line);
          pace.await();
          producer.send(keys.of(line), line);
        }
        progress.advanceTo(read, size);
      }
    }
  }

  private static void requireLength(long number, byte[] line) {
    if (line.length > LONGEST_LINE) {
      throw Failure.failed(
          "line " + number + " has more than " + LONGEST_LINE + " bytes, which no job reads");
    }
  }

  private InputStream input() throws IOException {
    return new BufferedInputStream(
        isStandardInput() ? System.in : Files.newInputStream(file), 1 << 16);
  }

  private boolean isStandardInput() {
    return file.toString().equals("-");
  }

  /** Waits for what is under way also when a sample was not taken, so that the count is right. */
  private void settle(String topic, SampleProducer producer) {
    try {
      producer.flush();
    } finally {
      report(topic, producer.acknowledged());
    }
  }

  private void report(String topic, long acknowledged) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, new Document(topic, acknowledged));
    } else {
      out.println(topic + ": " + acknowledged + " samples acknowledged");
      out.flush();
    }
  }

  private record Document(String topic, long acknowledged) {}
}
