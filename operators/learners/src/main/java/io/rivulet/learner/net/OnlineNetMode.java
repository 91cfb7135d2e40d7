package io.rivulet.learner.net;

import io.rivulet.learner.step.Learner;
import io.rivulet.state.OnlineNetState;
import java.util.Arrays;
import java.util.Locale;

/** The values of the field {@code mode}: the ways in which an online net gets its hidden layer. */
enum OnlineNetMode {

  /** Drawn once and frozen. */
  RANDOM(false, false) {
    @Override
    Learner<OnlineNetState> learner(OnlineNetSpec spec) {
      return new FrozenNet(spec);
    }
  },

  /** Learned from where it was drawn, by damped pull-back. */
  OBSERVE(true, false) {
    @Override
    Learner<OnlineNetState> learner(OnlineNetSpec spec) {
      return new TrainedNet(spec, new LinearReadout(spec, 0.1, 0.5), spec.drawn(), 30);
    }
  },

  /**
   * Learned from the identity, by the exact inverse of the read-out, as the note literally says.
   */
  INVERSE(true, true) {
    @Override
    Learner<OnlineNetState> learner(OnlineNetSpec spec) {
      double[] identity = TanhLayer.identity(spec.model().dimension(), spec.hidden());
      return new TrainedNet(spec, new SquareReadout(spec), identity, spec.ridge());
    }
  };

  private final boolean trains;
  private final boolean square;

  OnlineNetMode(boolean trains, boolean square) {
    this.trains = trains;
    this.square = square;
  }

  abstract Learner<OnlineNetState> learner(OnlineNetSpec spec);

  /** Whether the hidden layer is learned, so that the order of samples matters. */
  boolean trains() {
    return trains;
  }

  /** Whether the read-out has as many outputs as hidden units, and nothing is drawn. */
  boolean square() {
    return square;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] labels() {
    return Arrays.stream(values()).map(OnlineNetMode::label).toArray(String[]::new);
  }

  static OnlineNetMode named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
