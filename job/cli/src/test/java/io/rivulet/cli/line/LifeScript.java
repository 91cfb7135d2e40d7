package io.rivulet.cli.line;

import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.job.config.TopicNames;
import io.rivulet.learner.SpecPattern;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Seeded lives of some models: commands for versions to come, samples, questions and late targets,
 * good and bad ones. Every line goes through the replay as it is made.
 */
final class LifeScript {

  static final List<SpecPattern> PATTERNS =
      List.of(
          pattern(
              "a-*",
              "'learner':'rls','dimension':3,'forgetting':0.97,'labels':{'wait':'2min','default':0},"
                  + "'evaluate':{'every':7}"),
          pattern(
              "b-*",
              "'learner':'orfit','dimension':3,'memory':2,'noise':0.1,'evaluate':{'every':5},"
                  + "'drift':{'detector':'page-hinkley','threshold':8,'then':'reset'}"),
          pattern(
              "c-*",
              "'learner':'laplace','dimension':3,'classes':3,'window':4,'evaluate':{'every':6}"),
          pattern(
              "d-*",
              "'learner':'ekf','dimension':3,'noise':0.1,'labels':{'wait':'3min'},"
                  + "'evaluate':{'every':9}"),
          pattern(
              "e-*",
              "'learner':'ledger','dimension':3,'ridge':0.5,'evaluate':{'every':8},"
                  + "'drift':{'detector':'page-hinkley','threshold':8,'then':'freeze'}"),
          pattern("f-*", "'learner':'online-net','dimension':3,'hidden':6,'evaluate':{'every':4}"),
          pattern(
              "g-*",
              "'learner':'sgd','dimension':3,'rate':0.01,"
                  + "'drift':{'detector':'page-hinkley','threshold':2,'then':'alert'}"),
          pattern("h-*", "'learner':'distillation','dimension':3,'classes':3,'window':5"));

  /** With the spec of the models of {@link FuzzedControl}. */
  static final List<SpecPattern> PATTERNS_WITH_FUZZED =
      Stream.concat(
              Stream.of(pattern("w-*", "'learner':'rls','dimension':3,'evaluate':{'every':5}")),
              PATTERNS.stream())
          .toList();

  private static final List<String> KINDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final int OF_EACH = 2;

  /** One of them ends the incarnation of every model early in each stretch. */
  private static final CommandType[] TURNS = {
    CommandType.ROLLBACK, CommandType.IMPORT, CommandType.MERGE, CommandType.RESET
  };

  private static final CommandType[] TYPES = CommandType.values();

  private final SplittableRandom random;
  private final TopicNames topics;
  private final ReplayedLife replayed;
  private final Map<String, List<String>> asked = new HashMap<>();
  private long time = 1_790_000_000_000L;
  private int count;
  private int turns;

  LifeScript(long seed, TopicNames topics, ReplayedLife replayed) {
    this.random = new SplittableRandom(seed);
    this.topics = topics;
    this.replayed = replayed;
  }

  /** Commands of every model, at its version or later; the last of each is answered at once. */
  List<LifeTopics.Line> commands() {
    Map<String, ExportedState> present = replayed.present();
    List<LifeTopics.Line> lines = new ArrayList<>();
    for (String model : models()) {
      ExportedState state = present.get(model);
      long version = state == null ? 0 : state.version();
      lines.add(command(model, state == null ? CommandType.CREATE : CommandType.RESUME, version));
      lines.add(command(model, CommandType.SNAPSHOT, version));
      lines.add(command(model, CommandType.EXPORT, version));
      lines.add(command(model, TURNS[turns++ % TURNS.length], version + 2));
      for (int i = random.nextInt(2, 8); i > 0; i--) {
        lines.add(
            command(model, TYPES[random.nextInt(TYPES.length)], version + 2 + random.nextInt(30)));
      }
      lines.add(
          taken(
              topics.control(),
              model,
              "\"commandId\":\"end-" + count++ + "\",\"type\":\"snapshot\""));
    }
    return lines;
  }

  private LifeTopics.Line command(String model, CommandType type, long version) {
    String given =
        switch (type) {
          case CONFIGURE -> ",\"spec\":{\"evaluate\":{\"every\":" + random.nextInt(3, 9) + "}}";
          case SNAPSHOT, ROLLBACK -> ",\"name\":\"n" + random.nextInt(2) + "\"";
          case IMPORT, MERGE -> ",\"state\":\"" + state(model) + "\"";
          case CREATE, RESET, FREEZE, RESUME, ANNOUNCE, EXPORT, DELETE -> "";
        };
    return taken(
        topics.control(),
        model,
        "\"commandId\":\"c-%d\",\"type\":\"%s\",\"atVersion\":%d%s"
            .formatted(count++, type.label(), version, given));
  }

  private String state(String model) {
    ExportedState state = replayed.export(model);
    return state == null ? "none" : Base64.getEncoder().encodeToString(state.state());
  }

  /** Samples of all models in random turn; a question to each at the end. */
  List<LifeTopics.Line> samples(int number) {
    List<LifeTopics.Line> lines = new ArrayList<>();
    List<String> models = models();
    for (int i = 0; i < number; i++) {
      lines.add(sample(models.get(random.nextInt(models.size()))));
    }
    models.forEach(model -> lines.add(taken(topics.samples(), model, "\"x\":" + x() + ts())));
    return lines;
  }

  private LifeTopics.Line sample(String model) {
    List<String> waiting = asked.computeIfAbsent(model, it -> new ArrayList<>());
    String id = "\"id\":\"s-" + count++ + "\",";
    int turn = random.nextInt(20);
    if (turn < 4) {
      waiting.add(id);
      return taken(topics.samples(), model, id + "\"op\":\"predict\",\"x\":" + x() + ts());
    }
    if (turn < 7 && !waiting.isEmpty()) {
      String answered =
          waiting.get(waiting.size() - 1 - random.nextInt(Math.min(5, waiting.size())));
      return taken(topics.samples(), model, answered + "\"op\":\"label\"," + target(model) + ts());
    }
    String x = turn == 7 ? "[1,2]" : x();
    return taken(topics.samples(), model, id + "\"x\":" + x + "," + target(model) + ts());
  }

  private String x() {
    return "[%s,%s,%s]"
        .formatted(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1));
  }

  /** A regime of large numbers comes now and then, so that detectors find it. */
  private String target(String model) {
    return model.startsWith("c") || model.startsWith("h")
        ? "\"label\":" + random.nextInt(3)
        : "\"y\":" + (random.nextDouble() + (count % 1000 > 600 ? 6 : 0));
  }

  private String ts() {
    time += random.nextInt(2000);
    return ",\"ts\":" + time;
  }

  private LifeTopics.Line taken(String topic, String model, String fields) {
    LifeTopics.Line line =
        LifeTopics.Line.of(topic, model, "{\"model\":\"" + model + "\"," + fields + "}");
    replayed.take(line.value());
    return line;
  }

  private static List<String> models() {
    List<String> models = new ArrayList<>();
    for (String kind : KINDS) {
      for (int i = 0; i < OF_EACH; i++) {
        models.add(kind + "-" + i);
      }
    }
    return models;
  }

  private static SpecPattern pattern(String match, String fields) {
    return SpecPattern.of(match, SpecJson.read("{" + fields.replace('\'', '"') + "}"));
  }
}
