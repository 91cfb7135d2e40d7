package io.rivulet.learner.recall;

import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Op;
import io.rivulet.record.Recall;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;

/**
 * A model with recall, and beside it one without that publishes every version, from which the exact
 * figures follow.
 */
final class Followed {

  private final FollowedStream stream;
  private final ExactForgetting exact = new ExactForgetting();
  private final Model<?> plain;
  private final PublishPolicy policy;
  private Model<?> model;
  private HiddenLayer hidden;
  private WeightRecord newest;

  Followed(FollowedStream stream, Specs specs, Specs without, String id, int every)
      throws RejectedException {
    this.stream = stream;
    this.model = specs.newModel(id);
    this.plain = without.newModel(id);
    this.policy = new PublishPolicy(every);
    WeightRecord first = plain.initial().announce();
    this.hidden = first.details().hidden();
    exact.add(first);
  }

  /** Learns a sample, or leaves it out when both models refuse it. */
  Outcome accept(Sample sample) throws RejectedException {
    Outcome expected;
    try {
      expected = plain.accept(sample, new PublishPolicy(1));
    } catch (RejectedException e) {
      return null;
    }
    Outcome outcome = model.accept(sample, policy);
    double[][] rows = stream.rows(sample, hidden);
    exact.add(expected.weights());
    if (sample.op() == Op.UNLEARN) {
      exact.unlearn(rows);
    } else {
      exact.learn(rows, sample.y());
    }
    newest = outcome.weights();
    return outcome;
  }

  /** The last record, or null when none was due. */
  WeightRecord newest() {
    return newest;
  }

  Recall recall() {
    return newest.details().recall();
  }

  Model<?> model() {
    return model;
  }

  void model(Model<?> next) {
    model = next;
  }

  ExactForgetting exact() {
    return exact;
  }

  /** The version from which the last record counts. */
  int since() {
    return (int) Math.max(0, newest.previous());
  }
}
