package io.rivulet.cli.line;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.job.config.TopicNames;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.life.LifeLimits;
import io.rivulet.life.LifeOutputs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.ExportedStateJson;
import io.rivulet.wire.control.QualityJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a replay gives for samples and commands: the values of each topic, by model, in order. */
final class ReplayedLife implements LifeOutputs {

  private final TopicNames topics;
  private final Replay replay;
  private final Map<String, Map<String, List<String>>> values = new TreeMap<>();
  private final Map<Long, String> refusals = new TreeMap<>();
  private final Map<String, Integer> acks = new TreeMap<>();
  private final Map<String, ExportedState> exports = new HashMap<>();
  private long lines;

  ReplayedLife(TopicNames topics, List<SpecPattern> patterns) {
    this.topics = topics;
    this.replay =
        new Replay(
            new Specs(patterns, Limits.DEFAULT),
            new PublishPolicy(1),
            false,
            LifeLimits.DEFAULT,
            this);
  }

  /** Takes the next line, which names its model. */
  void take(byte[] line) {
    for (Replay.Rejection refused : replay.accept("sent", lines, line)) {
      refusals.put(refused.line(), refused.reason() + ": " + refused.message());
    }
    lines++;
  }

  /** By topic and model. */
  Map<String, Map<String, List<String>>> values() {
    return values;
  }

  /** Why a line was refused, by its number from 0. */
  Map<Long, String> refusals() {
    return refusals;
  }

  /** How many acknowledgements there are, by "type STATUS". */
  Map<String, Integer> acks() {
    return acks;
  }

  /** The newest exported state of a model, or null. */
  ExportedState export(String model) {
    return exports.get(model);
  }

  /** The models that there are, as they would be exported. */
  Map<String, ExportedState> present() {
    Map<String, ExportedState> present = new TreeMap<>();
    replay.export(state -> present.put(state.model(), state));
    return present;
  }

  @Override
  public void prediction(Prediction prediction) {
    add(topics.predictions(), prediction.model(), PredictionJson.write(prediction));
  }

  @Override
  public void weights(WeightRecord record) {
    byte[] value = record.isTombstone() ? null : WeightRecordJson.write(record);
    add(topics.weights(), record.model(), value);
  }

  @Override
  public void ack(Ack ack) {
    acks.merge(ack.type().label() + " " + ack.status(), 1, Integer::sum);
    add(topics.controlAcks(), ack.model(), AckJson.write(ack));
  }

  @Override
  public void exported(ExportedState state) {
    if (!state.isTombstone()) {
      exports.put(state.model(), state);
    }
    byte[] value = state.isTombstone() ? null : ExportedStateJson.write(state);
    add(topics.states(), state.model(), value);
  }

  @Override
  public void quality(QualityRecord record) {
    add(topics.metrics(), record.model(), QualityJson.write(record));
  }

  @Override
  public void rejected(Rejected rejected) {
    throw new IllegalStateException("a replay returns rejections: " + rejected.message());
  }

  private void add(String topic, String model, byte[] value) {
    values
        .computeIfAbsent(topic, it -> new TreeMap<>())
        .computeIfAbsent(model, it -> new ArrayList<>())
        .add(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
  }
}
