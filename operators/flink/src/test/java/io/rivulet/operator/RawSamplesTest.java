package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.operator.Kind.Target;
import io.rivulet.operator.type.SampleSerializer;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleHeaders;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.raw.RawNumbers;
import io.rivulet.wire.raw.RecordDecoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same samples as raw numbers and as JSON, through the operator of the job. */
class RawSamplesTest {

  private static final int DIMENSION = 3;
  private static final int OUTPUTS = 2;
  private static final long ROOMY = 1 << 20;

  private final RecordDecoder decoder = new RecordDecoder(Limits.DEFAULT);
  private final SampleSerializer serializer = new SampleSerializer();

  static Stream<Kind> kinds() {
    return Kind.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void process_rawAndJson_publishTheSameBits(Kind kind) throws Exception {
    SplittableRandom random = new SplittableRandom(kind.settings().hashCode());
    LearnSettings settings = settings(kind.spec(DIMENSION, OUTPUTS));
    try (LearnHarness json = new LearnHarness(settings, Backend.HASHMAP);
        LearnHarness raw = new LearnHarness(settings, Backend.HASHMAP)) {
      for (int i = 0; i < 40; i++) {
        Drawn drawn = drawn(kind, random, i);
        json.process(sent(json(drawn)));
        raw.process(sent(raw(drawn)));
      }

      assertThat(raw.log.rejected).isEmpty();
      assertThat(raw.log.weights).isNotEmpty();
      assertThat(raw.log.lines()).isEqualTo(json.log.lines());
      json.snapshot();
      raw.snapshot();
      assertThat(raw.stored()).isEqualTo(json.stored());
    }
  }

  private static LearnSettings settings(Map<String, Object> spec) {
    return new LearnSettings(
        List.of(SpecPattern.of("*", spec)), Limits.DEFAULT, new PublishPolicy(1), ROOMY);
  }

  /**
   * What one record says.
   *
   * @param asks whether the target is left out, to be answered
   */
  private record Drawn(
      int number, double[] x, double[] y, boolean classes, boolean asks, double weight) {}

  private static Drawn drawn(Kind kind, SplittableRandom random, int number) {
    double[] x = random.doubles(kind.inputs(DIMENSION, OUTPUTS), -2, 2).toArray();
    x[0] = number % 7 == 0 ? -0.0 : x[0];
    boolean given = kind.target() == Target.NUMBERS || kind.target() == Target.LABEL;
    boolean asks = given && number % 5 == 4;
    boolean classes = kind.target() == Target.LABEL;
    double[] y =
        !given || asks
            ? new double[0]
            : classes
                ? new double[] {random.nextInt(OUTPUTS)}
                : random.doubles(OUTPUTS, -1, 1).toArray();
    return new Drawn(number, x, y, classes, asks, 1 + number % 3 / 4.0);
  }

  private static Origin json(Drawn drawn) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", "s-" + drawn.number);
    fields.put("x", drawn.x);
    if (drawn.y.length > 0) {
      fields.put(
          drawn.classes ? "label" : "y", drawn.classes ? (Object) (long) drawn.y[0] : drawn.y);
    }
    fields.put("weight", drawn.weight);
    fields.put("ts", 1_000L + 7L * drawn.number);
    byte[] value = Samples.bytes(SpecJson.canonical(fields));
    return new Origin("samples", 0, drawn.number, 1_000, Samples.bytes("m"), value);
  }

  private static Origin raw(Drawn drawn) {
    SampleHeaders headers =
        new SampleHeaders(
            Samples.bytes("s-" + drawn.number),
            null,
            Samples.bytes(String.valueOf(1_000L + 7L * drawn.number)),
            Samples.bytes(String.valueOf(drawn.weight)));
    byte[] value = RawNumbers.write(drawn.x, drawn.y);
    return new Origin(
        "samples", 0, drawn.number, 1_000, Samples.bytes("m"), value, null, 0, headers);
  }

  /** The sample as it arrives behind the shuffle. */
  private Sample sent(Origin record) throws RejectedException, IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(decoder.decode(record), out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
