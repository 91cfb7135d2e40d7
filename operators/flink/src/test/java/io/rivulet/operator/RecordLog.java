package io.rivulet.operator;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.life.LifeOutputs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.ExportedStateJson;
import io.rivulet.wire.control.QualityJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What was emitted, by reference: a record that is modified after it was emitted reads otherwise.
 */
final class RecordLog implements LifeOutputs {

  final List<WeightRecord> weights = new ArrayList<>();
  final List<Prediction> predictions = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();
  final List<Ack> acks = new ArrayList<>();
  final List<ExportedState> states = new ArrayList<>();
  final List<QualityRecord> quality = new ArrayList<>();

  @Override
  public void prediction(Prediction prediction) {
    predictions.add(prediction);
  }

  @Override
  public void weights(WeightRecord record) {
    weights.add(record);
  }

  @Override
  public void ack(Ack ack) {
    acks.add(ack);
  }

  @Override
  public void exported(ExportedState state) {
    states.add(state);
  }

  @Override
  public void quality(QualityRecord record) {
    quality.add(record);
  }

  @Override
  public void rejected(Rejected record) {
    rejected.add(record);
  }

  void addAll(RecordLog other) {
    weights.addAll(other.weights);
    predictions.addAll(other.predictions);
    rejected.addAll(other.rejected);
    acks.addAll(other.acks);
    states.addAll(other.states);
    quality.addAll(other.quality);
  }

  void clear() {
    List.of(weights, predictions, rejected, acks, states, quality).forEach(List::clear);
  }

  /** Every record with every bit, a line each; the streams one after the other. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    weights.forEach(record -> lines.add(text(record)));
    predictions.forEach(record -> lines.add(text(PredictionJson.write(record))));
    rejected.forEach(record -> lines.add(text(record)));
    acks.forEach(record -> lines.add(text(AckJson.write(record))));
    states.forEach(record -> lines.add(text(record)));
    quality.forEach(record -> lines.add(text(QualityJson.write(record))));
    return lines;
  }

  /** A weight record, or the tombstone of a model. */
  static String text(WeightRecord record) {
    return record.isTombstone()
        ? "no weights of " + record.model()
        : text(WeightRecordJson.write(record));
  }

  static String text(ExportedState state) {
    return state.isTombstone()
        ? "no state of " + state.model()
        : text(ExportedStateJson.write(state));
  }

  private static String text(Rejected record) {
    return String.join(
        " ",
        record.reason().name(),
        record.stage().label(),
        record.message(),
        record.origin().topic(),
        record.origin().partition() + ":" + record.origin().offset(),
        String.valueOf(record.origin().timestamp()),
        hex(record.origin().key()),
        hex(record.origin().value()));
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? "none" : HexFormat.of().formatHex(bytes);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
