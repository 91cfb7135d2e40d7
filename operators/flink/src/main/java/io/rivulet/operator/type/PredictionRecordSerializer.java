package io.rivulet.operator.type;

import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of {@link Prediction}. */
public final class PredictionRecordSerializer extends RecordSerializer<Prediction> {

  private static final long serialVersionUID = 1L;

  private static final Op[] OPS = Op.values();

  /** Stands for this serializer in what Flink stores. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Prediction> {

    public Snapshot() {
      super(PredictionRecordSerializer::new);
    }
  }

  @Override
  public Prediction createInstance() {
    return new Prediction("", null, Sample.NO_TIME, Op.PREDICT, null, null, 0, 0);
  }

  @Override
  public void serialize(Prediction record, DataOutputView target) throws IOException {
    Flat.write(record.model(), target);
    Flat.write(record.id(), target);
    target.writeLong(record.ts());
    Flat.write(record.op(), target);
    target.writeInt(record.rows());
    Flat.write(record.y(), target);
    Flat.write(record.error(), target);
    Flat.write(record.variance(), target);
    Flat.write(record.leverage(), target);
    Flat.write(record.looResidual(), target);
    Flat.write(record.classes(), target);
    target.writeLong(record.incarnation());
    target.writeLong(record.version());
    target.writeLong(record.answered());
    target.writeBoolean(record.frozen());
  }

  @Override
  public Prediction deserialize(DataInputView source) throws IOException {
    return new Prediction(
        Flat.text(source),
        Flat.text(source),
        source.readLong(),
        Flat.constant(OPS, source),
        source.readInt(),
        Flat.doubles(source),
        Flat.doubles(source),
        Flat.doubles(source),
        Flat.doubles(source),
        Flat.doubles(source),
        Flat.texts(source),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        source.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Prediction> snapshotConfiguration() {
    return new Snapshot();
  }
}
