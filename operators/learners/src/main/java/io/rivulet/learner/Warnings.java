package io.rivulet.learner;

import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.MistakenUnit;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The warnings that a spec and the samples of its models give rise to: about the spec itself, about
 * the unit of event times, and those of the learner. Each is taken once.
 */
final class Warnings {

  private final LearnerSpec<?> spec;
  private final List<String> fresh = new ArrayList<>(1);
  private boolean ofSpecTaken;
  private boolean seen;
  private boolean doubted;
  private int taken;

  Warnings(LearnerSpec<?> spec) {
    this.spec = spec;
    this.doubted = spec.needsTime();
  }

  /**
   * Sees an event time. A learner that needs times has its own doubts about them. Seconds are
   * doubted at the first time only: a stream whose times begin at 0 passes through those that look
   * like seconds.
   */
  void see(long ts) {
    if (doubted || ts == Sample.NO_TIME) {
      return;
    }
    boolean first = !seen;
    seen = true;
    Optional<MistakenUnit> unit = MistakenUnit.of(ts);
    if (unit.isPresent() && (first || unit.get().tooLarge())) {
      doubt(unit.get(), ts);
    }
  }

  private void doubt(MistakenUnit unit, long ts) {
    doubted = true;
    fresh.add(
        unit.describe(ts)
            + "; labels, limits.idle and publish.at-most then count with a wrong time of the model;"
            + " send milliseconds");
  }

  List<String> takeOfSpec() {
    List<String> ofSpec = ofSpecTaken ? List.of() : spec.warnings();
    ofSpecTaken = true;
    return ofSpec;
  }

  List<String> take(Learner<?> learner) {
    List<String> ofSamples = learner.warnings();
    if (ofSpecTaken && fresh.isEmpty() && taken == ofSamples.size()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(takeOfSpec());
    all.addAll(fresh);
    all.addAll(ofSamples.subList(taken, ofSamples.size()));
    fresh.clear();
    taken = ofSamples.size();
    return all;
  }
}
