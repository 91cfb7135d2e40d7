package io.rivulet.operator;

import io.rivulet.life.Shelf;
import io.rivulet.operator.piece.StateAccess;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.KeptInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** The snapshots and the waiting inputs of the model of the current key, in keyed state. */
final class KeyedShelf implements Shelf {

  /** Names an entry of every savepoint: never change it. */
  static final String SNAPSHOTS = "snapshots";

  /** Names an entry of every savepoint: never change it. */
  static final String INPUTS = "inputs";

  private final MapState<String, byte[]> snapshots;
  private final MapState<Long, byte[]> inputs;

  KeyedShelf(KeyedStateStore store) {
    this.snapshots =
        store.getMapState(
            new MapStateDescriptor<>(
                SNAPSHOTS, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    this.inputs =
        store.getMapState(
            new MapStateDescriptor<>(
                INPUTS, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public List<String> snapshots() throws IOException {
    List<String> names = new ArrayList<>();
    StateAccess.attempt(
        () -> {
          snapshots.keys().forEach(names::add);
          return null;
        });
    Collections.sort(names);
    return names;
  }

  @Override
  public StoredModel snapshot(String name) throws IOException {
    byte[] frame = StateAccess.attempt(() -> snapshots.get(name));
    return frame == null ? null : StateFrame.read(StoredModel.FORMAT, frame);
  }

  @Override
  public void putSnapshot(String name, StoredModel model) throws IOException {
    StateAccess.attempt(
        () -> {
          snapshots.put(name, StateFrame.write(StoredModel.FORMAT, model));
          return null;
        });
  }

  @Override
  public void clearSnapshots() {
    snapshots.clear();
  }

  @Override
  public void forEachInput(BiConsumer<Long, KeptInput> visitor) throws IOException {
    StateAccess.attempt(
        () -> {
          inputs.entries().forEach(entry -> visitor.accept(entry.getKey(), read(entry.getValue())));
          return null;
        });
  }

  @Override
  public KeptInput input(long arrival) throws IOException {
    return read(StateAccess.attempt(() -> inputs.get(arrival)));
  }

  @Override
  public void putInput(long arrival, KeptInput input) throws IOException {
    StateAccess.attempt(
        () -> {
          inputs.put(arrival, StateFrame.write(KeptInput.FORMAT, input));
          return null;
        });
  }

  @Override
  public void removeInput(long arrival) throws IOException {
    StateAccess.attempt(
        () -> {
          inputs.remove(arrival);
          return null;
        });
  }

  @Override
  public void clearInputs() {
    inputs.clear();
  }

  private static KeptInput read(byte[] frame) {
    return StateFrame.read(KeptInput.FORMAT, frame);
  }
}
