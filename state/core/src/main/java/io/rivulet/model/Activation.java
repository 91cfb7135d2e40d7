package io.rivulet.model;

import java.util.Locale;

/** The nonlinearity between the layers of a net. */
public enum Activation {

  /** tanh z. */
  TANH {
    @Override
    double of(double z) {
      return StrictMath.tanh(z);
    }

    @Override
    double slope(double h) {
      return 1 - h * h;
    }
  },

  /** max(0, z), whose slope at 0 counts as 0. */
  RELU {
    @Override
    double of(double z) {
      return Math.max(0, z);
    }

    @Override
    double slope(double h) {
      return h > 0 ? 1 : 0;
    }
  };

  /** The value h at z. */
  abstract double of(double z);

  /** The derivative dh/dz, from the value h. */
  abstract double slope(double h);

  /** The lower-case name that specs carry. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
