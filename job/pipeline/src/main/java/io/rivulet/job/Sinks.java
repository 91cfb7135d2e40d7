package io.rivulet.job;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import org.apache.flink.api.connector.sink2.Sink;

/** The sinks of the topology. */
record Sinks(
    Sink<WeightRecord> weights,
    Sink<Prediction> predictions,
    Sink<Rejected> rejected,
    Sink<Ack> acks,
    Sink<ExportedState> states,
    Sink<QualityRecord> metrics) {}
