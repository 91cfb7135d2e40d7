package io.rivulet.cli.flink;

import io.rivulet.cli.console.Exit;
import io.rivulet.job.config.StartSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet submit}. */
@Command(
    name = "submit",
    description = {
      "Submit the job, wait until it runs, and print its id.",
      "Says on standard error what it read: file, brokers, topics, models, delivery and start.",
      "If something keeps the job from running, nothing is submitted, and all errors are reported"
          + " at once, as 'doctor' does.",
      "On the local platform its broker is used unless the configuration names one."
    })
public final class SubmitCommand implements Callable<Integer> {

  @Mixin private SubmitOptions options;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description = "Go on from this savepoint or checkpoint.")
  private String savepoint;

  @Option(
      names = "--fresh",
      description =
          "Begin without a state although the weights topic holds weights; models get"
              + " incarnations above those in the topic.")
  private boolean fresh;

  @Mixin private StateOptions state;

  @Option(
      names = "--check",
      description = "Say everything that keeps the job from running, and submit nothing.")
  private boolean check;

  @Parameters(
      arity = "0..*",
      paramLabel = "JOB_OPTION",
      description = "After --: options of the job, such as -- --publish.every 5.")
  private List<String> jobOptions = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(state.arguments());
    if (fresh) {
      arguments.addAll(List.of("--" + StartSettings.FRESH, "true"));
    }
    arguments.addAll(jobOptions);
    if (check) {
      return options.check(Optional.ofNullable(savepoint), arguments, spec);
    }
    options.submit(
        Optional.ofNullable(savepoint).map(named -> options.restorePoint(spec).in(named)),
        arguments,
        spec);
    return Exit.DONE;
  }
}
