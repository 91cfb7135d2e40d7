package io.rivulet.learner;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import io.rivulet.record.Shown;
import io.rivulet.record.Stage;
import java.util.Arrays;

/**
 * The division of the numbers of a raw sample: those that the model takes as x, and after them its
 * target, the outputs or the number of a class. A question has no target, and a late target has no
 * x.
 */
final class RawDivision {

  private final int inputs;
  private final int targets;
  private final boolean classes;
  private final String[] names;
  private final int count;

  RawDivision(LearnerSpec<?> spec) {
    inputs = spec.model().response().inputs();
    classes = spec.target().takesLabels();
    targets = !spec.target().given() ? 0 : classes ? 1 : spec.model().response().outputs();
    names = spec.model().outputs().names();
    count = spec.model().outputs().count();
  }

  /** The operation that a sample asks for, by the number of its numbers when it names none. */
  Op op(Sample sample) {
    if (sample.op() != null) {
      return sample.op();
    }
    return targets == 0 || sample.values().length > inputs ? Op.LEARN : Op.PREDICT;
  }

  /**
   * Checks that a class is an integer, which ranks before its range.
   *
   * @throws RejectedException {@code MALFORMED} when it is not
   */
  void requireClass(Sample sample, Op op) throws RejectedException {
    if (!classes || op == Op.PREDICT || sample.values().length != expected(op)) {
      return;
    }
    double label = sample.values()[expected(op) - 1];
    if (Double.isFinite(label) && label != Math.rint(label)) {
      throw rejected(
          Reason.MALFORMED,
          "the last number is the class and is "
              + label
              + ", must be an integer from 0 to "
              + (count - 1)
              + order());
    }
  }

  /**
   * The sample with x and target apart.
   *
   * @param op the operation that it asks for
   * @throws RejectedException {@code DIMENSION} when the model takes another number of numbers or
   *     has no such class, {@code NON_FINITE} when its class is not finite
   */
  Sample divide(Sample sample, Op op) throws RejectedException {
    double[] numbers = sample.values();
    if (numbers.length != expected(op)) {
      throw rejected(Reason.DIMENSION, miscounted(sample, op));
    }
    int end = op == Op.LABEL ? 0 : inputs;
    SampleBuilder divided =
        Sample.of(sample.model())
            .id(sample.id())
            .op(sample.op())
            .weight(sample.weight())
            .ts(sample.ts())
            .fault(sample.fault(), sample.faultMessage())
            .origin(sample.origin());
    if (op != Op.LABEL) {
      divided.x(end == numbers.length ? numbers : Arrays.copyOf(numbers, end));
    }
    if (end < numbers.length) {
      target(numbers, end, divided);
    }
    return divided.build();
  }

  private void target(double[] numbers, int at, SampleBuilder into) throws RejectedException {
    if (!classes) {
      into.y(at == 0 ? numbers : Arrays.copyOfRange(numbers, at, numbers.length));
      return;
    }
    double label = numbers[at];
    if (!Double.isFinite(label)) {
      throw rejected(Reason.NON_FINITE, "the last number is the class and is " + label);
    }
    if (!(label >= 0 && label < count)) {
      throw rejected(
          Reason.DIMENSION,
          "the last number is the class and is "
              + Shown.number(label)
              + ", the model has classes 0 to "
              + (count - 1)
              + order());
    }
    if (names == null) {
      into.label((int) label);
    } else {
      into.labelName(names[(int) label]);
    }
  }

  private String order() {
    return names == null ? "" : ", in the order " + Shown.list(Arrays.asList(names));
  }

  private int expected(Op op) {
    return switch (op) {
      case LEARN, UNLEARN -> inputs + targets;
      case PREDICT -> inputs;
      case LABEL -> targets;
    };
  }

  private String miscounted(Sample sample, Op op) {
    String asked = sample.op() == null ? "" : ", op " + op.label();
    return "record has "
        + numbers(sample.values().length)
        + asked
        + "; the model takes "
        + numbers(expected(op))
        + (op == Op.LABEL ? "" : ", " + parts(sample, op))
        + (begunAsJson(sample) ? "; it begins as JSON does: set format: json" : "");
  }

  private String parts(Sample sample, Op op) {
    String target = targets == 0 ? "" : classes ? " and then the class" : " and then y";
    if (op != Op.PREDICT) {
      return inputs + " of x" + target;
    }
    return sample.op() == null && targets > 0
        ? "those of x, to answer, and " + (inputs + targets) + " to learn"
        : "those of x";
  }

  private static boolean begunAsJson(Sample sample) {
    byte[] value = sample.origin() == null ? null : sample.origin().value();
    return value != null && value.length > 0 && value[0] == '{';
  }

  private static String numbers(int count) {
    return count + (count == 1 ? " number" : " numbers");
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
