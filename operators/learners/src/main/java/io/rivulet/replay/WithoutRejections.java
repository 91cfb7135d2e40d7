package io.rivulet.replay;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.life.LifeOutputs;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;
import java.util.List;

/** LifeOutputs whose rejections are put aside. */
record WithoutRejections(LifeOutputs out, List<Rejected> aside) implements LifeOutputs {

  @Override
  public void prediction(Prediction prediction) {
    out.prediction(prediction);
  }

  @Override
  public void weights(WeightRecord record) {
    out.weights(record);
  }

  @Override
  public void quality(QualityRecord record) {
    out.quality(record);
  }

  @Override
  public void warning(String model, String warning) {
    out.warning(model, warning);
  }

  @Override
  public void ack(Ack ack) {
    out.ack(ack);
  }

  @Override
  public void exported(ExportedState state) {
    out.exported(state);
  }

  @Override
  public void rejected(Rejected rejected) {
    aside.add(rejected);
  }
}
