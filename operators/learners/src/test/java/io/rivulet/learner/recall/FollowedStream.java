package io.rivulet.learner.recall;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Specs;
import io.rivulet.model.TanhUnits;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.Columns;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A spec of any learner whose answers can be followed, and samples for it. */
final class FollowedStream {

  /** Without a shape; the first words tell which field it has. */
  private static final List<String> LEARNERS =
      List.of(
          "'learner':'orfit','memory':2",
          "'learner':'orfit','memory':3,'noise':0.5,'summary':'fd'",
          "'learner':'orfit','memory':9,'noise':0.2,'memoryDecay':0.9",
          "'learner':'orfit','summary':'full'",
          "'learner':'orfit','memory':2,'summary':'latest'",
          "'learner':'rls','priorPrecision':0.5",
          "'learner':'rls','forgetting':0.9",
          "'learner':'rls','forgetting':0.9,'forgettingMode':'directional'",
          "'learner':'sgd','rate':0.01",
          "'learner':'sgd','rate':0.01,'standardize':true",
          "'learner':'ekf','noise':0.2,'processNoise':0.01",
          "'learner':'ekf','noise':0",
          "'learner':'lofi-diagonal','memory':2,'noise':0.3",
          "'learner':'orfit','memory':2,'noise':'auto'",
          "'learner':'orfit','memory':2,'objective':'track'",
          "'learner':'online-net','hidden':5,'seed':3",
          "'learner':'online-net','hidden':12,'seed':3,'direct':false");

  private final Draw draw;
  private final String learner;
  private final boolean shared;
  private final boolean bias;
  private final int dimension;
  private final int outputs;

  FollowedStream(long seed) {
    this(seed, LEARNERS.get((int) (seed % LEARNERS.size())));
  }

  FollowedStream(long seed, String learner) {
    this.draw = new Draw(seed);
    this.learner = learner;
    boolean wide = seed / LEARNERS.size() % 2 == 1;
    this.dimension = wide ? draw.between(14, 22) : draw.between(1, 6);
    this.outputs = draw.between(1, 3);
    boolean net = has("online-net");
    this.shared = !net && !has("standardize") && !has("auto") && draw.between(0, 2) == 0;
    this.bias = has("standardize") || has("auto") || (!net && !shared && draw.between(0, 1) == 0);
  }

  /** Learners that can give samples back. */
  static FollowedStream exact(long seed) {
    return new FollowedStream(
        seed, LEARNERS.get(seed % 2 == 0 ? 5 : LEARNERS.size() - 2 + (int) (seed / 2 % 2)));
  }

  boolean has(String words) {
    return learner.contains(words);
  }

  Draw draw() {
    return draw;
  }

  int outputs() {
    return outputs;
  }

  /** Whether the sketch holds every direction, as the page says. */
  boolean sketchedWhole() {
    int rows = has("online-net") ? (has("false") ? 13 : 6 + dimension) : dimension + (bias ? 1 : 0);
    if (has("'full'")) {
      return true;
    }
    int at = learner.indexOf("'memory':");
    return rows <= (at < 0 ? 16 : learner.charAt(at + "'memory':".length()) - '0');
  }

  Specs specs(boolean bound, int meter) {
    Fields fields = Fields.read(learner).with("dimension", dimension).with("outputs", outputs);
    fields = bias ? fields.with("bias", true) : fields;
    fields = shared ? fields.with("model", Map.of("kind", "shared")) : fields;
    fields =
        has("online-net")
            ? fields
            : fields.with("initialWeights", Map.of("uniform", 1.0, "seed", 3));
    return specs(fields, bound, meter);
  }

  static Specs specs(Fields fields, boolean bound, int meter) {
    Fields all =
        bound || meter > 0 ? fields.with("recall", Map.of("bound", bound, "meter", meter)) : fields;
    return Specs.forEveryModel(SpecJson.canonical(all.spec()), Limits.DEFAULT);
  }

  int inputs() {
    return shared ? dimension * outputs : dimension;
  }

  /** Ordinary samples, some with a weight, some of which repeat an input or are zero. */
  List<Sample> samples(int count) {
    List<Sample> samples = new ArrayList<>();
    double[] last = draw.normal(inputs());
    for (int i = 0; i < count; i++) {
      int kind = draw.between(0, 9);
      last = kind == 0 ? new double[inputs()] : kind == 1 ? last : draw.normal(inputs());
      double weight = kind == 2 ? 0 : kind == 3 ? draw.uniform(0.1, 2) : 1;
      samples.add(kind == 4 ? batch() : sample(last, draw.normal(outputs), weight));
    }
    return samples;
  }

  Sample batch() {
    int rows = draw.between(2, 3);
    return of(draw.normal(rows * inputs()), draw.normal(rows * outputs), 1, rows);
  }

  static Sample sample(double[] x, double[] y, double weight) {
    return of(x, y, weight, 0);
  }

  private static Sample of(double[] x, double[] y, double weight, int rows) {
    return Sample.of("m")
        .op(Op.LEARN)
        .values(x)
        .size(x.length / Math.max(1, rows))
        .y(y)
        .rows(rows)
        .targetRows(rows > 0 && y.length > rows ? rows : 0)
        .weight(weight)
        .origin(new Origin("t", 0, 0, 0, null, null))
        .build();
  }

  static Sample unlearned(Sample sample) {
    return Sample.of("m")
        .op(Op.UNLEARN)
        .values(sample.values())
        .size(sample.size())
        .y(sample.y())
        .rows(sample.rows())
        .targetRows(sample.targetRows())
        .weight(sample.weight())
        .origin(sample.origin())
        .build();
  }

  /**
   * What the weights multiply, a row for each q targets.
   *
   * @param hidden the layer of a net, or null
   */
  double[][] rows(Sample sample, HiddenLayer hidden) {
    int n = Math.max(1, sample.rows());
    double[][] x = new double[n][];
    Arrays.setAll(x, i -> Arrays.copyOfRange(sample.values(), i * inputs(), (i + 1) * inputs()));
    if (hidden != null) {
      double[][] with = TanhUnits.extended(x);
      double[][] h = TanhUnits.values(Columns.of(hidden.w(), hidden.columns()), with);
      return TanhUnits.linked(with, h, !has("false"));
    }
    if (!shared) {
      double[][] rows = new double[n][];
      Arrays.setAll(rows, i -> bias ? Arrays.copyOf(x[i], dimension + 1) : x[i]);
      for (double[] row : rows) {
        row[row.length - 1] = bias ? 1 : row[row.length - 1];
      }
      return rows;
    }
    double[][] rows = new double[n * outputs][dimension];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < dimension; i++) {
        rows[k][i] = x[k / outputs][i * outputs + k % outputs];
      }
    }
    return rows;
  }
}
