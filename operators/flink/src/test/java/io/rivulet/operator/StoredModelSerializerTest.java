package io.rivulet.operator;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredLife;
import io.rivulet.state.StoredLife.Phase;
import io.rivulet.state.StoredModel;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;

/** Flink's own contract for serializers. */
class StoredModelSerializerTest extends SerializerTestBase<StoredLife> {

  StoredModelSerializerTest() {
    super(
        new DeeplyEqualsChecker()
            .withCustomCheck(
                (a, b) -> a instanceof StoredLife && b instanceof StoredLife,
                (a, b, checker) -> Arrays.equals(frame(a), frame(b))));
  }

  private static byte[] frame(Object life) {
    return StateFrame.write(StoredLife.FORMAT, (StoredLife) life);
  }

  @Override
  protected TypeSerializer<StoredLife> createSerializer() {
    return new StoredModelSerializer();
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  protected Class<StoredLife> getTypeClass() {
    return StoredLife.class;
  }

  @Override
  protected StoredLife[] getTestData() {
    return new StoredLife[] {
      StoredLife.of(new StoredModel("{}", 1, 0, 0, -1, new byte[0])),
      new StoredLife(
          Phase.DELETED,
          3,
          1_790_000_000_000L,
          Sample.NO_TIME,
          false,
          List.of("c-1", "c-2"),
          List.of(),
          null),
      new StoredLife(
          Phase.FROZEN,
          3,
          Sample.NO_TIME,
          1_790_000_000_000L,
          true,
          List.of("c-1"),
          List.of(Samples.origin("m", 7), new Origin("control", 0, 0, -1, null, new byte[0])),
          new StoredModel("{}", 3, 4, 4, 4, new byte[] {1}, new byte[] {2})),
      StoredLife.of(new StoredModel("{\"learner\":\"rls\"}", 2, 42, 40, 41, new byte[] {1, -2, 3})),
      StoredLife.of(new StoredModel("{\"läärner\":1}", Long.MAX_VALUE, 7, -3, 7, new byte[100_000]))
    };
  }
}
