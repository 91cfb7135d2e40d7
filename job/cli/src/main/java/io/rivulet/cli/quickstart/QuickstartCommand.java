package io.rivulet.cli.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.RotatedDigits;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet quickstart}. */
@Command(
    name = "quickstart",
    description = {
      "Watch seven models learn rotated digits from Kafka through Flink, on this machine.",
      "Starts a broker and a cluster, submits the job, streams 100 digits to each model, draws the"
          + " test errors while they fall, writes a report, and stops what it started."
    })
public final class QuickstartCommand implements Callable<Integer> {

  private static final int STOP_SECONDS = 60;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Fixes digits, angles and first weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--images",
      paramLabel = "FILE",
      description = "An IDX3 file of one digit, plain or gzip, instead of drawn digits.")
  private Path images;

  @Option(names = "--keep", description = "Leave broker, cluster and job running.")
  private boolean keep;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Directory of its platform, emptied first (default: .rivulet/quickstart).")
  private Path directory;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes (default: .rivulet/quickstart-report.html).")
  private Path report;

  @Option(names = "--json", description = "Print the results as one JSON document.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws JsonProcessingException {
    Path home = Home.find().checkout();
    Path where = directory == null ? home.resolve(".rivulet/quickstart") : directory;
    Path page = report == null ? home.resolve(".rivulet/quickstart-report.html") : report;
    DigitSource source = new DigitSource(images);
    RotatedDigits digits = digits(source);
    LocalPlatform platform = LocalPlatform.at(where);
    if (platform.status().broker() != null || platform.status().jobManager() != null) {
      throw Failure.refused(
          "a quick start runs already, or was kept, in "
              + where
              + "; end it with 'down --dir "
              + where
              + "'");
    }
    QuickstartResult result = run(platform, digits, source, page.toAbsolutePath().normalize());
    print(result, where);
    return Exit.DONE;
  }

  private RotatedDigits digits(DigitSource source) {
    try {
      return source.digits(seed);
    } catch (UncheckedIOException e) {
      throw Failure.failed(e.getMessage(), e);
    }
  }

  /** Whatever happens, Ctrl-C included, nothing that was started stays behind. */
  private QuickstartResult run(
      LocalPlatform platform, RotatedDigits digits, DigitSource source, Path page) {
    Thread worker = Thread.currentThread();
    Thread hook = new Thread(() -> interrupt(worker), "quickstart-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean done = false;
    try {
      QuickstartResult result =
          new Quickstart(platform, digits, seed, source.name()).run(page, Watcher.standard(json));
      done = true;
      return result;
    } finally {
      boolean interrupted = Thread.interrupted();
      if (!done || !keep) {
        try (Progress progress = Progress.onStandardError()) {
          platform.down(done, progress);
        }
      }
      stopped.countDown();
      if (!interrupted) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("rivulet: the platform did not stop; run 'down' for its directory");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(QuickstartResult result, Path where) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(result.json());
      return;
    }
    out.println();
    out.println(result.text());
    out.println("report          " + result.summary().report());
    if (keep) {
      out.println("Flink web page  " + result.webPage());
    }
    out.println();
    out.println("Try next:");
    next(where).lines().forEach(line -> out.println("  scripts/rivulet " + line));
  }

  private String next(Path where) {
    return keep
        ? """
          weights get orfit --dir %1$s
          logs taskmanager-1 --dir %1$s
          down --dir %1$s"""
            .formatted(where)
        : """
          quickstart --keep        (leaves it running, with the Flink web page)
          up                       (a broker and a cluster of your own)
          replay --help            (score a learner on a file of samples)""";
  }
}
