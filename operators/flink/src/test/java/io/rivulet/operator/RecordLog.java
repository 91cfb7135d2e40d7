package io.rivulet.operator;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Emitter;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What was emitted, by reference: a record that is modified after it was emitted reads otherwise.
 */
final class RecordLog implements Emitter {

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

  /** Every record with every bit, a line each; the three streams one after the other. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    weights.forEach(record -> lines.add(text(WeightRecordJson.write(record))));
    predictions.forEach(record -> lines.add(text(PredictionJson.write(record))));
    rejected.forEach(record -> lines.add(text(record)));
    return lines;
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
        HexFormat.of().formatHex(record.origin().key()),
        HexFormat.of().formatHex(record.origin().value()));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
