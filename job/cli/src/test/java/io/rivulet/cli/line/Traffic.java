package io.rivulet.cli.line;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Glob;
import io.rivulet.record.Reason;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Seeded records for many models, good ones and bad ones of every class. A model that unlearns is
 * told to take out what it learned now and then, also what it learned long before.
 */
final class Traffic {

  static final int MODELS = 20;
  static final int DIMENSION = 12;

  /** Specs of the models; the first match wins. */
  static final List<SpecPattern> PATTERNS =
      List.of(
          pattern("m-*0", "{'learner':'rls','dimension':12,'forgetting':0.97}"),
          pattern(
              "m-*1",
              "{'learner':'rls','dimension':12,'forgetting':0.9,'forgettingMode':'directional'}"),
          pattern("m-*2", "{'learner':'orfit','dimension':12,'memory':4}"),
          pattern(
              "m-*3", "{'learner':'orfit','dimension':12,'memory':3,'summary':'random','seed':7}"),
          pattern("m-*4", "{'learner':'orfit','dimension':12,'memory':5,'noise':0.1}"),
          pattern("m-*5", "{'learner':'sgd','dimension':12,'rate':0.01}"),
          pattern("m-*6", "{'learner':'ledger','dimension':12,'ridge':0.5}"),
          pattern("m-*7", "{'learner':'laplace','dimension':12,'classes':3,'window':4}"),
          pattern("m-*8", "{'learner':'online-net','dimension':12,'hidden':8,'seed':3}"),
          pattern("m-*", "{'learner':'rls','dimension':12}"));

  private static final List<LearnerSpec<?>> SPECS =
      IntStream.range(0, MODELS).<LearnerSpec<?>>mapToObj(i -> spec("m-" + i)).toList();

  /** Larger than a sample may be, smaller than the test's topics allow. */
  private static final int TOO_LARGE_BYTES = (1 << 20) + 1;

  /**
   * One record.
   *
   * @param reason why it must be rejected, null when it must be learned
   */
  record TestRecord(byte[] key, byte[] value, Reason reason) {}

  private final SplittableRandom random;

  /** The fields x and y of what each model has learned and not unlearned. */
  private final List<List<String>> learned =
      Stream.generate(() -> (List<String>) new ArrayList<String>()).limit(MODELS).toList();

  private int count;

  Traffic(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Samples of all models in turn, with every kind of bad record once among them. */
  List<TestRecord> records(int samples) {
    List<TestRecord> records = new ArrayList<>();
    List<TestRecord> bad = bad();
    for (int i = 0; i < samples; i++) {
      records.add(good(random.nextInt(MODELS)));
    }
    bad.forEach(record -> records.add(random.nextInt(records.size()), record));
    return records;
  }

  private TestRecord good(int model) {
    List<String> known = learned.get(model);
    if (SPECS.get(model).unlearnObstacle() == null && !known.isEmpty() && random.nextInt(8) == 0) {
      return good(model, "unlearn", known.remove(random.nextInt(known.size())));
    }
    String sample = "\"x\":[" + x() + "]," + target(SPECS.get(model)) + weight();
    known.add(sample);
    return good(model, "learn", sample);
  }

  private TestRecord good(int model, String op, String sample) {
    String id = "m-" + model;
    String json =
        "{\"id\":\"s-%d\",\"model\":\"%s\",\"op\":\"%s\",%s}".formatted(count++, id, op, sample);
    return record(id, json, null);
  }

  private String x() {
    return random
        .doubles(DIMENSION, -2, 2)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private String target(LearnerSpec<?> spec) {
    return spec.windowed()
        ? "\"label\":" + random.nextInt(spec.model().response().outputs())
        : "\"y\":" + random.nextDouble(-3, 3);
  }

  private String weight() {
    return random.nextInt(4) == 0 ? ",\"weight\":" + random.nextDouble(0.5, 2) : "";
  }

  private List<TestRecord> bad() {
    String zeros = "0,".repeat(DIMENSION - 1);
    List<TestRecord> bad = new ArrayList<>();
    bad.add(record("m-1", " ".repeat(TOO_LARGE_BYTES), Reason.TOO_LARGE));
    bad.add(record("m-1", "{\"x\":[1", Reason.MALFORMED));
    bad.add(record("m-2", "{\"x\":[1],\"x\":[2]}", Reason.MALFORMED));
    bad.add(record("m-2", "{\"x\":\"one\",\"y\":1}", Reason.MALFORMED));
    bad.add(record("m-3", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}", Reason.LIMIT_JSON));
    bad.add(record(null, "{\"x\":[1],\"y\":1}", Reason.NULL_KEY));
    bad.add(new TestRecord("m-4".getBytes(StandardCharsets.UTF_8), null, Reason.NULL_VALUE));
    bad.add(record("m 4", "{\"x\":[1],\"y\":1}", Reason.MODEL_ID));
    bad.add(record("unknown", "{\"x\":[1],\"y\":1}", Reason.UNKNOWN_MODEL));
    bad.add(record("m-5", "{\"x\":[" + zeros + "1],\"label\":1}", Reason.UNSUPPORTED));
    bad.add(
        record("m-6", "{\"x\":{\"n\":2000000,\"i\":[],\"v\":[]},\"y\":1}", Reason.LIMIT_DIMENSION));
    bad.add(record("m-9", "{\"x\":[1,2],\"y\":1}", Reason.DIMENSION));
    bad.add(record("m-7", "{\"x\":[" + zeros + "1],\"label\":3}", Reason.DIMENSION));
    bad.add(
        record("m-2", "{\"op\":\"unlearn\",\"x\":[" + zeros + "1],\"y\":1}", Reason.UNSUPPORTED));
    bad.add(record("m-8", "{\"x\":[" + zeros + "NaN],\"y\":1}", Reason.NON_FINITE));
    bad.add(record("m-9", "{\"x\":[" + zeros + "1e999],\"y\":1}", Reason.NON_FINITE));
    bad.add(record("m-10", "{\"x\":[" + zeros + "1e300],\"y\":1e308}", Reason.NUMERIC));
    return bad;
  }

  private static SpecPattern pattern(String match, String spec) {
    return SpecPattern.of(match, SpecJson.read(spec.replace('\'', '"')));
  }

  private static LearnerSpec<?> spec(String model) {
    return PATTERNS.stream()
        .filter(pattern -> new Glob(pattern.match()).matches(model))
        .findFirst()
        .map(pattern -> Catalogue.read(SpecJson.read(pattern.json())))
        .orElseThrow();
  }

  private static TestRecord record(String key, String value, Reason reason) {
    return new TestRecord(
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8),
        reason);
  }
}
