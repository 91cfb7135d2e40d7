package io.rivulet.operator;

import io.rivulet.record.Limits;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The one serializer of this project: a length and the framed bytes of a {@link StoredModel}, which
 * carry their own version. It does not depend on any learner. Stored models are immutable, so
 * copies are the same object.
 */
public final class StoredModelSerializer extends TypeSerializer<StoredModel> {

  private static final long serialVersionUID = 1L;

  @Override
  public void serialize(StoredModel model, DataOutputView target) throws IOException {
    byte[] bytes = StateFrame.write(StoredModel.FORMAT, model);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public StoredModel deserialize(DataInputView source) throws IOException {
    return StateFrame.read(StoredModel.FORMAT, readBytes(source));
  }

  @Override
  public StoredModel deserialize(StoredModel reuse, DataInputView source) throws IOException {
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
    if (length < 0 || length > Limits.HARD_MODEL_BYTES + StateFrame.OVERHEAD) {
      throw new StateFormatException(
          "stored model announces "
              + length
              + " bytes, at most "
              + Limits.HARD_MODEL_BYTES
              + " are kept");
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public StoredModel copy(StoredModel from) {
    return from;
  }

  @Override
  public StoredModel copy(StoredModel from, StoredModel reuse) {
    return from;
  }

  @Override
  public StoredModel createInstance() {
    return new StoredModel("", 0, 0, 0, WeightRecord.NONE, new byte[0]);
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
  public TypeSerializer<StoredModel> duplicate() {
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
  public TypeSerializerSnapshot<StoredModel> snapshotConfiguration() {
    return new StoredModelSerializerSnapshot();
  }
}
