package io.rivulet.cli.dlq;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.console.TextTable;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.cli.kafka.SinceConverter;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.MarkedSender;
import io.rivulet.client.topic.MergedTopic;
import io.rivulet.client.topic.TopicException;
import io.rivulet.job.config.TopicNames;
import io.rivulet.record.Reason;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet dlq replay}. */
@Command(
    name = "replay",
    description = {
      "Send the originals of dead letters back to the topic that they came from, under their key"
          + " and byte for byte, in the order of the rejections.",
      "Only the samples and control topics of the prefix are written to. Letters whose value was"
          + " cut are skipped, and so are those that an earlier replay sent: the consumer group"
          + " rivulet-dlq-replay.PREFIX notes them, together with the records or not at all. The"
          + " header rivulet-replayed counts how often a record was sent again; a letter of its"
          + " next rejection carries it on. Dead letters that arrive meanwhile wait for the next"
          + " replay.",
      "A command that is sent again has its id of before: the job skips it when it remembers the"
          + " id."
    },
    exitCodeList = {
      "0:done, even if letters were skipped",
      "1:Kafka could not be read or did not take a record, or a topic does not exist",
      "2:refused: wrong use",
      "130:interrupted"
    })
final class DlqReplayCommand implements Callable<Integer> {

  /** How long brokers remember offsets of a group without members, unless they are told. */
  private static final Duration MEMORY = Duration.ofDays(7);

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "This reason only: ${COMPLETION-CANDIDATES}.")
  private Reason reason;

  @Option(
      names = "--model",
      paramLabel = "GLOB",
      description = "Only models whose key matches; '*' stands for any characters (default: all).")
  private String model;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = SinceConverter.class,
      description = "Only what was rejected at T or later: " + SinceConverter.FORMS + ".")
  private Instant since;

  @Option(
      names = "--again",
      description = "Also those that an earlier replay sent: models learn them once more.")
  private boolean again;

  @Option(
      names = "--dry-run",
      description = "Send nothing; count by reason and model what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Name at most N pairs of reason and model, the largest (default: ${DEFAULT-VALUE}); all"
              + " are counted.")
  private int limit;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"topic\": .., \"dryRun\": .., \"sent\": .., \"letters\": ..,"
              + " \"counts\": {REASON: ..}, \"targets\": {TOPIC: ..}, \"models\": [{\"reason\": ..,"
              + " \"model\": .., \"letters\": ..}], \"cut\": .., \"sentBefore\": ..,"
              + " \"elsewhere\": {TOPIC: ..}}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw Failure.refused("--limit must be at least 1, got " + limit);
    }
    var configuration = kafka.configuration();
    TopicNames topics = configuration.topics();
    ClusterAccess access = kafka.access(configuration);
    try (MergedTopic letters = new MergedTopic(access, topics.deadLetter())) {
      Map<Integer, Long> kept = letters.beginnings();
      if (since != null) {
        letters.beginAt(since.toEpochMilli());
      }
      LetterReplay replay = replay(access, topics);
      ReplayTally plan = planned(letters, replay, topics.deadLetter());
      warnOfForgottenReplays(replay, plan);
      plan.targets().keySet().forEach(target -> MarkedSender.requireTopic(access, target));
      long sent =
          dryRun || plan.targets().isEmpty() ? 0 : send(access, letters, kept, replay, plan);
      print(topics.deadLetter(), plan, sent);
    }
    return Exit.DONE;
  }

  private LetterReplay replay(ClusterAccess access, TopicNames topics) {
    String group = group(topics);
    var marks = new ReplayMarks(group, MarkedSender.marks(access, group, topics.deadLetter()));
    LetterFilter filter = new LetterFilter(reason, model, since == null ? 0 : since.toEpochMilli());
    return new LetterReplay(topics, filter, marks, again);
  }

  private static String group(TopicNames topics) {
    return "rivulet-dlq-replay." + topics.prefix();
  }

  private static ReplayTally planned(MergedTopic letters, LetterReplay replay, String topic) {
    ReplayTally plan = new ReplayTally();
    try (PatientProgress progress = PatientProgress.reading(topic)) {
      letters.read(
          record -> {
            DeadLetter letter = new DeadLetter(record);
            if (replay.filter().takes(letter)) {
              plan.add(letter, replay.fate(letter));
            }
          },
          progress::advanceTo);
    }
    return plan;
  }

  private long send(
      ClusterAccess access,
      MergedTopic letters,
      Map<Integer, Long> kept,
      LetterReplay replay,
      ReplayTally plan) {
    TopicNames topics = replay.topics();
    String topic = topics.deadLetter();
    try (MarkedSender sender = new MarkedSender(access, group(topics), topic);
        // the notes of an earlier replay that was still at work do not change any more
        ReplayRun run =
            new ReplayRun(
                sender, replay(access, topics), kept, sent -> interrupted(topic, plan, sent))) {
      return send(run, letters, topic, plan);
    }
  }

  private long send(ReplayRun run, MergedTopic letters, String topic, ReplayTally plan) {
    try (PatientProgress progress = new PatientProgress("sending the originals of " + topic)) {
      return run.send(letters, progress::advanceTo);
    } catch (Failure | TopicException e) {
      throw stopped(Failure.of(e), topic, plan, run.sent());
    }
  }

  private void warnOfForgottenReplays(LetterReplay replay, ReplayTally plan) {
    Instant remembered = Instant.now().minus(MEMORY);
    if (since == null && replay.marks().isEmpty() && plan.oldest() < remembered.toEpochMilli()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "rivulet: no earlier replay is noted, but some letters are older than 7 days, after"
              + " which brokers forget the notes (offsets.retention.minutes); if these were"
              + " replayed before, they are sent twice: see --since");
      err.flush();
    }
  }

  private Failure stopped(Failure failure, String topic, ReplayTally plan, long sent) {
    if (json) {
      return failure.with(document(topic, plan, sent));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(sofar(plan, sent));
    out.flush();
    return failure;
  }

  private void interrupted(String topic, ReplayTally plan, long sent) {
    PrintWriter err = spec.commandLine().getErr();
    err.println();
    err.println("rivulet: interrupted; " + sofar(plan, sent));
    err.flush();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", "interrupted");
      document.put("exitCode", Exit.INTERRUPTED);
      document.putAll(document(topic, plan, sent));
      JsonOutput.print(spec.commandLine().getOut(), document);
    }
  }

  private String sofar(ReplayTally plan, long sent) {
    return "sent "
        + sent
        + " of "
        + ReplayTally.letters(plan.of(LetterFate.SENT), Map.of())
        + (again ? "; with --again a replay begins anew" : "; the same command goes on");
  }

  private void print(String topic, ReplayTally plan, long sent) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, document(topic, plan, sent));
      return;
    }
    if (dryRun && !plan.targets().isEmpty()) {
      plan.table(limit).print(out);
      if (plan.groupsBeyond(limit) > 0) {
        out.println(plan.groupsBeyond(limit) + " more; --limit shows them");
      }
    }
    String done =
        dryRun ? "would send " + plan.letters() : "sent " + ReplayTally.letters(sent, Map.of());
    out.println(TextTable.printable(done));
    if (!plan.skipped().isEmpty()) {
      out.println(TextTable.printable(plan.skipped()));
    }
    out.flush();
  }

  private Map<String, Object> document(String topic, ReplayTally plan, long sent) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("topic", topic);
    document.put("dryRun", dryRun);
    document.put("sent", sent);
    document.putAll(plan.document(limit));
    return document;
  }
}
