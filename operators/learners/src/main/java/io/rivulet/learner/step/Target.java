package io.rivulet.learner.step;

import io.rivulet.record.Op;
import io.rivulet.record.Sample;

/** The kind of target that a learner takes for an input. */
public enum Target {

  /** Numbers in {@code y}. */
  NUMBERS("'y'", true, false, false) {
    @Override
    public String missing(Sample sample) {
      return sample.y() == null ? "y" : null;
    }
  },

  /** A class in {@code label}. */
  CLASS("'label'", false, true, false) {
    @Override
    public String missing(Sample sample) {
      return sample.hasLabel() ? null : "label";
    }
  },

  /** Nothing: the inputs themselves are learned. */
  NOTHING("'x' without a target", false, false, false) {
    @Override
    public Op implied(Sample sample) {
      return Op.LEARN;
    }

    @Override
    public String missing(Sample sample) {
      return null;
    }
  },

  /** Nothing, or a {@code matrix} in place of the inputs. */
  MATRIX("'x' or 'matrix'", false, false, true) {
    @Override
    public Op implied(Sample sample) {
      return Op.LEARN;
    }

    @Override
    public String missing(Sample sample) {
      return null;
    }
  };

  private final String label;
  private final boolean numbers;
  private final boolean classes;
  private final boolean matrix;

  Target(String label, boolean numbers, boolean classes, boolean matrix) {
    this.label = label;
    this.numbers = numbers;
    this.classes = classes;
    this.matrix = matrix;
  }

  /** The accepted fields, in words. */
  public String label() {
    return label;
  }

  /** The fields that an input may be in, in words. */
  public String input() {
    return matrix ? label : "'x'";
  }

  /** Whether inputs have targets at all. */
  public boolean given() {
    return numbers || classes;
  }

  /** Whether the target of an input may be a class. */
  public boolean takesLabels() {
    return classes;
  }

  /** The operation that a sample without {@code op} asks for. */
  public Op implied(Sample sample) {
    return sample.hasTarget() ? Op.LEARN : Op.PREDICT;
  }

  /** The name of a target field that is given but not accepted, or null. */
  public final String excess(Sample sample) {
    if (sample.y() != null && !numbers) {
      return "y";
    }
    if (sample.hasLabel() && !classes) {
      return "label";
    }
    return sample.matrix() != null && !matrix ? "matrix" : null;
  }

  /** The name of the field that is missing in a sample to learn, or null. */
  public abstract String missing(Sample sample);
}
