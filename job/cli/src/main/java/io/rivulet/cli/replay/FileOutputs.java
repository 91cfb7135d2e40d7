package io.rivulet.cli.replay;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.life.LifeOutputs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.QualityJson;

/**
 * LifeOutputs of which each has a file. The end of a model is no weight record, and is left out
 * there.
 */
record FileOutputs(
    JsonLines weightLines,
    JsonLines predictionLines,
    JsonLines ackLines,
    JsonLines metricLines,
    StateLines stateLines,
    Complaints complaints)
    implements LifeOutputs {

  @Override
  public void weights(WeightRecord record) {
    if (!record.isTombstone()) {
      weightLines.write(record, WeightRecordJson::write);
    }
  }

  @Override
  public void prediction(Prediction prediction) {
    predictionLines.write(prediction, PredictionJson::write);
  }

  @Override
  public void ack(Ack ack) {
    ackLines.write(ack, AckJson::write);
  }

  @Override
  public void quality(QualityRecord record) {
    metricLines.write(record, QualityJson::write);
  }

  @Override
  public void exported(ExportedState state) {
    stateLines.write(state);
  }

  @Override
  public void warning(String model, String warning) {
    complaints.warning(model, warning);
  }

  @Override
  public void rejected(Rejected rejected) {
    throw new IllegalStateException("a replay returns its rejections with the line");
  }

  /** Writes what is left when the last line was taken. */
  void end(Replay replay) {
    stateLines.writeAll(replay);
  }
}
