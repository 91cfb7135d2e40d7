package io.rivulet.cli.model;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.TextTable;
import io.rivulet.control.CommandType;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code rivulet model}, with a command of its own for each thing that a model can be told. */
@Command(
    name = "model",
    description = {
      "Tell models what to do, and show how they are.",
      "Commands go to the control topic; the job carries them out and acknowledges each:"
          + " COMPLETED, SKIPPED (there was nothing to do) or FAILED (nothing has changed)."
    },
    subcommands = {ModelListCommand.class, ModelShowCommand.class},
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent; with --wait: every command was completed or skipped",
      "1:a command failed, or no acknowledgement came in time; a pattern matches no model; a file"
          + " or Kafka could not be read",
      "2:refused: wrong use, or a spec or state that is not allowed; nothing was sent"
    })
public final class ModelCommand implements Callable<Integer> {

  private static final Pattern SNAPSHOT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String SNAPSHOT_NAME =
      "The snapshot's name: 1 to 64 letters, digits, '.', '_' or '-'.";
  private static final String STATE_FILE =
      "An exported state, as 'model export --to FILE' writes it, or the base64 of one. The state of"
          + " a file that holds one goes to every MODEL; of a file that holds several, each MODEL"
          + " gets its own, and patterns choose among the models in the file.";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }

  @Command(
      name = "create",
      description = {
        "Bear models before their first sample, and publish their version 0.",
        "A model that exists is left as it is."
      })
  int create(
      @Mixin SendingOption sending,
      @Option(
              names = "--spec",
              paramLabel = "FILE",
              description =
                  "JSON or YAML of the learner spec (default: that of the job's first matching"
                      + " pattern).")
          Path file) {
    return sending.send(CommandType.CREATE, whole(file));
  }

  @Command(
      name = "configure",
      description = {
        "Change the settings of models from their next sample on.",
        "The file holds only the fields that change; null restores a default. A field that cannot"
            + " change in a living model fails."
      })
  int configure(
      @Mixin SendingOption sending,
      @Option(
              names = "--spec",
              required = true,
              paramLabel = "FILE",
              description = "JSON or YAML of the fields of the spec that change.")
          Path file) {
    return sending.send(CommandType.CONFIGURE, CommandContent.spec(SpecFile.changes(file)));
  }

  @Command(
      name = "reset",
      description = {
        "Let models begin anew, in a new incarnation.",
        "Snapshots stay; everything else that was learned, measured or kept is gone."
      })
  int reset(
      @Mixin SendingOption sending,
      @Option(
              names = "--spec",
              paramLabel = "FILE",
              description = "JSON or YAML of a new learner spec (default: the model's own).")
          Path file) {
    return sending.send(CommandType.RESET, whole(file));
  }

  @Command(
      name = "freeze",
      description = "Let models answer, but learn nothing, until 'model resume'.")
  int freeze(@Mixin SendingOption sending) {
    return sending.send(CommandType.FREEZE);
  }

  @Command(name = "resume", description = "Let frozen models learn again.")
  int resume(@Mixin SendingOption sending) {
    return sending.send(CommandType.RESUME);
  }

  @Command(
      name = "announce",
      description = "Publish the weights of models again, for readers that begin late.")
  int announce(@Mixin SendingOption sending) {
    return sending.send(CommandType.ANNOUNCE);
  }

  @Command(
      name = "snapshot",
      description = {
        "Keep the present state of models under a name, to go back to with 'model rollback'.",
        "A model keeps at most 3 snapshots; one of the same name is replaced."
      })
  int snapshot(
      @Mixin SendingOption sending,
      @Option(names = "--name", required = true, paramLabel = "NAME", description = SNAPSHOT_NAME)
          String name) {
    return sending.send(CommandType.SNAPSHOT, CommandContent.name(snapshotName(name)));
  }

  @Command(
      name = "rollback",
      description = "Let models go back to a snapshot of theirs, in a new incarnation.")
  int rollback(
      @Mixin SendingOption sending,
      @Option(names = "--name", required = true, paramLabel = "NAME", description = SNAPSHOT_NAME)
          String name) {
    return sending.send(CommandType.ROLLBACK, CommandContent.name(snapshotName(name)));
  }

  @Command(
      name = "export",
      description = {
        "Let the job write the states of models to the topic of states.",
        "With --to they are also written to a file, which 'model import' and 'model merge' read."
      })
  int export(
      @Mixin SendingOption sending,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description =
                  "Wait for the states, as with --wait, and write them here, one JSON object a"
                      + " line.")
          Path file) {
    return file == null ? sending.send(CommandType.EXPORT) : sending.export(new StateTarget(file));
  }

  @Command(
      name = "import",
      description = "Let models take an exported state, in a new incarnation.")
  int takeState(
      @Mixin SendingOption sending,
      @Option(names = "--state", required = true, paramLabel = "FILE", description = STATE_FILE)
          Path file) {
    return sending.send(CommandType.IMPORT, GivenStates.read(file));
  }

  @Command(
      name = "merge",
      description = {
        "Merge an exported state into models, in a new incarnation.",
        "The result is what one model would have learned from the samples of both; a learner that"
            + " has no such merge fails."
      })
  int merge(
      @Mixin SendingOption sending,
      @Option(names = "--state", required = true, paramLabel = "FILE", description = STATE_FILE)
          Path file) {
    return sending.send(CommandType.MERGE, GivenStates.read(file));
  }

  @Command(
      name = "delete",
      description = {
        "Delete models: their weights, states and snapshots.",
        "Samples that come soon afterwards are dead letters (limits.deleted-for); later ones bear"
            + " the model anew. More than one model needs --yes; without it the command says how"
            + " many there are, and sends nothing."
      })
  int delete(
      @Mixin SendingOption sending,
      @Option(names = "--yes", description = "Delete more than one model.") boolean confirmed) {
    return sending.sendConfirmed(CommandType.DELETE, confirmed);
  }

  private static CommandContent whole(Path file) {
    return file == null ? CommandContent.NONE : CommandContent.spec(SpecFile.whole(file));
  }

  private static String snapshotName(String name) {
    if (!SNAPSHOT.matcher(name).matches()) {
      throw Failure.refused(
          "--name must be 1 to 64 letters, digits, '.', '_' or '-', got '"
              + TextTable.printable(name)
              + "'");
    }
    return name;
  }
}
