package io.rivulet.benchmark.kernel;

import io.rivulet.learner.Model;
import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;

/** A model of ours that learns the samples of a regression as the job has it learn them. */
final class LearnedModel implements Work {

  static final double FORGETTING = 0.999;

  private static final PublishPolicy NOTHING =
      new PublishPolicy(Long.MAX_VALUE, 0, PredictionPolicy.NONE);
  private static final Limits LARGEST =
      new Limits(1 << 20, 1_000_000, Limits.HARD_MODEL_BYTES, 1 << 20);

  private final Model<?> model;
  private final RegressionStream regression;
  private final Sample sample;
  private final double[] y = new double[1];

  LearnedModel(String spec, int p) throws RejectedException {
    model = Specs.forEveryModel(spec, LARGEST).newModel("m");
    regression = new RegressionStream(p);
    sample =
        Sample.of("m")
            .op(Op.LEARN)
            .x(regression.next())
            .y(y)
            .origin(new Origin("t", 0, 0, 0, null, null))
            .build();
  }

  /** Recursive least squares with forgetting and without a bias. */
  static LearnedModel rls(int p) throws RejectedException {
    return new LearnedModel(
        "{\"learner\":\"rls\",\"dimension\":%d,\"bias\":false,\"forgetting\":%s}"
            .formatted(p, FORGETTING),
        p);
  }

  @Override
  public void take(int samples) throws RejectedException {
    for (int n = 0; n < samples; n++) {
      regression.next();
      y[0] = regression.target();
      model.accept(sample, NOTHING);
    }
  }
}
