package io.rivulet.operator;

import io.rivulet.quality.QualityState;
import io.rivulet.state.StateFormat;
import io.rivulet.state.life.StateFormats;
import io.rivulet.state.piece.PiecedState;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer snapshot in every savepoint, which names the version of each format that the bytes
 * may have. Older bytes stay readable without conversion; newer or unknown ones are refused as a
 * whole. The class name must never change.
 */
public final class StoredModelSerializerSnapshot implements TypeSerializerSnapshot<byte[]> {

  private final Map<String, Integer> versions = new TreeMap<>();

  /** The versions that this build writes. */
  public StoredModelSerializerSnapshot() {
    StateFormats.ALL.forEach(this::add);
    add(QualityState.FORMAT);
    add(PiecedState.FORMAT);
  }

  private void add(StateFormat<?> format) {
    versions.put(format.name(), (int) format.version());
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(versions.size());
    for (Map.Entry<String, Integer> format : versions.entrySet()) {
      out.writeUTF(format.getKey());
      out.writeInt(format.getValue());
    }
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (readVersion != 1) {
      throw new IOException(
          "serializer snapshot has version " + readVersion + ", this build reads 1");
    }
    versions.clear();
    for (int left = in.readInt(); left > 0; left--) {
      versions.put(in.readUTF(), in.readInt());
    }
  }

  @Override
  public TypeSerializer<byte[]> restoreSerializer() {
    return new StoredModelSerializer();
  }

  @Override
  public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(
      TypeSerializerSnapshot<byte[]> old) {
    return old instanceof StoredModelSerializerSnapshot written
            && written.versions.entrySet().stream().allMatch(this::reads)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private boolean reads(Map.Entry<String, Integer> written) {
    return written.getValue() <= versions.getOrDefault(written.getKey(), 0);
  }
}
