package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.quality.QualityState;
import io.rivulet.record.Limits;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StateFormats;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.piece.PiecedState;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What savepoints say about the bytes in them, and what is refused. */
class StoredModelSerializerSnapshotTest {

  /**
   * A count, then for each format the length of its name in two bytes, the name, its version: as a
   * build wrote it that had four formats.
   */
  static final String V1 =
      "00000004"
          + ("0005" + "6d6f64656c" + "00000001")
          + ("0005" + "6f72666974" + "00000001")
          + ("0003" + "726c73" + "00000001")
          + ("0007" + "77656967687473" + "00000001");

  /** Its name stands in every savepoint. */
  private static final String NAME = "io.rivulet.operator.StoredModelSerializerSnapshot";

  @Test
  void write_thisBuild_namesEveryFormatInAlphabeticalOrder() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    new StoredModelSerializer().snapshotConfiguration().writeSnapshot(out);

    List<StateFormat<?>> formats = new ArrayList<>(StateFormats.ALL);
    formats.add(QualityState.FORMAT);
    formats.add(PiecedState.FORMAT);
    StringBuilder expected = new StringBuilder(String.format("%08x", formats.size()));
    formats.stream()
        .sorted(Comparator.comparing(StateFormat::name))
        .forEach(format -> expected.append(entry(format.name(), format.version())));
    assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(expected.toString());
  }

  private static String entry(String name, int version) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return String.format("%04x%s%08x", ascii.length, HexFormat.of().formatHex(ascii), version);
  }

  @Test
  void write_byFlink_namesItsClassAndVersion() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(
        out, new StoredModelSerializer().snapshotConfiguration());

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(in.readUTF()).isEqualTo(NAME);
    assertThat(in.readInt()).isEqualTo(1);
  }

  @Test
  void read_bytesOfVersion1_isCompatibleAsIs() throws Exception {
    var old = read(1, HexFormat.of().parseHex(V1));

    assertThat(resolve(old).isCompatibleAsIs()).isTrue();
    assertThat(old.restoreSerializer()).isEqualTo(new StoredModelSerializer());
  }

  @Test
  void resolve_olderFormatVersion_isCompatibleAsIs() throws Exception {
    assertThat(resolve(written("model", 0)).isCompatibleAsIs()).isTrue();
  }

  @Test
  void resolve_newerFormatVersion_isIncompatible() throws Exception {
    int newer = StoredModel.FORMAT.version() + 1;

    assertThat(resolve(written("model", newer)).isIncompatible()).isTrue();
  }

  @Test
  void resolve_otherFormat_isIncompatible() throws Exception {
    assertThat(resolve(written("pickle", 1)).isIncompatible()).isTrue();
  }

  @Test
  void read_snapshotVersion2_isRefused() {
    assertThatThrownBy(() -> read(2, HexFormat.of().parseHex(V1)))
        .isInstanceOf(IOException.class)
        .hasMessage("serializer snapshot has version 2, this build reads 1");
  }

  @Test
  void serialize_any_isALengthAndTheFrame() throws Exception {
    StoredLife life = StoredLife.of(new StoredModel("{}", 1, 2, 3, 2, new byte[] {9}));
    DataOutputSerializer out = new DataOutputSerializer(64);
    byte[] written = StateFrame.write(StoredLife.FORMAT, life);
    new StoredModelSerializer().serialize(written, out);

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    assertThat(frame).isEqualTo(written);
    assertThat(in.available()).isZero();
  }

  @Test
  void deserialize_impossibleLength_isRefusedBeforeAllocation() throws Exception {
    for (int length : new int[] {-1, 2 * Limits.HARD_MODEL_BYTES + (1 << 20) + 1}) {
      DataOutputSerializer out = new DataOutputSerializer(4);
      out.writeInt(length);

      assertThatThrownBy(() -> new StoredModelSerializer().deserialize(input(out)))
          .isInstanceOf(StateFormatException.class)
          .hasMessageContaining("announces " + length + " bytes");
    }
  }

  @Test
  void deserialize_bytesMissing_fails() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(100);
    out.write(new byte[99]);

    assertThatThrownBy(() -> new StoredModelSerializer().deserialize(input(out)))
        .isInstanceOf(EOFException.class);
  }

  private static StoredModelSerializerSnapshot read(int version, byte[] bytes) throws IOException {
    StoredModelSerializerSnapshot snapshot = new StoredModelSerializerSnapshot();
    snapshot.readSnapshot(
        version,
        new DataInputDeserializer(bytes),
        StoredModelSerializerSnapshotTest.class.getClassLoader());
    return snapshot;
  }

  private static StoredModelSerializerSnapshot written(String format, int version)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeInt(1);
    out.writeUTF(format);
    out.writeInt(version);
    return read(1, out.getCopyOfBuffer());
  }

  private static TypeSerializerSchemaCompatibility<byte[]> resolve(
      TypeSerializerSnapshot<byte[]> old) {
    return new StoredModelSerializer().snapshotConfiguration().resolveSchemaCompatibility(old);
  }

  private static DataInputDeserializer input(DataOutputSerializer out) throws IOException {
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
