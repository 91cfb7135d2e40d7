package io.rivulet.operator;

import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side outputs that operators emit besides their main stream. */
public final class SideOutputs {

  /** Records that decode or learn refused. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejected.class));

  /** Predictions of learn. */
  public static final OutputTag<Prediction> PREDICTIONS =
      new OutputTag<>("predictions", TypeInformation.of(Prediction.class));

  private SideOutputs() {}
}
