package io.rivulet.operator.type;

import io.rivulet.record.Origin;
import io.rivulet.record.SampleHeaders;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of {@link Origin}. */
public final class OriginSerializer extends RecordSerializer<Origin> {

  private static final long serialVersionUID = 1L;

  /** Stands for this serializer in what Flink stores. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Origin> {

    public Snapshot() {
      super(OriginSerializer::new);
    }
  }

  @Override
  public Origin createInstance() {
    return new Origin("", 0, 0, 0, null, null);
  }

  @Override
  public void serialize(Origin record, DataOutputView target) throws IOException {
    Flat.write(record.topic(), target);
    target.writeInt(record.partition());
    target.writeLong(record.offset());
    target.writeLong(record.timestamp());
    Flat.write(record.key(), target);
    Flat.write(record.value(), target);
    Flat.write(record.schema(), target);
    target.writeInt(record.replayed());
    write(record.headers(), target);
  }

  private static void write(SampleHeaders headers, DataOutputView target) throws IOException {
    target.writeBoolean(headers != null);
    if (headers != null) {
      Flat.write(headers.id(), target);
      Flat.write(headers.op(), target);
      Flat.write(headers.ts(), target);
      Flat.write(headers.weight(), target);
    }
  }

  @Override
  public Origin deserialize(DataInputView source) throws IOException {
    return new Origin(
        Flat.text(source),
        source.readInt(),
        source.readLong(),
        source.readLong(),
        Flat.bytes(source),
        Flat.bytes(source),
        Flat.text(source),
        source.readInt(),
        headers(source));
  }

  private static SampleHeaders headers(DataInputView source) throws IOException {
    return source.readBoolean()
        ? new SampleHeaders(
            Flat.bytes(source), Flat.bytes(source), Flat.bytes(source), Flat.bytes(source))
        : null;
  }

  @Override
  public TypeSerializerSnapshot<Origin> snapshotConfiguration() {
    return new Snapshot();
  }
}
