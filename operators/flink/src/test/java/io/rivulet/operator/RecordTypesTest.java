package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Form;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Part;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Recall;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.Spectrum;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records between operators cross the network whole, without Kryo. */
class RecordTypesTest {

  private static final Origin FULL_ORIGIN = Samples.origin("pump-7", 17);
  private static final Origin BARE_ORIGIN = new Origin("samples", 0, 0, -1, null, null);

  static Stream<Object> records() {
    return Stream.of(
        FULL_ORIGIN,
        BARE_ORIGIN,
        new Origin("", Integer.MAX_VALUE, Long.MAX_VALUE, 0, new byte[0], new byte[0]),
        new Origin("samples", 1, 2, 3, null, new byte[0], "2", 41),
        Samples.learn("pump-7", 2.5, 0.5, -0.0, Double.MIN_VALUE),
        Samples.predict("pump-7"),
        sparse(),
        named(),
        textual(),
        faulty(),
        new WeightRecord("m", "rls", 1, 2, 3, 1, 1, 2, new double[] {1, -0.0}, "s", 5, "9f2c"),
        new WeightRecord(
            "m", "rls", 1, 0, 0, WeightRecord.NONE, 1, 1, new double[1], null, Sample.NO_TIME, "9"),
        namedWeights(
            new Axes(new String[] {"a", "b"}, true, new String[] {"x"}, "[\"x\"]"), Details.NONE),
        namedWeights(Axes.UNNAMED, Details.of(new HiddenLayer(2, 1, new double[] {0.5, -1}))),
        namedWeights(
            Axes.UNNAMED,
            Details.of(new Spectrum(new double[] {2, 0}, new double[] {1, 0}, 1, 3.5))),
        namedWeights(Axes.UNNAMED, Details.of(new FoundNoise(0.5, new double[] {1, 2}, 0.25))),
        namedWeights(Axes.UNNAMED, Details.of(new FoundNoise(0, null, -0.0))),
        namedWeights(
            Axes.UNNAMED,
            Details.of(new Spectrum(new double[] {2}, new double[] {1}, 1, 3.5))
                .with(new Recall(1, 2, 0.5))),
        namedWeights(Axes.UNNAMED, Details.NONE).withPart(new double[2], new Part(2, 3, -7)),
        WeightRecord.tombstone("m", 2).withPart(null, new Part(3, 3, 0)),
        new Prediction("m", "s", 5, Op.LEARN, new double[] {1}, new double[] {2}, 1, 2),
        new Prediction("m", null, Sample.NO_TIME, Op.PREDICT, new double[0], null, 1, 0),
        WeightRecord.tombstone("pump-7", 2),
        new Command("m", "c-1", CommandType.RESET, "{}", new byte[3], "n", 7, "no", FULL_ORIGIN),
        new Command(
            "m", "c", CommandType.FREEZE, null, null, null, Command.AT_ONCE, null, BARE_ORIGIN),
        new Ack("c-1", "m", CommandType.MERGE, AckStatus.FAILED, "CONTROL", "why", 3, 42),
        new Ack("c-1", "m", CommandType.EXPORT, AckStatus.COMPLETED, null, null, 1, 0),
        new ExportedState("m", "{}", new byte[] {1, -1}, 3, 42, 40, 41),
        ExportedState.tombstone("m"),
        new QualityRecord("m", 9, 2, 1, 2, -0.0, 4, 5, 6, 7, true, 1, 9, 5),
        unmeasured(),
        new Rejected(Reason.NON_FINITE, Stage.VALIDATE, "why", FULL_ORIGIN),
        new Rejected(Reason.NULL_KEY, Stage.DECODE, "why", BARE_ORIGIN));
  }

  /** Figures of which none applies. */
  private static QualityRecord unmeasured() {
    double none = Double.NaN;
    return new QualityRecord(
        "m", 1, 1, none, none, none, none, none, none, none, false, 1, 1, Sample.NO_TIME);
  }

  private static WeightRecord namedWeights(Axes axes, Details details) {
    return new WeightRecord(
        "m", "laplace", 1, 1, 1, 0, 2, 2, new double[4], null, 5, "9f2c", axes, details);
  }

  private static Sample sparse() {
    return Sample.of("m")
        .values(1, 2)
        .indices(3, 700)
        .size(784)
        .label(3)
        .matrix(1, 0, 0, 1)
        .weight(0.5)
        .origin(BARE_ORIGIN)
        .build();
  }

  private static Sample named() {
    return Sample.of("m")
        .id("s")
        .op(Op.UNLEARN)
        .x(1, 2)
        .names("temp", "")
        .y(1)
        .ts(0)
        .origin(FULL_ORIGIN)
        .build();
  }

  /** Two named rows: a number and two kinds of texts; a boolean and nothing. */
  private static Sample textual() {
    return Sample.of("m")
        .id("s")
        .op(Op.LEARN)
        .values(21.5, Sample.TEXT, Sample.TEXT, Sample.TEXT, 1)
        .size(4)
        .names("temp", "site", "url", "tags", "open")
        .texts(
            null,
            new String[] {"north"},
            new String[] {"a", ""},
            new String[0],
            new String[] {"true"})
        .forms(null, null, Form.LIST, Form.LIST, null)
        .rowEnds(4, 5)
        .rows(2)
        .labelName("leaking")
        .ts(0)
        .origin(FULL_ORIGIN)
        .build();
  }

  private static Sample faulty() {
    return Sample.of("m").fault(Reason.DIMENSION, "index out of range").origin(BARE_ORIGIN).build();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Origin.class,
        Sample.class,
        WeightRecord.class,
        Prediction.class,
        Rejected.class,
        Command.class,
        Ack.class,
        ExportedState.class,
        QualityRecord.class
      })
  void type_ofEveryRecord_isAPojoWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @ParameterizedTest
  @MethodSource("records")
  void serialize_record_survivesWithItsNulls(Object sent) throws Exception {
    TypeSerializer<Object> serializer = serializer(sent);
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(sent, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Object received = serializer.deserialize(in);

    assertEqual(received, sent);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("records")
  void copy_record_equalsIt(Object record) {
    assertEqual(serializer(record).copy(record), record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void deserialize_intoAFullRecord_keepsNothingOfIt(Object sent) throws Exception {
    TypeSerializer<Object> serializer = serializer(sent);
    Object used = records().filter(sent.getClass()::isInstance).findFirst().orElseThrow();
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(sent, out);
    Object received =
        serializer.deserialize(used, new DataInputDeserializer(out.getCopyOfBuffer()));

    assertEqual(received, sent);
  }

  /** Every part is the same; a number to the bit, and so is one that is none. */
  private static void assertEqual(Object received, Object sent) {
    assertThat(received)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(sent);
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializer(Object record) {
    return (TypeSerializer<Object>)
        TypeInformation.of(record.getClass()).createSerializer(new SerializerConfigImpl());
  }
}
