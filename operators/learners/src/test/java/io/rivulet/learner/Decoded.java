package io.rivulet.learner;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Samples as records bring them. */
public final class Decoded {

  private static final SampleDecoder DECODER = new SampleDecoder(Limits.DEFAULT, "m");

  private Decoded() {}

  /** The sample of a record, JSON with single quotes. */
  public static Sample sample(String json) throws RejectedException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return DECODER.decode(new Origin("test", 0, 0, 0, null, bytes));
  }

  public static Sample sample(double[] x, double... y) throws RejectedException {
    return sample("{'x':" + Arrays.toString(x) + ",'y':" + Arrays.toString(y) + "}");
  }

  /** Specs that give every model the one with these fields. */
  public static Specs specs(Fields fields) {
    return new Specs(List.of(SpecPattern.of("*", fields.spec())), Limits.DEFAULT);
  }

  /** Specs that give every model this one, JSON with single quotes. */
  public static Specs specs(String json) {
    return Specs.forEveryModel(json.replace('\'', '"'), Limits.DEFAULT);
  }
}
