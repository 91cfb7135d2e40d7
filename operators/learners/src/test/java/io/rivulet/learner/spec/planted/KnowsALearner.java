package io.rivulet.learner.spec.planted;

import io.rivulet.learner.flow.MatrixFlowSpec;

/** A spec that knows a learner. */
final class KnowsALearner {

  Class<MatrixFlowSpec> learner() {
    return MatrixFlowSpec.class;
  }
}
