package io.rivulet.learner.quality;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.step.LearnerSpec;
import java.util.ArrayList;
import java.util.List;

/** A random stream of rows with their errors: of any scale, offset and number of outputs. */
final class ComparedStream {

  private final Draw draw;
  private final int outputs;
  private final double scale;
  private final double offset;
  private final boolean varied;

  ComparedStream(long seed) {
    this.draw = new Draw(seed);
    this.outputs = draw.between(1, 3);
    this.scale = Math.pow(10, seed % 4 == 0 ? draw.between(-150, 150) : draw.between(-3, 3));
    this.offset = seed % 2 == 0 ? 0 : scale * Math.pow(10, draw.between(0, 9));
    this.varied = draw.between(0, 1) == 1;
  }

  double scale() {
    return scale;
  }

  Draw draw() {
    return draw;
  }

  /** A spec with as many outputs. */
  LearnerSpec<?> spec() {
    return Catalogue.read(
        Fields.of("learner", "greedy").with("dimension", 1).with("outputs", outputs).spec());
  }

  /** A row; one in twenty is an outlier. */
  Compared row() {
    return row(draw.between(1, 20) == 1 ? 1000 : 1);
  }

  /** A row whose target and error are larger by a factor. */
  Compared row(double far) {
    double[] y = draw.normal(outputs);
    double[] e = draw.normal(outputs);
    double[] variance = varied ? new double[outputs] : null;
    for (int j = 0; j < outputs; j++) {
      y[j] = offset + scale * far * y[j];
      e[j] *= scale * far;
      if (varied) {
        variance[j] = scale * scale * draw.uniform(0.1, 2);
      }
    }
    return new Compared(y, e, variance);
  }

  List<Compared> rows(int count) {
    List<Compared> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row());
    }
    return rows;
  }
}
