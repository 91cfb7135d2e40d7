package io.rivulet.operator;

import io.rivulet.state.StoredModel;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stands in every savepoint and names the version of the stored bytes: older bytes stay readable
 * where they lie, newer ones are refused whole. Its class name is for ever.
 */
public final class StoredModelSerializerSnapshot implements TypeSerializerSnapshot<StoredModel> {

  private String format = StoredModel.FORMAT.name();
  private int version = StoredModel.FORMAT.version();

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(format);
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (readVersion != 1) {
      throw new IOException(
          "serializer snapshot has version " + readVersion + ", this build reads 1");
    }
    format = in.readUTF();
    version = in.readInt();
  }

  @Override
  public TypeSerializer<StoredModel> restoreSerializer() {
    return new StoredModelSerializer();
  }

  @Override
  public TypeSerializerSchemaCompatibility<StoredModel> resolveSchemaCompatibility(
      TypeSerializerSnapshot<StoredModel> old) {
    return old instanceof StoredModelSerializerSnapshot written
            && written.format.equals(format)
            && written.version <= version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
