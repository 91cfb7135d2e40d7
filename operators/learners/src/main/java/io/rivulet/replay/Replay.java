package io.rivulet.replay;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.Model;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SampleDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * A replay of samples as in the job, but in one thread and in the order of their lines. For the
 * same order it publishes the same bits.
 */
public final class Replay {

  /** The model of samples that name no model. */
  public static final String DEFAULT_MODEL = "default";

  private final SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, DEFAULT_MODEL);
  private final Map<String, Model<?>> models = new HashMap<>();
  private final Specs specs;
  private final PublishPolicy policy;
  private final boolean initial;
  private final Emitter out;

  /**
   * @param initial whether a model's version 0 is published before the output of its first valid
   *     sample
   */
  public Replay(Specs specs, PublishPolicy policy, boolean initial, Emitter out) {
    this.specs = specs;
    this.policy = policy;
    this.initial = initial;
    this.out = out;
  }

  /**
   * The refusal of a sample, with the model that it named, or null when the model could not be
   * read.
   */
  public record Rejection(String model, Reason reason, Stage stage, String message) {}

  /**
   * Learns from one line.
   *
   * @return the refusal, or null when the sample was accepted
   */
  public Rejection accept(String file, long number, byte[] line) {
    Sample sample = null;
    try {
      sample = decoder.decode(new Origin(file, 0, number, 0, null, line));
      learn(sample);
      return null;
    } catch (RejectedException e) {
      String model = sample == null ? null : sample.model();
      return new Rejection(model, e.reason(), e.stage(), e.getMessage());
    }
  }

  /**
   * Learns from a decoded sample, which is not modified.
   *
   * @throws RejectedException when the sample is refused; its model then stays as it was
   */
  public void learn(Sample sample) throws RejectedException {
    Model<?> known = models.get(sample.model());
    if (known != null) {
      known.accept(sample, policy).emit(out);
      return;
    }
    Model<?> unborn = specs.newModel(sample.model());
    Model<?> model = initial ? unborn.initial() : unborn;
    WeightRecord announced = initial ? model.announce() : null;
    Outcome outcome = model.accept(sample, policy);
    models.put(sample.model(), model);
    if (announced != null) {
      out.weights(announced);
    }
    outcome.emit(out);
  }
}
