package io.rivulet.operator;

import io.rivulet.state.StoredModel;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;

/** Flink's own contract for serializers. */
class StoredModelSerializerTest extends SerializerTestBase<StoredModel> {

  StoredModelSerializerTest() {
    super(
        new DeeplyEqualsChecker()
            .withCustomCheck(
                (a, b) -> a instanceof StoredModel && b instanceof StoredModel,
                (a, b, checker) ->
                    PlainModels.hex((StoredModel) a).equals(PlainModels.hex((StoredModel) b))));
  }

  @Override
  protected TypeSerializer<StoredModel> createSerializer() {
    return new StoredModelSerializer();
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  protected Class<StoredModel> getTypeClass() {
    return StoredModel.class;
  }

  @Override
  protected StoredModel[] getTestData() {
    return new StoredModel[] {
      new StoredModel("{}", 1, 0, 0, -1, new byte[0]),
      new StoredModel("{\"learner\":\"rls\"}", 2, 42, 40, 41, new byte[] {1, -2, 3}),
      new StoredModel("{\"läärner\":1}", Long.MAX_VALUE, 7, -3, 7, new byte[100_000])
    };
  }
}
