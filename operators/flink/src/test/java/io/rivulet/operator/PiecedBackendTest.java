package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.bytes.StateInput;
import io.rivulet.operator.piece.PiecedModels;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.WeightsState;
import io.rivulet.state.life.StoredLife;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pieces in keyed state as it is: each model has its own, also after a restore and elsewhere. */
class PiecedBackendTest {

  private static final int MOST = 300;
  private static final int PIECE = 64;
  private static final List<String> MODELS = List.of("a", "b", "c", "d", "e", "f");

  private final Random random = new Random(5);
  private final Map<String, String> written = new TreeMap<>();

  @ParameterizedTest
  @EnumSource
  void read_piecesOfManyModels_areThoseOfEachAlsoAfterRescaling(Backend backend) throws Exception {
    OperatorSubtaskState state = null;
    int before = 1;
    for (int parallelism : new int[] {1, 2, 1}) {
      OperatorSubtaskState[] parts = new OperatorSubtaskState[parallelism];
      for (int subtask = 0; subtask < parallelism; subtask++) {
        parts[subtask] = run(backend, state, before, parallelism, subtask);
      }
      state = AbstractStreamOperatorTestHarness.repackageState(parts);
      before = parallelism;
    }
    assertThat(written).containsOnlyKeys(MODELS);
  }

  /** Reads what was written before, changes it, and reads it again. */
  @SuppressWarnings("try") // as Flink declares close()
  private OperatorSubtaskState run(
      Backend backend, OperatorSubtaskState state, int before, int parallelism, int subtask)
      throws Exception {
    Keeper keeper = new Keeper();
    List<String> owned =
        MODELS.stream().filter(id -> LearnHarness.owns(id, parallelism, subtask)).toList();
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, StoredUnder, String>(
            keeper,
            StoredUnder::id,
            Types.STRING,
            LearnHarness.MAX_PARALLELISM,
            parallelism,
            subtask)) {
      harness.setStateBackend(backend.create());
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, LearnHarness.MAX_PARALLELISM, before, parallelism, subtask));
      }
      harness.open();
      requireWritten(keeper, owned);
      for (int i = 0; i < 8 * owned.size(); i++) {
        String id = owned.get(random.nextInt(owned.size()));
        StoredLife life = life(random.doubles(1 + random.nextInt(90)).toArray());
        harness.processElement(new StreamRecord<>(new StoredUnder(id, life)));
        written.put(id, hex(life));
        requireWritten(keeper, owned);
      }
      return harness.snapshot(parallelism, parallelism);
    }
  }

  private void requireWritten(Keeper keeper, List<String> owned) throws Exception {
    for (String id : owned) {
      StoredLife read = keeper.read(id);
      assertThat(read == null ? null : hex(read)).isEqualTo(written.get(id));
    }
  }

  private static StoredLife life(double[] w) {
    return life(StateFrame.write(WeightsState.FORMAT, new WeightsState(new double[][] {w})));
  }

  private static StoredLife life(byte[] state) {
    return StoredLife.of(new StoredModel("{}", 1, 42, 41, 40, state));
  }

  private static String hex(StoredLife life) {
    return HexFormat.of().formatHex(StateFrame.write(StoredLife.FORMAT, life));
  }

  private record StoredUnder(String id, StoredLife life) {}

  /** Keeps lives as the learn operator does, with another length from which on there are pieces. */
  private static final class Keeper extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<StoredUnder, String> {

    private static final long serialVersionUID = 1L;

    private transient PiecedModels pieces;
    private transient ValueState<byte[]> values;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      var store = context.getKeyedStateStore();
      pieces = new PiecedModels(store::getMapState, this, MOST, PIECE);
      values =
          store.getState(
              new ValueStateDescriptor<>(
                  "values", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(StreamRecord<StoredUnder> element) throws Exception {
      StoredLife life = element.getValue().life();
      byte[] state = life.model().state();
      byte[] stand = pieces.write(element.getValue().id(), state.length, into -> into.put(state));
      StoredLife value = stand == null ? life : life(stand);
      assertThat(value.model().state().length).isLessThanOrEqualTo(MOST);
      values.update(StateFrame.write(StoredLife.FORMAT, value));
    }

    StoredLife read(String id) throws Exception {
      setCurrentKey(id);
      byte[] value = values.value();
      return value == null ? null : whole(id, StoredLife.read(value));
    }

    private StoredLife whole(String id, StoredLife value) {
      StateInput from = pieces.read(id, value);
      if (from == null) {
        return value;
      }
      byte[] state = new byte[from.remaining()];
      from.get(state);
      return life(state);
    }
  }
}
