package io.rivulet.learner.sketch;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import java.util.Arrays;

/** Samples that excite some directions more than others, with repetitions, ties and zeros. */
final class UnevenStream {

  private final Draw draw;
  private final int size;
  private double[] last;

  UnevenStream(Draw draw, int size) {
    this.draw = draw;
    this.size = size;
    this.last = new double[size];
  }

  Example next() {
    int kind = draw.between(0, 12);
    double[] x = kind == 0 ? last : kind == 1 ? new double[size] : draw.normal(size);
    if (kind == 2) {
      Arrays.fill(x, 1, size, 0);
    }
    for (int i = 0; kind > 2 && i < size; i++) {
      x[i] *= 1 + 10.0 / (1 + i);
    }
    last = x;
    return example(x, draw.uniform(-1, 1));
  }

  static Example example(double[] x, double y) {
    return Trial.example(Op.LEARN, 1, new double[][] {x}, new double[] {y});
  }
}
