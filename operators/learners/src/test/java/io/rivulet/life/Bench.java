package io.rivulet.life;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.Specs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.ExportedStateJson;
import io.rivulet.wire.control.QualityJson;
import io.rivulet.wire.raw.RawNumbers;
import io.rivulet.wire.raw.RecordDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A life cycle fed with records as they are read, and everything that came out of it. */
final class Bench implements LifeOutputs {

  /** The model that records are for when a test names none. */
  static final String MODEL = "m";

  final List<WeightRecord> weights = new ArrayList<>();
  final List<Prediction> predictions = new ArrayList<>();
  final List<Ack> acks = new ArrayList<>();
  final List<ExportedState> exports = new ArrayList<>();
  final List<QualityRecord> figures = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();
  int dropped;
  int stray;

  /** The bytes of everything in the order in which it came out. */
  final List<String> tape = new ArrayList<>();

  private final PublishPolicy policy;
  private final LifeLimits limits;
  private final Limits sizes;
  private Kept lives;
  private Lifecycle lifecycle;
  private int commands;
  private long offset;

  Bench(String spec) {
    this(spec, 1, LifeLimits.DEFAULT, Limits.DEFAULT);
  }

  Bench(String spec, long every, LifeLimits limits, Limits sizes) {
    this.policy = new PublishPolicy(every);
    this.limits = limits;
    this.sizes = sizes;
    this.lives = new Kept(Specs.forEveryModel(json(spec), sizes));
    begin(Specs.forEveryModel(json(spec), sizes));
  }

  private void begin(Specs specs) {
    lives = new Kept(specs, lives);
    lifecycle = new Lifecycle(specs, policy, limits, false, lives, this);
  }

  /** Goes on from what is stored with what the patterns say now. */
  void restart(Specs specs) {
    begin(specs);
  }

  /** Single quotes stand for double ones. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  Kept lives() {
    return lives;
  }

  Limits sizes() {
    return sizes;
  }

  Life life() {
    return lives.find(MODEL);
  }

  /** Takes a sample; a refusal is noted as the job notes it. */
  void sample(String text) {
    sample(MODEL, text, -1);
  }

  void sample(String model, String text, long timestamp) {
    take(origin("samples", model, json(text), timestamp));
  }

  /** Takes a sample of raw numbers. */
  void sample(SampleHeaders headers, double... numbers) {
    offset++;
    byte[] key = MODEL.getBytes(StandardCharsets.UTF_8);
    byte[] value = RawNumbers.write(numbers);
    take(new Origin("samples", 0, offset, -1, key, value, null, 0, headers));
  }

  private void take(Origin origin) {
    try {
      lifecycle.accept(new RecordDecoder(sizes).decode(origin));
    } catch (RejectedException e) {
      rejected(Rejected.of(e, origin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a sample that must be refused. */
  Rejected refusal(String text) {
    int before = rejected.size();
    sample(text);
    if (rejected.size() != before + 1) {
      throw new AssertionError("not refused once: " + text + ", " + rejected);
    }
    return rejected.get(before);
  }

  /** The message with which a sample is refused. */
  String message(String text) {
    return refusal(text).message();
  }

  /** The reason for which a sample is refused. */
  Reason reason(String text) {
    return refusal(text).reason();
  }

  /**
   * Takes a command with a commandId of its own.
   *
   * @param fields the members of the record besides commandId and type, each with a comma before it
   * @return its ack, or null when it waits
   */
  Ack command(String type, String... fields) {
    commands++;
    return raw(
        MODEL,
        "{'commandId':'c-" + commands + "','type':'" + type + "'" + String.join("", fields) + "}");
  }

  /** Takes a command record. */
  Ack raw(String model, String text) {
    int before = acks.size();
    Origin origin = origin("control", model, json(text), -1);
    try {
      lifecycle.accept(new CommandDecoder(null).decode(origin));
    } catch (RejectedException e) {
      rejected(Rejected.of(e, origin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return acks.size() == before ? null : acks.get(acks.size() - 1);
  }

  private Origin origin(String topic, String model, String text, long timestamp) {
    offset++;
    return new Origin(
        topic,
        0,
        offset,
        timestamp,
        model.getBytes(StandardCharsets.UTF_8),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The state of the model as an export has it. */
  byte[] state() {
    return StateFrame.write(StoredModel.FORMAT, life().model().store());
  }

  /** A member {@code state} with these bytes. */
  static String state(byte[] frame) {
    return ",'state':'" + Base64.getEncoder().encodeToString(frame) + "'";
  }

  WeightRecord lastWeights() {
    return weights.get(weights.size() - 1);
  }

  Prediction lastPrediction() {
    return predictions.get(predictions.size() - 1);
  }

  Ack lastAck() {
    return acks.get(acks.size() - 1);
  }

  @Override
  public void prediction(Prediction prediction) {
    predictions.add(prediction);
    note("prediction", PredictionJson.write(prediction));
  }

  @Override
  public void weights(WeightRecord record) {
    weights.add(record);
    note(
        "weights",
        record.isTombstone()
            ? record.model().getBytes(StandardCharsets.UTF_8)
            : WeightRecordJson.write(record));
  }

  @Override
  public void warning(String model, String warning) {}

  @Override
  public void quality(QualityRecord record) {
    figures.add(record);
    note("quality", QualityJson.write(record));
  }

  @Override
  public void ack(Ack ack) {
    acks.add(ack);
    note("ack", AckJson.write(ack));
  }

  @Override
  public void exported(ExportedState state) {
    exports.add(state);
    note(
        "state",
        state.isTombstone()
            ? state.model().getBytes(StandardCharsets.UTF_8)
            : ExportedStateJson.write(state));
  }

  @Override
  public void rejected(Rejected record) {
    rejected.add(record);
    String text =
        record.reason()
            + " "
            + record.stage()
            + " "
            + record.message()
            + " "
            + record.origin().offset();
    note("rejected", text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void dropped(int inputs) {
    dropped += inputs;
  }

  @Override
  public void strayTime() {
    stray++;
  }

  private void note(String kind, byte[] bytes) {
    tape.add(kind + " " + new String(bytes, StandardCharsets.UTF_8));
  }
}
