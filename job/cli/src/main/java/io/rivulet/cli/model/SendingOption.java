package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which models a command is sent to, and whether its end is awaited; for use as a mixin. */
final class SendingOption {

  @Mixin private KafkaOption kafka;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description =
          "Ids of models, or patterns: 'pump-*' stands for every published model whose id begins"
              + " so.")
  private List<String> models;

  @Option(
      names = "--at-version",
      paramLabel = "N",
      description =
          "Carry it out right after the record that makes version N, before the next; without"
              + " this option it is carried out where it arrives. At most 16 such commands wait in"
              + " a model, and they fail when its incarnation ends.")
  private Long atVersion;

  @Option(
      names = "--command-id",
      paramLabel = "ID",
      description =
          "The command's own id, ID-MODEL unless one model is named by its id (default: a new"
              + " one). The job answers a command whose id it has answered before with SKIPPED, so"
              + " that a script may repeat it.")
  private String commandId;

  @Option(
      names = "--wait",
      arity = "0..1",
      paramLabel = "DURATION",
      preprocessor = OptionalSpan.class,
      converter = OptionalSpan.class,
      description =
          "Wait until the job has acknowledged every command, but no longer than this ("
              + OptionalSpan.DEFAULT
              + " when DURATION is left out), and print how each ended. With --at-version the"
              + " acknowledgement comes only when the model reaches that version.")
  private Duration wait;

  @Option(
      names = "--json",
      description =
          "Print one JSON array: the acknowledgements, or without --wait {\"commandId\": ..,"
              + " \"model\": .., \"type\": ..} of each command that was sent.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private CommandIds ids;

  /** Sends a command that says nothing besides its type. */
  int send(CommandType type) {
    return send(type, CommandContent.NONE);
  }

  /** Sends the same command to every model. */
  int send(CommandType type, CommandContent content) {
    requireSound();
    JobConfiguration configuration = kafka.configuration();
    return send(configuration, commands(type, published(configuration), model -> content));
  }

  /** Sends a command to more than one model only when it is confirmed. */
  int sendConfirmed(CommandType type, boolean confirmed) {
    requireSound();
    JobConfiguration configuration = kafka.configuration();
    Set<String> chosen = published(configuration);
    if (chosen.size() > 1 && !confirmed) {
      throw Failure.refused(
          "%s of %d models (%s) needs --yes: nothing was sent"
              .formatted(type.label(), chosen.size(), SentCommands.list(chosen)));
    }
    return send(configuration, commands(type, chosen, model -> CommandContent.NONE));
  }

  /** Sends each model its state of a file. */
  int send(CommandType type, GivenStates states) {
    requireSound();
    JobConfiguration configuration = kafka.configuration();
    Set<String> chosen =
        states.isOne()
            ? published(configuration)
            : named().among(states::models, "the file of states");
    return send(
        configuration, commands(type, chosen, model -> CommandContent.state(states.of(model))));
  }

  /** Sends exports and writes what comes of them. */
  int export(StateTarget target) {
    requireSound();
    target.requireWritable();
    JobConfiguration configuration = kafka.configuration();
    List<Command> commands =
        commands(CommandType.EXPORT, published(configuration), model -> CommandContent.NONE);
    return sent(configuration).export(commands, wait == null ? defaultWait() : wait, target);
  }

  private int send(JobConfiguration configuration, List<Command> commands) {
    return wait == null
        ? sent(configuration).only(commands)
        : sent(configuration).andAwait(commands, wait);
  }

  private SentCommands sent(JobConfiguration configuration) {
    ClusterAccess access = kafka.access(configuration);
    TopicNames topics = configuration.topics();
    return new SentCommands(access, topics, ids.id(), new SentReport(spec.commandLine(), json));
  }

  private Set<String> published(JobConfiguration configuration) {
    String topic = configuration.topics().weights();
    ClusterAccess access = kafka.access(configuration);
    return named().among(() -> KnownModels.read(access, topic), "topic " + topic);
  }

  private List<Command> commands(
      CommandType type, Set<String> chosen, Function<String, CommandContent> content) {
    long version = atVersion == null ? Command.AT_ONCE : atVersion;
    List<Command> commands = new ArrayList<>();
    for (String model : chosen) {
      commands.add(content.apply(model).command(model, ids.of(model), type, version));
    }
    return commands;
  }

  private void requireSound() {
    named().requireSound();
    if (atVersion != null && atVersion < 0) {
      throw Failure.refused("--at-version must be at least 0, got " + atVersion);
    }
    ids = CommandIds.of(commandId, named().isOneId());
  }

  private CommandedModels named() {
    return new CommandedModels(models);
  }

  private static Duration defaultWait() {
    return new OptionalSpan().convert(OptionalSpan.DEFAULT);
  }
}
