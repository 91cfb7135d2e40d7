package io.rivulet.learner.net;

import io.rivulet.learner.step.Design;
import io.rivulet.state.Columns;

/** The features [1, x, h] of a net whose hidden layer is drawn once, or [1, h]. */
final class FrozenDesign implements Design {

  private final OnlineNetSpec spec;
  private final int size;
  private final int directions;

  /** The layer, drawn on first use. */
  private double[][] columns;

  FrozenDesign(OnlineNetSpec spec, int size, int directions) {
    this.spec = spec;
    this.size = size;
    this.directions = directions;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int directions() {
    return directions;
  }

  @Override
  public double[][] rows(double[][] weights, double[][] x) {
    if (columns == null) {
      columns = Columns.of(spec.drawn(), spec.hidden());
    }
    double[][] rows = TanhLayer.extended(x);
    return LinearReadout.features(rows, TanhLayer.values(columns, rows), spec.direct());
  }
}
