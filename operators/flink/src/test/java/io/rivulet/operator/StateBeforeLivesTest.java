package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.AckStatus;
import io.rivulet.learner.Specs;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The state of a build that knew no lives: an operator of one input, whose values are bare models
 * of version 1 and whose serializer snapshot names the formats of then.
 */
class StateBeforeLivesTest {

  private static final Map<String, ?> LINE = Map.of("learner", "rls", "dimension", 1);
  private static final LearnSettings SETTINGS = LearnOperatorTest.settings(1 << 20, LINE);

  @ParameterizedTest
  @EnumSource
  void restore_bareModels_goOnWithEveryBitAndTakeCommands(Backend backend) throws Exception {
    PlainLives plain = plain();
    OperatorSubtaskState second;
    try (LearnHarness harness = new LearnHarness(SETTINGS, backend, before(backend))) {
      RecordLog expected = new RecordLog();
      for (int i = 0; i < 6; i++) {
        Sample sample = Samples.learn("m" + i, 3, 1 + i);
        harness.process(sample);
        expected.addAll(plain.accept(sample));
      }
      for (String type : List.of("freeze", "export", "delete")) {
        var command = Commands.of("m1", type, type);
        harness.command(command);
        expected.addAll(plain.accept(command));
      }

      assertThat(harness.log.lines()).isEqualTo(expected.lines());
      assertThat(harness.log.acks)
          .extracting(ack -> ack.status())
          .containsOnly(AckStatus.COMPLETED)
          .hasSize(3);
      second = harness.snapshot();
      assertThat(harness.lives()).isEqualTo(plain.lives()).hasSize(6);
    }

    try (LearnHarness harness = new LearnHarness(SETTINGS, backend, second)) {
      assertThat(harness.lives()).isEqualTo(plain.lives());
    }
  }

  @ParameterizedTest
  @EnumSource
  void restore_bareModelsOnThreeSubtasks_keepsThemAsTheyAreUntilTheyAreUsed(Backend backend)
      throws Exception {
    OperatorSubtaskState before = before(backend);
    int models = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              before, LearnHarness.MAX_PARALLELISM, 1, 3, subtask);
      try (LearnHarness harness = new LearnHarness(SETTINGS, backend, 3, subtask, part)) {
        harness.snapshot();
        models += harness.stored().size();
        assertThat(plainModels().stored()).containsAllEntriesOf(harness.stored());
      }
    }
    assertThat(models).isEqualTo(6);
  }

  /** Lives of version 1 have their spec in themselves, until they are next written. */
  @ParameterizedTest
  @EnumSource
  void restore_livesOfVersion1_areReadAndWrittenAnewWhenTheyChange(Backend backend)
      throws Exception {
    PlainLives plain = plain();
    try (LearnHarness harness =
        new LearnHarness(SETTINGS, backend, before(backend, StateBeforeLivesTest::life1))) {
      assertThat(harness.lives()).isEqualTo(plain.lives()).hasSize(6);
      Map<String, byte[]> old = harness.frames();
      Sample sample = Samples.learn("m1", 3, 1);
      harness.process(sample);
      plain.accept(sample);
      harness.snapshot();

      assertThat(harness.lives()).isEqualTo(plain.lives());
      Map<String, byte[]> now = harness.frames();
      assertThat(now.get("m0")).isEqualTo(old.get("m0"));
      assertThat(now.get("m1")).hasSizeLessThan(old.get("m1").length - 90);
      assertThat(harness.specs()).hasSize(1);
    }
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      samples.add(Samples.learn("m" + i % 6, i, 1 + i % 7));
    }
    return samples;
  }

  private static PlainModels plainModels() {
    PlainModels plain = new PlainModels(SETTINGS);
    samples().forEach(plain::accept);
    return plain;
  }

  /** Lives whose models have learned, and whose time is not known: it was not stored then. */
  private static PlainLives plain() throws Exception {
    PlainLives plain = new PlainLives(SETTINGS);
    Specs specs = new Specs(SETTINGS.patterns(), SETTINGS.limits());
    for (Map.Entry<String, String> model : plainModels().stored().entrySet()) {
      byte[] frame = HexFormat.of().parseHex(model.getValue());
      plain.put(model.getKey(), StateFrame.read(StoredModel.FORMAT, frame), specs);
    }
    return plain;
  }

  /** What the operator of then left behind. */
  private static OperatorSubtaskState before(Backend backend) throws Exception {
    return before(backend, StateBeforeLivesTest::version1);
  }

  @SuppressWarnings("try") // as Flink declares close()
  private static OperatorSubtaskState before(Backend backend, Function<StoredModel, byte[]> then)
      throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Old, String>(
            new KeyedProcessOperator<>(new Keeps()),
            Old::id,
            Types.STRING,
            LearnHarness.MAX_PARALLELISM,
            1,
            0)) {
      harness.setStateBackend(backend.create());
      harness.open();
      for (Map.Entry<String, String> model : plainModels().stored().entrySet()) {
        byte[] frame = HexFormat.of().parseHex(model.getValue());
        harness.processElement(
            new Old(model.getKey(), then.apply(StateFrame.read(StoredModel.FORMAT, frame))), 0);
      }
      return harness.snapshot(1, 1);
    }
  }

  private record Old(String id, byte[] frame) {}

  /** The layout of then: no quality between the spec and the learned state. */
  private static byte[] version1(StoredModel model) {
    byte[] spec = model.spec().getBytes(StandardCharsets.UTF_8);
    int length = 36 + spec.length + model.state().length;
    byte[] bytes = new byte[16 + length];
    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0x544c5652).putShort((short) 1).put((byte) 1).put((byte) 0).putInt(length);
    frame.putLong(model.incarnation()).putLong(model.version()).putLong(model.samples());
    frame.putLong(model.previous()).putInt(spec.length).put(spec).put(model.state());
    return sealed(bytes);
  }

  /** The first layout of a life: live, of unknown time, never commanded. */
  private static byte[] life1(StoredModel model) {
    byte[] framed = StateFrame.write(StoredModel.FORMAT, model);
    int length = 2 + 3 * Long.BYTES + 2 * Integer.BYTES + framed.length;
    byte[] bytes = new byte[16 + length];
    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0x544c5652).putShort((short) 14).put((byte) 1).put((byte) 0).putInt(length);
    frame.put((byte) 1).put((byte) 0).putLong(model.incarnation());
    frame.putLong(Sample.NO_TIME).putLong(Sample.NO_TIME).putInt(0).putInt(0).put(framed);
    return sealed(bytes);
  }

  private static byte[] sealed(byte[] frame) {
    int at = frame.length - Integer.BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(frame, 0, at);
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) checksum.getValue());
    return frame;
  }

  private static final class Keeps extends KeyedProcessFunction<String, Old, String> {

    private static final long serialVersionUID = 1L;
    private transient ValueState<byte[]> models;

    @Override
    public void open(OpenContext context) {
      models =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>(KeyedBacking.MODELS, new OldSerializer()));
    }

    @Override
    public void processElement(Old old, Context context, Collector<String> out) throws Exception {
      models.update(old.frame());
    }
  }

  /** A length and a frame, under a snapshot of the class of today with the versions of then. */
  private static final class OldSerializer extends TypeSerializerSingleton<byte[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(byte[] frame, DataOutputView target) throws IOException {
      target.writeInt(frame.length);
      target.write(frame);
    }

    @Override
    public byte[] deserialize(DataInputView source) throws IOException {
      byte[] frame = new byte[source.readInt()];
      source.readFully(frame);
      return frame;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // stands where the class of then stood
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
      StoredModelSerializerSnapshot then = new StoredModelSerializerSnapshot();
      byte[] versions = HexFormat.of().parseHex(StoredModelSerializerSnapshotTest.V1);
      try {
        then.readSnapshot(1, new DataInputDeserializer(versions), getClass().getClassLoader());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return (TypeSerializerSnapshot) then;
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
      return new byte[0];
    }

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public int getLength() {
      return -1;
    }
  }
}
