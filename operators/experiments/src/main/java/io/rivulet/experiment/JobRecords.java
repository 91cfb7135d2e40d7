package io.rivulet.experiment;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.SampleDecoder;
import java.util.ArrayList;
import java.util.List;

/** Records of the samples topic that go through decoder, validator and learners of the job. */
final class JobRecords {

  private JobRecords() {}

  /** Samples of one model. */
  static List<Sample> decoded(List<byte[]> records) {
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, Replay.DEFAULT_MODEL);
    List<Sample> samples = new ArrayList<>();
    try {
      for (byte[] record : records) {
        samples.add(decoder.decode(new Origin("figure", 0, samples.size(), 0, null, record)));
      }
    } catch (RejectedException e) {
      throw new ExperimentException("a sample was refused: " + e.getMessage(), e);
    }
    return samples;
  }

  /**
   * A job with one model.
   *
   * @param spec of the model, as JSON
   * @param initial whether version 0 is published
   */
  static Replay job(String spec, PublishPolicy policy, boolean initial, Emitter out) {
    Specs specs = Specs.forEveryModel(spec, Limits.DEFAULT);
    return new Replay(specs, policy, initial, out);
  }

  /**
   * What a model publishes after the last of some records.
   *
   * @param spec of the model, as JSON
   * @param records at least one, which all count as versions
   */
  static WeightRecord published(String spec, List<byte[]> records) {
    Last last = new Last();
    Replay replay = job(spec, new PublishPolicy(records.size()), false, last);
    try {
      for (Sample sample : decoded(records)) {
        replay.learn(sample);
      }
    } catch (RejectedException e) {
      throw new ExperimentException("a sample was refused: " + e.getMessage(), e);
    }
    return last.record;
  }

  private static final class Last implements Emitter {

    private WeightRecord record;

    @Override
    public void prediction(Prediction prediction) {}

    @Override
    public void weights(WeightRecord record) {
      this.record = record;
    }
  }
}
