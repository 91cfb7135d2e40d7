package io.rivulet.operator;

import io.rivulet.record.Limits;
import io.rivulet.state.StateFormatException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The one serializer of stored state: a length and a frame, which carries its own version and is
 * read where it is used. It does not depend on any learner. Frames are never changed, so copies are
 * the same object.
 */
public final class StoredModelSerializer extends TypeSerializer<byte[]> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  /** A model, the commands that wait in it, and what else is known of it. */
  private static final int MOST_BYTES = 2 * Limits.HARD_MODEL_BYTES + (1 << 20);

  @Override
  public void serialize(byte[] frame, DataOutputView target) throws IOException {
    target.writeInt(frame.length);
    target.write(frame);
  }

  @Override
  public byte[] deserialize(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new StateFormatException(
          "stored model announces " + length + " bytes, at most " + MOST_BYTES + " are kept");
    }
    byte[] frame = new byte[length];
    source.readFully(frame);
    return frame;
  }

  @Override
  public byte[] deserialize(byte[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public byte[] copy(byte[] from) {
    return from;
  }

  @Override
  public byte[] copy(byte[] from, byte[] reuse) {
    return from;
  }

  @Override
  public byte[] createInstance() {
    return NOTHING;
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
  public TypeSerializer<byte[]> duplicate() {
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
  public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
    return new StoredModelSerializerSnapshot();
  }
}
