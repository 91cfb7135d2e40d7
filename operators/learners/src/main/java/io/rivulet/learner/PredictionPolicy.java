package io.rivulet.learner;

import io.rivulet.record.Op;
import java.util.Locale;

/** Which accepted samples have a prediction record. */
public enum PredictionPolicy {

  /** Every sample: the answers to questions, and what was predicted before each learned sample. */
  ALL,

  /** Questions only. A late target is learned, and its question was answered before. */
  ASKED,

  /** None, so that questions are not answered. */
  NONE;

  boolean wants(Op op) {
    return this == ALL || (this == ASKED && op == Op.PREDICT);
  }

  /** As written in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
