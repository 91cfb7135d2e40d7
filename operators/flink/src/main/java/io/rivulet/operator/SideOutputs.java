package io.rivulet.operator;

import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What operators emit beside their main stream. */
public final class SideOutputs {

  /** Records that were refused, by decode and by learn. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejected.class));

  /** Predictions, by learn. */
  public static final OutputTag<Prediction> PREDICTIONS =
      new OutputTag<>("predictions", TypeInformation.of(Prediction.class));

  private SideOutputs() {}
}
