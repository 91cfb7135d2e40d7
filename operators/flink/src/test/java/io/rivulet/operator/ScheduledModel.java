package io.rivulet.operator;

import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.util.SplittableRandom;

/** One model of a schedule, and random samples in the form that its kind takes. */
final class ScheduledModel {

  private final String id;
  private final Kind kind;
  private final int dimension;
  private final int outputs;

  ScheduledModel(String id, Kind kind, SplittableRandom random) {
    this.id = id;
    this.kind = kind;
    this.dimension = random.nextInt(1, 7);
    this.outputs = kind.target() == Kind.Target.LABEL ? 2 : random.nextInt(1, 3);
  }

  Kind kind() {
    return kind;
  }

  SpecPattern pattern() {
    return SpecPattern.of(id, kind.spec(dimension, outputs));
  }

  /** Good, or of a wrong length, too large, of no time, or of a class that is not there. */
  Sample draw(Op op, long offset, SplittableRandom random) {
    boolean batch = kind.target() != Kind.Target.LABEL && random.nextInt(6) == 0;
    int rows = batch ? random.nextInt(1, 4) : 0;
    int size = kind.inputs(dimension, outputs) + (rarely(random) ? 1 : 0);
    long inputs = Math.max(1, rows);
    double scale = rarely(random) ? 1e200 : 1;
    boolean learns = op != Op.PREDICT;
    boolean numbers = learns && kind.target() == Kind.Target.NUMBERS;
    boolean label = learns && kind.target() == Kind.Target.LABEL;
    boolean matrix = learns && kind.target() == Kind.Target.MATRIX && random.nextInt(3) == 0;
    double[] x = matrix ? null : random.doubles(inputs * size, -scale, scale).toArray();
    double[] y = numbers ? random.doubles(inputs * outputs, -3, 3).toArray() : null;
    int of = label ? random.nextInt(outputs + (rarely(random) ? 1 : 0)) : Sample.NO_LABEL;
    double[] square = matrix ? symmetric(scale, random) : null;
    return Sample.of(id)
        .id("s-" + offset)
        .op(op)
        .values(x)
        .size(size)
        .rows(matrix ? 0 : rows)
        .y(y)
        .targetRows(numbers ? rows : 0)
        .label(of)
        .matrix(square)
        .weight(random.nextInt(4) == 0 ? random.nextInt(-1, 3) : 1)
        .ts(rarely(random) ? Sample.NO_TIME : 1_000 + offset)
        .origin(Samples.origin(id, offset))
        .build();
  }

  private double[] symmetric(double scale, SplittableRandom random) {
    double[] matrix = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * dimension + j] = random.nextDouble(-scale, scale);
        matrix[j * dimension + i] = matrix[i * dimension + j];
      }
    }
    return matrix;
  }

  private static boolean rarely(SplittableRandom random) {
    return random.nextInt(20) == 0;
  }

  /** The record that takes out a sample. */
  static Sample unlearn(Sample learned, long offset) {
    return Sample.of(learned.model())
        .id("s-" + offset)
        .op(Op.UNLEARN)
        .values(learned.values())
        .size(learned.size())
        .rows(learned.rows())
        .y(learned.y())
        .targetRows(learned.targetRows())
        .label(learned.label())
        .matrix(learned.matrix())
        .weight(learned.weight())
        .ts(1_000 + offset)
        .origin(Samples.origin(learned.model(), offset))
        .build();
  }
}
