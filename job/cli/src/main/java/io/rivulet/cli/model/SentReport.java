package io.rivulet.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.TextTable;
import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.wire.control.AckJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What is said about commands that were sent.
 *
 * @param json whether as one JSON array
 */
record SentReport(CommandLine line, boolean json) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  void sent(List<Command> commands) {
    if (json) {
      JsonOutput.print(line.getOut(), commands.stream().map(SentReport::document).toList());
      return;
    }
    PrintWriter out = line.getOut();
    for (Command each : commands) {
      out.printf("%s: %s sent, command id %s%n", each.model(), each.type().label(), shown(each));
    }
    out.flush();
  }

  /**
   * The end of each command that was acknowledged.
   *
   * @return the exit code
   */
  int ended(List<Ack> acks) {
    if (json) {
      JsonOutput.print(line.getOut(), acks.stream().map(SentReport::document).toList());
    } else {
      acks.forEach(ack -> line.getOut().println(text(ack)));
      line.getOut().flush();
    }
    return acks.stream().anyMatch(ack -> ack.status() == AckStatus.FAILED)
        ? Exit.FAILED
        : Exit.DONE;
  }

  /** A line on standard error. */
  void warn(String text) {
    line.getErr().println("rivulet: " + text);
    line.getErr().flush();
  }

  private static String shown(Command command) {
    return TextTable.printable(command.commandId());
  }

  /** One line. */
  static String text(Ack ack) {
    String end =
        "%s: %s %s, version %d of incarnation %d"
            .formatted(
                ack.model(), ack.type().label(), ack.status(), ack.version(), ack.incarnation());
    String why = ack.message() == null ? "" : ": " + ack.message();
    String code = ack.reason() == null ? "" : " (" + ack.reason() + ")";
    return TextTable.printable(end + code + why);
  }

  private static Map<String, Object> document(Command command) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("commandId", command.commandId());
    document.put("model", command.model());
    document.put("type", command.type().label());
    return document;
  }

  /** The fields of an acknowledgement as it was published. */
  static JsonNode document(Ack ack) {
    return document(AckJson.write(ack));
  }

  static JsonNode document(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }
}
