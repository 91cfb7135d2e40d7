package io.rivulet.operator;

import io.rivulet.record.Limits;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredLife;
import io.rivulet.state.StoredLife.Phase;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The one serializer of stored state: a length and the framed bytes of a {@link StoredLife}, which
 * carry their own version. It does not depend on any learner. Stored models are immutable, so
 * copies are the same object.
 */
public final class StoredModelSerializer extends TypeSerializer<StoredLife> {

  private static final long serialVersionUID = 1L;

  /** A model, the commands that wait in it, and what else is known of it. */
  private static final int MOST_BYTES = 2 * Limits.HARD_MODEL_BYTES + (1 << 20);

  @Override
  public void serialize(StoredLife life, DataOutputView target) throws IOException {
    byte[] bytes = StateFrame.write(StoredLife.FORMAT, life);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public StoredLife deserialize(DataInputView source) throws IOException {
    return StoredLife.read(readBytes(source));
  }

  @Override
  public StoredLife deserialize(StoredLife reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] bytes = readBytes(source);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  private static byte[] readBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new StateFormatException(
          "stored model announces " + length + " bytes, at most " + MOST_BYTES + " are kept");
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public StoredLife copy(StoredLife from) {
    return from;
  }

  @Override
  public StoredLife copy(StoredLife from, StoredLife reuse) {
    return from;
  }

  @Override
  public StoredLife createInstance() {
    return new StoredLife(
        Phase.ABSENT, 0, Sample.NO_TIME, Sample.NO_TIME, false, List.of(), List.of(), null);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<StoredLife> duplicate() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredModelSerializer;
  }

  @Override
  public int hashCode() {
    return StoredModelSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<StoredLife> snapshotConfiguration() {
    return new StoredModelSerializerSnapshot();
  }
}
