package io.rivulet.cli.samples;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.samples.Production.Acknowledged;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** What {@code produce} says about how far it has come. */
record ProduceReport(String topic, boolean json, CommandLine command) {

  void done(Acknowledged acknowledged) {
    PrintWriter out = command.getOut();
    if (json) {
      JsonOutput.print(out, new Document(topic, acknowledged.samples()));
    } else {
      out.println(count(acknowledged));
      out.flush();
    }
  }

  /** Says it at once, and for {@code --json} with the failure. */
  Failure stopped(Failure failure, Acknowledged acknowledged) {
    if (json) {
      return failure.with(details(acknowledged));
    }
    command.getOut().println(count(acknowledged) + wayOn(acknowledged));
    command.getOut().flush();
    return failure;
  }

  void interrupted(Acknowledged acknowledged) {
    PrintWriter err = command.getErr();
    err.println();
    err.println("rivulet: interrupted; " + count(acknowledged) + wayOn(acknowledged));
    err.flush();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", "interrupted");
      document.put("exitCode", Exit.INTERRUPTED);
      document.putAll(details(acknowledged));
      JsonOutput.print(command.getOut(), document);
    }
  }

  private String count(Acknowledged acknowledged) {
    return topic + ": " + acknowledged.samples() + " samples acknowledged";
  }

  private static String wayOn(Acknowledged acknowledged) {
    return ", all of them up to line %d; go on with --skip %d"
        .formatted(acknowledged.line(), acknowledged.line());
  }

  private Map<String, Object> details(Acknowledged acknowledged) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("topic", topic);
    details.put("acknowledged", acknowledged.samples());
    details.put("skip", acknowledged.line());
    return details;
  }

  private record Document(String topic, long acknowledged) {}
}
