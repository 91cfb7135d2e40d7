package io.rivulet.learner.track;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import java.util.ArrayList;
import java.util.List;

/** Samples of weights that walk, with a spec that follows them. */
final class TrackingStream {

  private static final double[][] DECAYS = {{1, 0.98, 0.92}, {0.9}, {0.99, 0.7}, {0.5, 1}};

  final Draw draw;
  final int p;
  final int q;
  final int memory;
  final boolean shrinks;
  final double[] decays;

  /** R, 0 when it is not given. */
  final double noise;

  final double priorPrecision;
  private final double[][] truth;
  private double[] last;

  TrackingStream(long seed) {
    this.draw = new Draw(seed);
    this.p = draw.between(1, 9);
    this.q = draw.between(1, 3);
    this.memory = draw.between(1, p + 1);
    this.shrinks = draw.between(0, 2) == 0;
    this.decays = DECAYS[(int) (seed % DECAYS.length)];
    this.noise = seed % 3 == 0 ? draw.uniform(0.05, 2) : 0;
    this.priorPrecision = seed % 3 == 0 ? draw.uniform(0.1, 3) : 1;
    this.truth = draw.normal(q, p);
    this.last = draw.normal(p);
  }

  Fields fields() {
    Fields fields =
        Fields.of("dimension", p)
            .with("outputs", q)
            .with("memory", memory)
            .with("summary", shrinks ? "fd" : "ipca");
    return noise > 0 ? fields.with("noise", noise).with("priorPrecision", priorPrecision) : fields;
  }

  Fields tracking() {
    return fields().with("objective", "track").with("decays", decays);
  }

  ExactTracking exact() {
    return new ExactTracking(p, q, memory, shrinks, decays, noise * priorPrecision);
  }

  /** A row, now and then a batch, zeros, or the input before. */
  Example next() {
    int rows = draw.between(0, 5) == 0 ? draw.between(2, 4) : 1;
    double weight = draw.between(0, 3) == 0 ? draw.uniform(0.1, 4) : 1;
    List<double[]> x = new ArrayList<>();
    List<double[]> y = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int kind = draw.between(0, 12);
      last = kind == 0 ? last : draw.normal(p);
      x.add(kind == 1 ? new double[p] : last);
      y.add(targets(x.get(i)));
    }
    return Trial.example(Op.LEARN, weight, x.toArray(double[][]::new), y.toArray(double[][]::new));
  }

  private double[] targets(double[] x) {
    double[] targets = draw.normal(q);
    for (int j = 0; j < q; j++) {
      Oracle.add(0.1, draw.normal(p), truth[j]);
      targets[j] = 0.3 * targets[j] + Oracle.dot(truth[j], x);
    }
    return targets;
  }
}
