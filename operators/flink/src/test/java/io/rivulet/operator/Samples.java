package io.rivulet.operator;

import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;

/** Samples as decode would give them. */
final class Samples {

  private Samples() {}

  static Sample learn(String model, double y, double... x) {
    return of(model, Op.LEARN, 0, 1, x, y);
  }

  static Sample predict(String model, double... x) {
    return of(model, Op.PREDICT, 0, 1, x);
  }

  static Sample of(String model, Op op, long offset, double weight, double[] x, double... y) {
    double[] target = op == Op.PREDICT ? null : y;
    return Sample.of(model)
        .id("s-" + offset)
        .op(op)
        .x(x)
        .y(target)
        .weight(weight)
        .ts(1_000 + offset)
        .origin(origin(model, offset))
        .build();
  }

  /** The sample of a record, which has no fault. */
  static Sample decoded(Origin record) {
    try {
      return new SampleDecoder(Limits.DEFAULT, null).decode(record);
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }

  static Origin origin(String model, long offset) {
    return new Origin("samples", 3, offset, 1_000 + offset, bytes(model), bytes("at " + offset));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
