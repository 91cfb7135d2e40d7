package io.rivulet.cli.state;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.state.StateFormatException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet state inspect}. */
@Command(
    name = "inspect",
    description = {
      "Show what exported states hold: counters, sizes, the spec, how unequal the state knows its"
          + " directions, the figures of the open window of quality, and the ten weights that are"
          + " farthest from 0.",
      "The condition is the largest over the smallest diagonal entry of the factor that the learner"
          + " keeps, or of the singular values; learners without either have none."
    },
    exitCodeList = {
      "0:done",
      "1:the file could not be read, or a state in it is damaged",
      "2:refused: wrong use"
    })
final class StateInspectCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description =
          "Exported states, one JSON object a line as on the states topic; or the field 'state' of"
              + " one, in base64 or as bytes.")
  private Path file;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"states\": [{\"model\": .., \"learner\": .., \"spec\": {..},"
              + " \"fingerprint\": .., \"incarnation\": .., \"version\": .., \"samples\": ..,"
              + " \"previous\": .., \"bytes\": .., \"learnedBytes\": .., \"condition\": ..,"
              + " \"rows\": .., \"columns\": .., \"weights\": [{\"feature\": .., \"output\": ..,"
              + " \"weight\": ..}], \"quality\": {..}}]}; output only where there are several,"
              + " quality only where it is measured.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Specs specs = new Specs(List.of(), Limits.DEFAULT);
    PrintWriter out = spec.commandLine().getOut();
    List<Map<String, Object>> documents = new ArrayList<>();
    try {
      new StateFile(file)
          .read(
              state -> {
                InspectedState inspected = inspected(state, specs);
                if (json) {
                  documents.add(inspected.document());
                } else {
                  inspected.print(out);
                }
              });
    } catch (DamagedStatesException e) {
      throw Failure.failed(e.getMessage(), e);
    }
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("states", documents);
      JsonOutput.print(out, document);
    }
    return Exit.DONE;
  }

  private InspectedState inspected(StoredState state, Specs specs) {
    try {
      return new InspectedState(state, specs);
    } catch (IllegalArgumentException | StateFormatException e) {
      throw Failure.failed(
          file
              + ": the model "
              + InspectedState.name(state)
              + " cannot be brought to life: "
              + TextTable.printable(String.valueOf(e.getMessage())),
          e);
    }
  }
}
