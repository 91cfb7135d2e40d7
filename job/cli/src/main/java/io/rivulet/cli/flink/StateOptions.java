package io.rivulet.cli.flink;

import io.rivulet.job.config.StartSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options {@code --adopt} and {@code --rewind}, which let a job go on from a state that would
 * otherwise be refused.
 */
final class StateOptions {

  @Option(
      names = "--adopt",
      description = "Go on from a state of other topics or of another group.")
  private boolean adopt;

  @Option(
      names = "--rewind",
      description =
          "Go on from a state that is older than the weights topic; models get incarnations above"
              + " those in the topic, so that readers follow.")
  private boolean rewind;

  /** As arguments of the job. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (adopt) {
      arguments.addAll(List.of("--" + StartSettings.ADOPT, "true"));
    }
    if (rewind) {
      arguments.addAll(List.of("--" + StartSettings.REWIND, "true"));
    }
    return arguments;
  }
}
