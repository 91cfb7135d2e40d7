package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.lang.reflect.Array;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Flink's own contract for the serializers of records between operators. */
class RecordSerializersTest {

  @Nested
  class OfOrigins extends Contract<Origin> {
    OfOrigins() {
      super(RecordTypes.ORIGIN);
    }
  }

  @Nested
  class OfSamples extends Contract<Sample> {
    OfSamples() {
      super(RecordTypes.SAMPLE);
    }
  }

  @Nested
  class OfWeights extends Contract<WeightRecord> {
    OfWeights() {
      super(RecordTypes.WEIGHTS);
    }
  }

  @Nested
  class OfPredictions extends Contract<Prediction> {
    OfPredictions() {
      super(RecordTypes.PREDICTION);
    }
  }

  @Test
  void type_ofEachRecord_isItsOwnAndImmutable() {
    assertThat(RecordTypes.SAMPLE)
        .isNotEqualTo(RecordTypes.WEIGHTS)
        .isNotEqualTo(TypeInformation.of(Sample.class))
        .hasToString("Sample");
    assertThat(RecordTypes.SAMPLE.createSerializer(new SerializerConfigImpl()).isImmutableType())
        .isTrue();
  }

  /** The records are those of {@link RecordTypesTest}. */
  abstract static class Contract<T> extends SerializerTestBase<T> {

    private final TypeInformation<T> type;

    Contract(TypeInformation<T> type) {
      super(
          new DeeplyEqualsChecker()
              .withCustomCheck(
                  (a, b) -> type.getTypeClass().isInstance(a) && type.getTypeClass().isInstance(b),
                  (a, b, checker) -> same(a, b)));
      this.type = type;
    }

    private static boolean same(Object a, Object b) {
      assertThat(a).usingRecursiveComparison().isEqualTo(b);
      return true;
    }

    @Override
    protected TypeSerializer<T> createSerializer() {
      return type.createSerializer(new SerializerConfigImpl());
    }

    @Override
    protected int getLength() {
      return -1;
    }

    @Override
    protected Class<T> getTypeClass() {
      return type.getTypeClass();
    }

    @Override
    @SuppressWarnings("unchecked") // an array of the type
    protected T[] getTestData() {
      return RecordTypesTest.records()
          .filter(type.getTypeClass()::isInstance)
          .toArray(length -> (T[]) Array.newInstance(type.getTypeClass(), length));
    }
  }
}
