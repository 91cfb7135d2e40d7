package io.rivulet.cli;

import io.rivulet.cli.bench.BenchCommand;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.dlq.DlqCommand;
import io.rivulet.cli.doctor.DoctorCommand;
import io.rivulet.cli.flink.CancelCommand;
import io.rivulet.cli.flink.RestoreCommand;
import io.rivulet.cli.flink.SavepointCommand;
import io.rivulet.cli.flink.SubmitCommand;
import io.rivulet.cli.local.DownCommand;
import io.rivulet.cli.local.LogsCommand;
import io.rivulet.cli.local.UpCommand;
import io.rivulet.cli.model.ModelCommand;
import io.rivulet.cli.predictions.PredictionsCommand;
import io.rivulet.cli.quickstart.QuickstartCommand;
import io.rivulet.cli.replay.ReplayCommand;
import io.rivulet.cli.reproduce.ReproduceCommand;
import io.rivulet.cli.samples.ProduceCommand;
import io.rivulet.cli.samples.SamplesCommand;
import io.rivulet.cli.savedstate.CheckpointsCommand;
import io.rivulet.cli.savedstate.SavepointsCommand;
import io.rivulet.cli.state.StateCommand;
import io.rivulet.cli.status.StatusCommand;
import io.rivulet.cli.topics.TopicsCommand;
import io.rivulet.cli.weights.PredictCommand;
import io.rivulet.cli.weights.WeightsCommand;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code rivulet} command. */
@Command(
    name = "rivulet",
    description = "Learns one model per key from a Kafka stream, on Apache Flink.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Rivulet.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed: understood, but it could not be carried out",
      "2:refused: wrong use, or something that is not allowed"
    })
public final class Rivulet implements Callable<Integer> {

  private static final String JSON_OPTION = "--json";

  /** Every command, in the order in which help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          QuickstartCommand.class,
          UpCommand.class,
          DownCommand.class,
          StatusCommand.class,
          LogsCommand.class,
          SubmitCommand.class,
          SavepointCommand.class,
          RestoreCommand.class,
          CancelCommand.class,
          CheckpointsCommand.class,
          SavepointsCommand.class,
          TopicsCommand.class,
          DoctorCommand.class,
          ProduceCommand.class,
          SamplesCommand.class,
          ModelCommand.class,
          WeightsCommand.class,
          PredictionsCommand.class,
          PredictCommand.class,
          DlqCommand.class,
          StateCommand.class,
          ReplayCommand.class,
          ReproduceCommand.class,
          BenchCommand.class,
          GenerateCompletion.class,
          HelpCommand.class);

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print stack traces and library logs.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private Rivulet() {}

  public static void main(String[] args) {
    if (Arrays.asList(args).contains("--debug")) {
      // before the first logger exists
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    System.exit(commandLine().execute(args));
  }

  public static CommandLine commandLine() {
    var rivulet = new Rivulet();
    var line = new CommandLine(rivulet);
    COMMANDS.forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(rivulet::explain)
        .setParameterExceptionHandler(rivulet::explain);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }

  private int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    Failure failure = Failure.of(thrown);
    PrintWriter err = command.getErr();
    err.println("rivulet: " + failure.getMessage());
    if (debug) {
      thrown.printStackTrace(err);
    }
    return answer(failure, command, asksForJson(command));
  }

  private static boolean asksForJson(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    return parsed != null && parsed.hasMatchedOption(JSON_OPTION);
  }

  private int explain(ParameterException thrown, String[] args) {
    CommandLine command = thrown.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("rivulet: " + thrown.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(thrown, err);
    err.println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
    boolean known = command.getCommandSpec().findOption(JSON_OPTION) != null;
    return answer(
        Failure.refused(thrown.getMessage()),
        command,
        known && Arrays.asList(args).contains(JSON_OPTION));
  }

  /** A program that asked for JSON finds the failure where it looks for the answer. */
  private static int answer(Failure failure, CommandLine command, boolean json) {
    if (json) {
      JsonOutput.print(command.getOut(), failure.document());
    }
    return failure.exitCode();
  }

  /** The version of the build, from the manifest of its jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Rivulet.class.getPackage().getImplementationVersion();
      return new String[] {"rivulet " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
