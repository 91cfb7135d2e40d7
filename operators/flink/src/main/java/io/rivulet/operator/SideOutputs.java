package io.rivulet.operator;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.operator.type.RecordTypes;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side outputs that operators emit besides their main stream. */
public final class SideOutputs {

  /** Records that a decoder or learn refused. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejected.class));

  /** Predictions of learn. */
  public static final OutputTag<Prediction> PREDICTIONS =
      new OutputTag<>("predictions", RecordTypes.PREDICTION);

  /** Answers of learn to commands. */
  public static final OutputTag<Ack> ACKS = new OutputTag<>("acks", TypeInformation.of(Ack.class));

  /** States that learn exports, and tombstones of deleted models. */
  public static final OutputTag<ExportedState> STATES =
      new OutputTag<>("states", TypeInformation.of(ExportedState.class));

  /** Figures of the quality of models. */
  public static final OutputTag<QualityRecord> QUALITY =
      new OutputTag<>("quality", TypeInformation.of(QualityRecord.class));

  private SideOutputs() {}
}
