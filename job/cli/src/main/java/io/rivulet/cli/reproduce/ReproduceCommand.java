package io.rivulet.cli.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.file.WholeFile;
import io.rivulet.experiment.ExperimentException;
import io.rivulet.experiment.ProgressListener;
import io.rivulet.experiment.Reproduction;
import io.rivulet.experiment.Reproductions;
import io.rivulet.experiment.Setup;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.figure.End;
import io.rivulet.experiment.figure.Layout;
import io.rivulet.experiment.figure.Sheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet reproduce}. */
@Command(
    name = "reproduce",
    description = {
      "Compute a figure of the sources anew, through the learners of the job.",
      "Writes NAME.csv (tidy: figure,panel,method,step,mean,sd,runs), NAME.svg and NAME.png, and"
          + " prints where each curve ends, next to the figure's reference if it has one there."
    },
    exitCodeList = {
      "0:done",
      "1:failed: the images cannot be used, or a file cannot be written",
      "2:refused: wrong use, or an unknown figure"
    })
public final class ReproduceCommand implements Callable<Integer> {

  private static final int MOST_RUNS = 1000;

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The figure: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the files, created when missing; older ones are replaced.")
  private Path out;

  @Option(
      names = "--images",
      paramLabel = "FILE",
      description =
          "Real digits instead of drawn ones, plain or gzip: for fig6, fig7, forgetting and drift an"
              + " IDX3 file of one digit, for online-nets, penalties and heads 8 x 8 digits as CSV (64"
              + " pixels of 0 to 16, then the class), for peers either.")
  private Path images;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Number of runs whose mean a curve shows (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Fixes data and first weights of the first run; each further run has the next seed"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--columns",
      paramLabel = "1|2",
      defaultValue = "2",
      description =
          "Width of the pictures on a page of two columns: 1 for one of them (84 mm), 2 for both"
              + " (174 mm); text of 8 pt in either (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = "--no-caption",
      description = "Leave title and notes out of the pictures, for a page that has them.")
  private boolean bare;

  @Option(names = "--json", description = "Print the results as one JSON document.")
  private boolean json;

  private CommandSpec spec;

  /** The help ends with what each figure shows. */
  @Spec
  void describe(CommandSpec spec) {
    this.spec = spec;
    spec.usageMessage().footerHeading("%nFigures:%n").footer(figures());
  }

  private static String[] figures() {
    return Reproductions.all().stream()
        .map(reproduction -> "  " + reproduction.name() + "  " + reproduction.description())
        .toArray(String[]::new);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Reproduction reproduction = reproduction();
    if (runs < 1 || runs > MOST_RUNS) {
      throw Failure.refused("--runs must be in 1 to " + MOST_RUNS + ", got " + runs);
    }
    if (columns < 1 || columns > 2) {
      throw Failure.refused("--columns must be 1 or 2, got " + columns);
    }
    if (images != null && !reproduction.takesImages()) {
      throw Failure.refused(name + " is not about digits: leave --images out");
    }
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw Failure.failed("the directory '" + out + "' cannot be made: " + e, e);
    }
    Sheet sheet = computed(reproduction);
    String source = reproduction.takesImages() ? new DigitSource(images).name() : null;
    print(sheet, source, written(sheet));
    return Exit.DONE;
  }

  private Reproduction reproduction() {
    try {
      return Reproductions.of(name);
    } catch (IllegalArgumentException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  private Sheet computed(Reproduction reproduction) {
    try (Progress progress = Progress.onStandardError()) {
      return reproduction.compute(new Setup(images, runs, seed), heard(progress));
    } catch (ExperimentException | UncheckedIOException e) {
      throw Failure.failed(e.getMessage(), e);
    }
  }

  private static ProgressListener heard(Progress progress) {
    return new ProgressListener() {
      @Override
      public void stage(String text, long steps) {
        progress.stage(text, steps);
      }

      @Override
      public void advanceTo(long done) {
        progress.advanceTo(done);
      }
    };
  }

  private Paths written(Sheet sheet) {
    Paths paths = new Paths(file("csv"), file("png"), file("svg"));
    Sheet picture = bare ? sheet.bare() : sheet;
    Layout layout = columns == 1 ? Layout.COLUMN : Layout.PAGE;
    try {
      write(paths.csv(), sheet.csv().getBytes(StandardCharsets.UTF_8));
      write(paths.svg(), picture.svg(layout).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Failure.failed("the figure cannot be written: " + e, e);
    }
    try {
      write(paths.png(), picture.png(layout));
    } catch (IOException e) {
      throw Failure.failed(
          paths.png() + " cannot be made; " + paths.svg() + " shows the same: " + e.getMessage(),
          e);
    }
    return paths;
  }

  private static void write(String file, byte[] bytes) throws IOException {
    WholeFile.write(Path.of(file), to -> to.write(bytes));
  }

  private String file(String ending) {
    return out.resolve(name + "." + ending).toString();
  }

  private void print(Sheet sheet, String source, Paths paths) throws JsonProcessingException {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      Document document = new Document(name, source, runs, seed, sheet.ends(), paths);
      to.println(new ObjectMapper().writeValueAsString(document));
    } else {
      to.println(sheet.title());
      to.println();
      EndTable.of(sheet.ends()).print(to);
      to.println();
      sheet.notes().forEach(to::println);
      to.println();
      to.println("csv  " + paths.csv());
      to.println("png  " + paths.png());
      to.println("svg  " + paths.svg());
    }
    to.flush();
  }

  private record Document(
      String figure, String images, int runs, long seed, List<End> ends, Paths files) {}

  private record Paths(String csv, String png, String svg) {}

  /** The figures, for help and completion. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Reproductions.names().iterator();
    }
  }
}
