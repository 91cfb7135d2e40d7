package io.rivulet.cli.line;

import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Reason;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded records for many models, good ones and bad ones of every class. */
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
          pattern("m-*", "{'learner':'rls','dimension':12}"));

  /** Larger than a sample may be, smaller than the test's topics allow. */
  private static final int TOO_LARGE_BYTES = (1 << 20) + 1;

  /**
   * One record.
   *
   * @param reason why it must be rejected, null when it must be learned
   */
  record Letter(byte[] key, byte[] value, Reason reason) {}

  private final SplittableRandom random;
  private int count;

  Traffic(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Samples of all models in turn, with every kind of bad record once among them. */
  List<Letter> letters(int samples) {
    List<Letter> letters = new ArrayList<>();
    List<Letter> bad = bad();
    for (int i = 0; i < samples; i++) {
      letters.add(good("m-" + random.nextInt(MODELS)));
    }
    bad.forEach(letter -> letters.add(random.nextInt(letters.size()), letter));
    return letters;
  }

  private Letter good(String model) {
    StringBuilder x = new StringBuilder();
    for (int i = 0; i < DIMENSION; i++) {
      x.append(i == 0 ? "" : ",").append(random.nextDouble(-2, 2));
    }
    String json =
        "{\"id\":\"s-%d\",\"model\":\"%s\",\"x\":[%s],\"y\":%s}"
            .formatted(count++, model, x, random.nextDouble(-3, 3));
    return letter(model, json, null);
  }

  private List<Letter> bad() {
    String zeros = "0,".repeat(DIMENSION - 1);
    List<Letter> bad = new ArrayList<>();
    bad.add(letter("m-1", " ".repeat(TOO_LARGE_BYTES), Reason.TOO_LARGE));
    bad.add(letter("m-1", "{\"x\":[1", Reason.MALFORMED));
    bad.add(letter("m-2", "{\"x\":[1],\"x\":[2]}", Reason.MALFORMED));
    bad.add(letter("m-2", "{\"x\":\"one\",\"y\":1}", Reason.MALFORMED));
    bad.add(letter("m-3", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}", Reason.LIMIT_JSON));
    bad.add(letter(null, "{\"x\":[1],\"y\":1}", Reason.NULL_KEY));
    bad.add(new Letter("m-4".getBytes(StandardCharsets.UTF_8), null, Reason.NULL_VALUE));
    bad.add(letter("m 4", "{\"x\":[1],\"y\":1}", Reason.MODEL_ID));
    bad.add(letter("unknown", "{\"x\":[1],\"y\":1}", Reason.UNKNOWN_MODEL));
    bad.add(letter("m-5", "{\"x\":[" + zeros + "1],\"label\":1}", Reason.UNSUPPORTED));
    bad.add(
        letter("m-6", "{\"x\":{\"n\":2000000,\"i\":[],\"v\":[]},\"y\":1}", Reason.LIMIT_DIMENSION));
    bad.add(letter("m-7", "{\"x\":[1,2],\"y\":1}", Reason.DIMENSION));
    bad.add(letter("m-8", "{\"x\":[" + zeros + "NaN],\"y\":1}", Reason.NON_FINITE));
    bad.add(letter("m-9", "{\"x\":[" + zeros + "1e999],\"y\":1}", Reason.NON_FINITE));
    bad.add(letter("m-10", "{\"x\":[" + zeros + "1e300],\"y\":1e308}", Reason.NUMERIC));
    return bad;
  }

  private static SpecPattern pattern(String match, String spec) {
    return SpecPattern.of(match, SpecJson.read(spec.replace('\'', '"')));
  }

  private static Letter letter(String key, String value, Reason reason) {
    return new Letter(
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8),
        reason);
  }
}
