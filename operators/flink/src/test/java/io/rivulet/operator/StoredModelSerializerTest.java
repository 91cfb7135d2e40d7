package io.rivulet.operator;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife;
import io.rivulet.state.life.StoredLife.Phase;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract for serializers. */
class StoredModelSerializerTest extends SerializerTestBase<byte[]> {

  private static byte[] frame(StoredLife life) {
    return StateFrame.write(StoredLife.FORMAT, life);
  }

  @Override
  protected TypeSerializer<byte[]> createSerializer() {
    return new StoredModelSerializer();
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  protected Class<byte[]> getTypeClass() {
    return byte[].class;
  }

  @Override
  protected byte[][] getTestData() {
    return new byte[][] {
      frame(StoredLife.of(new StoredModel("{}", 1, 0, 0, -1, new byte[0]))),
      frame(
          new StoredLife(
              Phase.DELETED,
              3,
              1_790_000_000_000L,
              Sample.NO_TIME,
              false,
              List.of("c-1", "c-2"),
              List.of(),
              null)),
      frame(
          new StoredLife(
              Phase.FROZEN,
              3,
              Sample.NO_TIME,
              1_790_000_000_000L,
              true,
              List.of("c-1"),
              List.of(Samples.origin("m", 7), new Origin("control", 0, 0, -1, null, new byte[0])),
              new StoredModel("{}", 3, 4, 4, 4, new byte[] {1}, new byte[] {2}))),
      frame(
          StoredLife.of(
              new StoredModel("{\"läärner\":1}", Long.MAX_VALUE, 7, -3, 7, new byte[100_000])))
    };
  }
}
