package io.rivulet.operator;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Keeps references, as a chained operator under object reuse would see them. */
final class LoggedOutput implements Output<StreamRecord<WeightRecord>> {

  private final RecordLog log;

  LoggedOutput(RecordLog log) {
    this.log = log;
  }

  @Override
  public void collect(StreamRecord<WeightRecord> record) {
    log.weights.add(record.getValue());
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    if (tag.equals(SideOutputs.PREDICTIONS)) {
      log.predictions.add((Prediction) record.getValue());
    } else if (tag.equals(SideOutputs.REJECTED)) {
      log.rejected.add((Rejected) record.getValue());
    } else if (tag.equals(SideOutputs.ACKS)) {
      log.acks.add((Ack) record.getValue());
    } else if (tag.equals(SideOutputs.STATES)) {
      log.states.add((ExportedState) record.getValue());
    } else {
      log.quality.add((QualityRecord) record.getValue());
    }
  }

  @Override
  public void emitWatermark(Watermark mark) {}

  @Override
  public void emitWatermark(WatermarkEvent mark) {}

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}
